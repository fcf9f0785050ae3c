import * as vscode from 'vscode';
import type { Checklist, ChecklistItem } from '../../../core/checklist/checklist.ts';
import { excusesOf } from '../../../core/checklist/required.ts';
import { plain } from '../apply/pickEdits.ts';
import { remarkWords } from '../tree/nodeWords.ts';
import { wantedItem } from './locate.ts';
import type { Wish } from './tickEdits.ts';

/** Asks which items are ticked; tells only of those that shall become other than they were shown. */
export async function pickTicks(checklist: Checklist, items: readonly ChecklistItem[], title: string): Promise<Wish[]> {
  const remarks = excusesOf(checklist);
  const entries = items.map((item) => {
    const remark = remarks.get(item.id);
    return {
      item,
      label: `${'\u2003'.repeat(item.depth)}${plain(item.text)}`,
      description: remark === undefined ? '' : plain(remarkWords(remark, item.checked).short),
      picked: item.checked,
    };
  });
  const picked = await vscode.window.showQuickPick(entries, {
    title: `Tick Items: ${title}`,
    placeHolder: 'Items with a tick are ticked in the text, all others are open',
    canPickMany: true,
  });
  if (picked === undefined) return [];
  return entries.flatMap((entry) => {
    const checked = picked.includes(entry);
    return checked === entry.item.checked ? [] : [{ item: wantedItem(checklist.items, entry.item), checked }];
  });
}
