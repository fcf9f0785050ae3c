import type * as vscode from 'vscode';
import type { ChecklistItem } from '../../../core/checklist/checklist.ts';
import { tickEdit } from '../../../core/checklist/tick.ts';
import { UserError } from '../../../core/errors.ts';
import type { TextEdit } from '../../../core/problem.ts';
import { editText, nameOf } from './editText.ts';
import { locate, refusal, type WantedItem } from './locate.ts';

/** An item, and whether it shall be ticked. */
export interface Wish {
  item: WantedItem;
  checked: boolean;
}

/**
 * Ticks items of one text or opens them, all or none, each by its one character in the text as it is at this moment.
 * Throws a `UserError`.
 */
export async function setTicks(uri: vscode.Uri, wishes: readonly Wish[]): Promise<void> {
  const { readText } = await import('../reading.ts');
  await editText(uri, (text) => editsFor(readText(uri.toString(), text).items, wishes, nameOf(uri)));
}

function editsFor(items: readonly ChecklistItem[], wishes: readonly Wish[], place: string): TextEdit[] {
  return wishes.flatMap(({ item: wanted, checked }) => {
    const found = locate(items, wanted);
    if ('why' in found) throw new UserError(refusal(found.why, wanted, place));
    return tickEdit(found.item, checked) ?? [];
  });
}
