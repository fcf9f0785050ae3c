import * as vscode from 'vscode';
import { UserError } from '../../../core/errors.ts';

/** The editor takes over a file that was changed on disk much sooner. */
const LONGEST_MS = 5000;

/**
 * Waits until a text without unsaved changes is the one on disk: another window, or another program, may have written the
 * file a moment ago, and an edit of the older text would stand against theirs. Throws a `UserError` when it does not come.
 */
export async function untilAsOnDisk(document: vscode.TextDocument): Promise<void> {
  const isCurrent = async (): Promise<boolean> => document.isDirty || (await isAsOnDisk(document));
  if (await isCurrent()) return;
  let end = (): void => undefined;
  await new Promise<void>((resolve) => {
    const timeout = setTimeout(resolve, LONGEST_MS);
    const listener = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document && event.contentChanges.length > 0) resolve();
    });
    end = () => {
      clearTimeout(timeout);
      listener.dispose();
    };
  });
  end();
  if (await isCurrent()) return;
  throw new UserError(
    `${vscode.workspace.asRelativePath(document.uri)} was changed on disk just now, and the editor does not show it yet. Nothing was changed; try again.`,
  );
}

async function isAsOnDisk(document: vscode.TextDocument): Promise<boolean> {
  const { uri, encoding } = document;
  let bytes: Uint8Array;
  try {
    bytes = await vscode.workspace.fs.readFile(uri);
  } catch {
    // A text that has no file, or none any more, is the only one there is.
    return true;
  }
  const onDisk = await vscode.workspace.decode(bytes, { encoding });
  return plain(onDisk) === plain(document.getText());
}

/** The editor shows all lines of a text with one kind of line end. */
function plain(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
}
