import type { Checklist } from '../checklist.ts';
import { keptWith } from '../lookup.ts';
import { signOffPlaces } from './places.ts';
import { signOffSection } from './section.ts';

/**
 * Which lines of a text are signed for: those above the sign-off, or all where there is no heading for one. A sign-off on
 * top of all items is for what stands below it, and then only the lines to sign are left out.
 */
export const signedLines = keptWith((checklist: Checklist): ((line: number) => boolean) => {
  const section = signOffSection(checklist);
  if (section === undefined) return () => true;
  const places = signOffPlaces(checklist);
  const ownItems = new Set(places.map(({ item }) => item));
  const isOnTop =
    checklist.items.some(({ id, line }) => line > section.line && !ownItems.has(id)) &&
    !checklist.items.some(({ line }) => line < section.line);
  if (!isOnTop) return (line) => line < section.line;
  const own = new Set(places.map(({ line }) => line));
  for (const { kind, span, line, rows } of checklist.tables) {
    if (kind !== 'sign-off' || span[0] < section.span[0] || span[0] >= section.span[1]) continue;
    for (const one of [line, line + 1, ...rows.map((row) => row.line)]) own.add(one);
  }
  return (line) => !own.has(line);
});
