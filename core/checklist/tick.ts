import type { TextEdit } from '../problem.ts';
import type { ChecklistItem } from './checklist.ts';

const SET = 'x';
const OPEN = ' ';

/** The edit of one character that ticks an item or opens it again; undefined where it is so already. */
export function tickEdit(item: ChecklistItem, checked: boolean): TextEdit | undefined {
  if (item.checked === checked) return undefined;
  return { span: [item.marker, item.marker + 1], text: checked ? SET : OPEN };
}

/** The item that a person means: by its id, or by its text where only one item has it. */
export function findItem(
  items: readonly ChecklistItem[],
  wanted: string,
): { item: ChecklistItem } | { candidates: ChecklistItem[] } {
  const byId = items.find(({ id }) => id === wanted);
  if (byId) return { item: byId };
  const byText = items.filter(({ text }) => text === wanted);
  const [only] = byText;
  return only !== undefined && byText.length === 1 ? { item: only } : { candidates: byText };
}
