import type * as vscode from 'vscode';
import { editText, nameOf } from './editText.ts';
import { tickEdits, type Wish } from './tickEdits.ts';

/**
 * Ticks items of one text or opens them, all or none, each by its one character in the text as it is at this moment.
 * Throws a `UserError`.
 */
export async function setTicks(uri: vscode.Uri, wishes: readonly Wish[]): Promise<void> {
  const { readText } = await import('../reading.ts');
  await editText(uri, (text) => tickEdits(readText(uri.toString(), text), wishes, nameOf(uri)));
}
