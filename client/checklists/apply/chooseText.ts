import * as vscode from 'vscode';
import { UserError } from '../../../core/errors.ts';
import { hasBindings } from '../evidence/knownEvidence.ts';
import type { ChecklistFiles } from '../files/checklistFiles.ts';
import { MARKDOWN_LANGUAGE_ID } from '../mayHaveItems.ts';
import { nameOf } from '../ticking/editText.ts';
import { uriOf } from '../tree/treeItems.ts';

/** The text that a command is about: that of a lens or a row, the one in the editor, or one that the person names. */
export async function chooseText(given: unknown, files: ChecklistFiles): Promise<vscode.Uri | undefined> {
  if (given instanceof vscode.Uri) return given;
  const node = await files.nodeIs(given);
  if (node !== undefined) return uriOf(node);
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId === MARKDOWN_LANGUAGE_ID) return document.uri;
  const bound = (await files.all()).filter(({ checklist }) => hasBindings(checklist)).map(uriOf);
  const [only] = bound;
  if (only === undefined) {
    throw new UserError(
      'No checklist of this workspace has an item that is bound to a plan. A comment at the end of its line binds one: <!-- headroom: check=search/p95-latency -->',
    );
  }
  if (bound.length === 1) return only;
  const entries = bound.map((uri) => ({ label: nameOf(uri), uri }));
  return (await vscode.window.showQuickPick(entries, { title: 'Choose a Checklist' }))?.uri;
}
