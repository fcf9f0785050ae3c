import { statSync } from 'node:fs';
import * as vscode from 'vscode';
import { readChecklistFile } from '../../../core/node/checklist/checklistFile.ts';

/** Larger files are none that people tick. */
export const LARGEST_BYTES = 4 * 1024 * 1024;

export type FileText = { text: string } | { why: 'too large' };

/** Whether a person has a text before them, or has changed it: then it, and not the file on disk, is what counts. */
export function isOpen(uri: vscode.Uri): boolean {
  return loaded(uri)?.isDirty === true || isInTab(uri);
}

/** A text as it is now, whether it is saved or not. Throws where there is no such file. */
export async function textOf(uri: vscode.Uri): Promise<FileText> {
  const document = loaded(uri);
  if (document !== undefined && isOpen(uri)) return { text: document.getText() };
  if (uri.scheme === 'file') {
    if (statSync(uri.fsPath).size > LARGEST_BYTES) return { why: 'too large' };
    return { text: readChecklistFile(uri.fsPath).text };
  }
  if ((await vscode.workspace.fs.stat(uri)).size > LARGEST_BYTES) return { why: 'too large' };
  return { text: await vscode.workspace.decode(await vscode.workspace.fs.readFile(uri), { uri }) };
}

/** The texts of a tab: one, or two beside each other. */
export function textsOfTab({ input }: vscode.Tab): vscode.Uri[] {
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) return [input.uri];
  return input instanceof vscode.TabInputTextDiff ? [input.original, input.modified] : [];
}

function loaded(uri: vscode.Uri): vscode.TextDocument | undefined {
  const wanted = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === wanted);
}

function isInTab(uri: vscode.Uri): boolean {
  const wanted = uri.toString();
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some((tab) => textsOfTab(tab).some((one) => one.toString() === wanted)),
  );
}
