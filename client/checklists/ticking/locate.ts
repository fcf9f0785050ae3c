import type { ChecklistItem } from '../../../core/checklist/checklist.ts';
import { groupBy, keptWith } from '../../../core/checklist/lookup.ts';

/** What an item was known by when it was drawn. */
export interface WantedItem {
  text: string;
  path: readonly string[];
  parents: readonly string[];
  /** Which of the items that are alike in all this it is, and how many of them there were. */
  index: number;
  count: number;
}

export type Located = { item: ChecklistItem } | { why: 'gone' | 'ambiguous' };

export function wantedItem(items: readonly ChecklistItem[], item: ChecklistItem): WantedItem {
  const { text, path, parents } = item;
  const alike = alikeIn(items, item);
  return { text, path, parents, index: alike.indexOf(item), count: alike.length };
}

/**
 * Finds an item in a text that may be another by now. Stricter than its id alone: the `#2` of equal items would name
 * another one after one of them came or went.
 */
export function locate(items: readonly ChecklistItem[], wanted: WantedItem): Located {
  const alike = alikeIn(items, wanted);
  if (alike.length === 0) return { why: 'gone' };
  const item = alike[wanted.index];
  return item === undefined || alike.length !== wanted.count ? { why: 'ambiguous' } : { item };
}

/** Why an item is not ticked, for the person who wanted it. */
export function refusal(why: 'gone' | 'ambiguous', { text }: WantedItem, place: string): string {
  switch (why) {
    case 'gone':
      return `${place} no longer has the item "${text}" where it was. Nothing was changed; look where it is now.`;
    case 'ambiguous':
      return `${place} now has another number of items "${text}" than before, so it is not certain which of them is meant. Nothing was changed; tick the right one as the list shows it now.`;
  }
}

const itemsByText = keptWith((items: readonly ChecklistItem[]) => groupBy(items, ({ text }) => text));

function alikeIn(
  items: readonly ChecklistItem[],
  { text, path, parents }: Pick<WantedItem, 'text' | 'path' | 'parents'>,
): ChecklistItem[] {
  const named = itemsByText(items).get(text) ?? [];
  return named.filter((item) => isSame(item.path, path) && isSame(item.parents, parents));
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word, at) => word === other[at]);
}
