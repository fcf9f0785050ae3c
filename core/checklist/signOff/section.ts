import type { Checklist, ChecklistSection } from '../checklist.ts';
import { keptWith } from '../lookup.ts';
import { isSignOffHeading } from './words.ts';

/** The last section of a sign-off with lines to sign; the whole of it where several of its parts read like one. */
export const signOffSection = keptWith((checklist: Checklist): ChecklistSection | undefined => {
  const { sections, signOffs, tables } = checklist;
  const signed = [
    ...signOffs.map(({ name }) => name[0]),
    ...tables.flatMap(({ kind, span }) => (kind === 'sign-off' ? [span[0]] : [])),
  ];
  const candidates = sections.filter(
    ({ path, span }) => isSignOffHeading(path.at(-1) ?? '') && signed.some((at) => at >= span[0] && at < span[1]),
  );
  const last = candidates.at(-1);
  if (last === undefined) return undefined;
  return candidates.find((outer) => outer === last || isWholeOf(checklist, outer, last));
});

/** A title that reads like a sign-off has below it what is signed for, and is none. */
function isWholeOf(
  { sections, items, signOffs, bindings }: Checklist,
  outer: ChecklistSection,
  inner: ChecklistSection,
): boolean {
  const isBetween = (at: number): boolean => at >= outer.span[0] && at < inner.span[0];
  const ownItems = new Set(signOffs.map(({ item }) => item));
  return (
    outer !== sections[0] &&
    inner.span[0] < outer.span[1] &&
    !items.some(({ id, marker }) => isBetween(marker) && !ownItems.has(id)) &&
    !bindings.some(({ span }) => isBetween(span[0]))
  );
}
