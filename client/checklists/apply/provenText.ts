import * as vscode from 'vscode';
import type { Checklist } from '../../../core/checklist/checklist.ts';
import type { BoundEvidence } from '../../../core/checklist/evidence/evidence.ts';
import { UserError } from '../../../core/errors.ts';
import type { ChecklistEvidence } from '../evidence/checklistEvidence.ts';
import { textOf } from '../files/openText.ts';
import { nameOf } from '../ticking/editText.ts';

/** A text with what the runs say of it, both as they are at this moment. */
export interface ProvenText {
  uri: vscode.Uri;
  text: string;
  checklist: Checklist;
  evidence: readonly BoundEvidence[];
}

export async function proveText(uri: vscode.Uri, known: ChecklistEvidence): Promise<ProvenText> {
  const found = await textOf(uri);
  if ('why' in found) throw new UserError(`${nameOf(uri)} is too large to be read as a checklist.`);
  const { readText } = await import('../reading.ts');
  const checklist = readText(uri.toString(), found.text);
  const evidence = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: `Reading the runs that ${nameOf(uri)} is bound to` },
    () => known.now(uri, checklist),
  );
  return { uri, text: found.text, checklist, evidence };
}
