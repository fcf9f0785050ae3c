import * as path from 'node:path';
import * as vscode from 'vscode';
import type { HeadroomApi } from '../../client/extension.ts';

/** What the extension offers to others, once it is awake. */
export async function headroomApi(): Promise<HeadroomApi> {
  const extension = vscode.extensions.getExtension<HeadroomApi>('headroom.headroom');
  if (!extension) throw new Error('The extension is not installed.');
  return until('the extension to be active', () => (extension.isActive ? extension.exports : undefined));
}

/** Asks again until there is an answer: the editor offers no event for most of what tests wait for. */
export async function until<T>(what: string, read: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    const value = await read();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`timed out waiting for ${what}`);
}

/** Shows a file of the test workspace. */
export async function open(name: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('The tests need a workspace folder.');
  const document = await vscode.workspace.openTextDocument(path.join(folder.uri.fsPath, name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The diagnostics of a document that come from this extension. */
export function headroomDiagnostics(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'headroom');
}

export async function replaceText(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const start = document.getText().indexOf(from);
  if (start < 0) throw new Error(`"${from}" is not in ${document.fileName}`);
  edit.replace(
    document.uri,
    new vscode.Range(document.positionAt(start), document.positionAt(start + from.length)),
    to,
  );
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error('The editor refused the edit.');
}
