import path from 'node:path';
import * as vscode from 'vscode';
import type { Checklist } from '../../../core/checklist/checklist.ts';
import type { BoundEvidence } from '../../../core/checklist/evidence/evidence.ts';
import type { Signable } from '../../../core/checklist/signOff/prepareSigning.ts';
import { notesOfNothing } from '../../../core/checklist/sidecar/itemNotes.ts';
import { notesOfItems } from '../../../core/checklist/sidecar/keptIds.ts';
import { signOffRoles } from '../../../core/checklist/signOff/roles.ts';
import { EvidenceReader } from '../../../core/node/checklist/readEvidence.ts';
import { readSidecarOf } from '../../../core/node/checklist/sidecarFile.ts';
import { textHash } from '../../../core/node/checklist/textHash.ts';
import type { KnownRecord } from '../record/recordStates.ts';
import { nameOf } from '../ticking/editText.ts';

/** A checklist with its record and what the runs say of it in this moment. Throws a `UserError`. */
export async function readSignable(uri: vscode.Uri, text: string, checklist: Checklist): Promise<Signable> {
  const sidecar = readSidecarOf(uri.fsPath);
  const workingFolder = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? path.dirname(uri.fsPath);
  const reader = new EvidenceReader({ workingFolder, now: Date.now() });
  const { evidence } = await reader.read(uri.fsPath, checklist);
  return { file: nameOf(uri), text, checklist, evidence, sidecar, hash: textHash };
}

/** What is kept beside a checklist, and who signs it. What nobody signed has no need for a look at the runs. */
export async function readRecord(
  uri: vscode.Uri,
  text: string,
  checklist: Checklist,
  evidenceNow: () => Promise<BoundEvidence[]>,
): Promise<KnownRecord> {
  const { signOffs, items } = readSidecarOf(uri.fsPath);
  const evidence = signOffs.length > 0 ? await evidenceNow() : [];
  const now = { text, checklist, evidence, hash: textHash };
  const warnings = notesOfNothing(nameOf(uri), { items }, checklist.items);
  return { roles: signOffRoles(now, { signOffs }), notes: notesOfItems(items, checklist.items), warnings };
}
