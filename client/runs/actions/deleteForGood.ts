import * as vscode from 'vscode';
import { messageOf } from '../../../core/errors.ts';

/**
 * Moves files or folders to the trash. Where there is no trash, as on most remote machines, a person is asked before
 * anything is gone for good. Gives back what was deleted.
 */
export async function deleteFiles(uris: readonly vscode.Uri[], what: string): Promise<vscode.Uri[]> {
  const deleted: vscode.Uri[] = [];
  let isForGood = false;
  for (const uri of uris) {
    if (!isForGood) {
      try {
        await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: true });
        deleted.push(uri);
        continue;
      } catch (error) {
        if (!(await mayDeleteForGood(what, messageOf(error)))) return deleted;
        isForGood = true;
      }
    }
    await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: false });
    deleted.push(uri);
  }
  return deleted;
}

const FOR_GOOD = 'Delete Permanently';

async function mayDeleteForGood(what: string, reason: string): Promise<boolean> {
  const answer = await vscode.window.showWarningMessage(
    `${what} cannot be moved to the trash. Delete permanently?`,
    { modal: true, detail: `${reason}\n\nThis cannot be undone.` },
    FOR_GOOD,
  );
  return answer === FOR_GOOD;
}
