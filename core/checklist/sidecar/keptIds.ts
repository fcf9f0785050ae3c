import type { ChecklistItem } from '../checklist.ts';
import { groupBy } from '../lookup.ts';
import { findBlanks } from '../readBlanks.ts';
import { SEPARATOR } from '../readItems.ts';
import { isFilledIn } from '../signOff/filledBlanks.ts';
import type { Sidecar } from './sidecar.ts';

type Notes = Sidecar['items'];

/**
 * The id that the notes of each item are kept by, for the items that have some. Filling in a blank changes the id of the
 * item, and whoever does it knows nothing of notes. So what is kept by an id with blanks belongs to the item that has the
 * same words around them, where that is only one.
 */
export function keptIds(notes: Notes, items: readonly ChecklistItem[]): ReadonlyMap<string, string> {
  const known = new Set(items.map(({ id }) => id));
  const kept = new Map(Object.keys(notes).flatMap((id) => (known.has(id) ? [[id, id] as const] : [])));
  const followed = Object.keys(notes).flatMap((id) => {
    const [now, another] = known.has(id) ? [] : filledItems(id, items);
    return now === undefined || another !== undefined || kept.has(now) ? [] : [{ id, now }];
  });
  for (const [now, [only, another]] of groupBy(followed, (one) => one.now))
    if (only !== undefined && another === undefined) kept.set(now, only.id);
  return kept;
}

/** What is kept of each item, by the id that it has now. */
export function notesOfItems(notes: Notes, items: readonly ChecklistItem[]): Notes {
  return Object.fromEntries(
    [...keptIds(notes, items)].flatMap(([now, id]) => {
      const note = notes[id];
      return note === undefined ? [] : [[now, note]];
    }),
  );
}

function filledItems(id: string, items: readonly ChecklistItem[]): string[] {
  const { text, count } = withoutCount(id);
  const blanks = findBlanks(text);
  if (blanks.length === 0) return [];
  const parts = [0, ...blanks.map(({ to }) => to)].map((from, at) => text.slice(from, blanks[at]?.from));
  const depth = text.split(SEPARATOR).length;
  return items.flatMap((item) => {
    const now = withoutCount(item.id);
    const isSame = now.count === count && isFilledIn(now.text, parts) && now.text.split(SEPARATOR).length === depth;
    return isSame ? [item.id] : [];
  });
}

/** Of the second of equal items without its `#2`. */
function withoutCount(id: string): { text: string; count: string } {
  const [count = ''] = /#\d+$/.exec(id) ?? [];
  return { text: id.slice(0, id.length - count.length), count };
}
