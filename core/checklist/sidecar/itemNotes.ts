import { UserError } from '../../errors.ts';
import { quoted } from '../../text/wording.ts';
import type { ChecklistItem } from '../checklist.ts';
import { keptIds } from './keptIds.ts';
import type { ItemNote, Sidecar } from './sidecar.ts';

/** With another note of an item, by the id that its notes are kept by; without one where it is empty. */
export function withNote(sidecar: Sidecar, item: string, note: string): Sidecar {
  const { links } = sidecar.items[item] ?? {};
  const text = note.trim();
  return withItem(sidecar, item, { ...(text !== '' && { note: text }), ...(links && { links }) });
}

/** With one more link of an item. Throws a `UserError` for what is no link. */
export function withLink(sidecar: Sidecar, item: string, link: string): Sidecar {
  const before = sidecar.items[item] ?? {};
  const url = readLink(link);
  const links = before.links ?? [];
  return links.includes(url) ? sidecar : withItem(sidecar, item, { ...before, links: [...links, url] });
}

/** Only what a browser opens: a link of another kind could start something. */
export function isWebLink(link: string): boolean {
  return /^https?:\/\//i.test(link) && URL.canParse(link);
}

function readLink(written: string): string {
  const link = written.trim();
  if (!isWebLink(link)) throw new UserError(`${quoted(link)} is no link. It begins with https:// or http://.`);
  return link;
}

function withItem(sidecar: Sidecar, item: string, note: ItemNote): Sidecar {
  const others = Object.entries(sidecar.items).filter(([id]) => id !== item);
  const isEmpty = note.note === undefined && (note.links ?? []).length === 0;
  return { ...sidecar, items: Object.fromEntries(isEmpty ? others : [...others, [item, note]]) };
}

/** Of notes whose item is gone. They are kept, because the item may have got other words only. */
export function notesOfNothing(
  file: string,
  sidecar: Pick<Sidecar, 'items'>,
  items: readonly ChecklistItem[],
): string[] {
  const known = new Set(keptIds(sidecar.items, items).values());
  return Object.entries(sidecar.items)
    .filter(([id]) => !known.has(id))
    .map(([id, { note, links = [] }]) => {
      const kept = [...(note === undefined ? [] : [`the note ${quoted(note)}`]), ...links].join(', ');
      return `${file} has no item ${quoted(id)} any more. ${file}.headroom.json keeps of it ${kept}; put the id of its item there, or take it out.`;
    });
}

/** `2 links`, `note · 1 link`: in as few words as a list has room for. */
export function noteWords({ note, links = [] }: ItemNote): string[] {
  const count = links.length === 1 ? '1 link' : `${links.length} links`;
  return [...(note === undefined ? [] : ['note']), ...(links.length === 0 ? [] : [count])];
}
