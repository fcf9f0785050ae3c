import * as vscode from 'vscode';
import { applyEdits } from '../../../core/text/applyEdits.ts';
import { UserError } from '../../../core/errors.ts';
import { readChecklistFile, writeChecklistFile } from '../../../core/node/checklist/checklistFile.ts';
import type { TextEdit } from '../../../core/problem.ts';
import { isOpen } from '../files/openText.ts';
import { untilAsOnDisk } from './untilAsOnDisk.ts';

/** Somebody typed in the moment of the edit. */
const MOST_ATTEMPTS = 5;

/**
 * Changes places of one text, all or none, as they are found in it at this moment. A text that is open is edited like by
 * hand: it can be undone, and is not saved. A file that is not open is written, without opening it: saving it through the
 * editor would trim, format or re-encode it. Throws a `UserError`.
 */
export async function editText(uri: vscode.Uri, editsOf: (text: string) => readonly TextEdit[]): Promise<void> {
  if (uri.scheme === 'file' && !isOpen(uri)) {
    const source = readChecklistFile(uri.fsPath);
    const edits = editsOf(source.text);
    if (edits.length > 0) writeChecklistFile(source, applyEdits(source.text, edits));
    return;
  }
  await editOpenText(uri, editsOf);
}

/** The same in an editor in any case, as if by hand. */
export async function editOpenText(uri: vscode.Uri, editsOf: (text: string) => readonly TextEdit[]): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    await untilAsOnDisk(document);
    const edits = editsOf(document.getText());
    if (edits.length === 0) return;
    const edit = new vscode.WorkspaceEdit();
    for (const { span, text } of edits) {
      edit.replace(uri, new vscode.Range(document.positionAt(span[0]), document.positionAt(span[1])), text);
    }
    // Refused by the editor when the text is no longer the one that the places were found in.
    if (await vscode.workspace.applyEdit(edit)) return;
  }
  throw new UserError(`${nameOf(uri)} cannot be edited just now. Nothing was changed; try again, or edit the text.`);
}

export function nameOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}
