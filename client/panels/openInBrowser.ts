import * as vscode from 'vscode';

/** Opens a file in the person's browser. One on another machine is out of its reach, so then the place is told. */
export async function openInBrowser(file: vscode.Uri): Promise<void> {
  const isElsewhere = vscode.env.remoteName !== undefined || vscode.env.uiKind === vscode.UIKind.Web;
  if (!isElsewhere && (await vscode.env.openExternal(file))) return;
  const why = isElsewhere ? 'It is not on the machine of your browser' : 'No browser could be started for it';
  void vscode.window.showWarningMessage(`${why}: ${file.fsPath}. Copy the file and open it in a browser yourself.`);
}
