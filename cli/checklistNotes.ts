import type { Checklist } from '../core/checklist/checklist.ts';
import { withLink, withNote } from '../core/checklist/sidecar/itemNotes.ts';
import { keptIds } from '../core/checklist/sidecar/keptIds.ts';
import type { Sidecar } from '../core/checklist/sidecar/sidecar.ts';
import { findItem } from '../core/checklist/tick.ts';
import { UserError } from '../core/errors.ts';
import { changeSidecarOf, readSidecarOf } from '../core/node/checklist/sidecarFile.ts';

/**
 * Gives what writes what `--note` and `--link` say into the file beside the checklist: all of it, or nothing. Throws a
 * `UserError` when something of it, or that file, is wrong.
 */
export function prepareNotes(
  file: string,
  checklist: Checklist,
  { notes, links }: { notes: readonly string[]; links: readonly string[] },
): () => void {
  const changes = [
    ...notes.map((written) => ({ ...readAssignment(file, checklist, '--note', written), change: withNote })),
    ...links.map((written) => ({ ...readAssignment(file, checklist, '--link', written), change: withLink })),
  ];
  const apply = (sidecar: Sidecar): Sidecar => {
    const kept = keptIds(sidecar.items, checklist.items);
    return changes.reduce(
      (changed, { item, value, change }) => change(changed, kept.get(item) ?? item, value),
      sidecar,
    );
  };
  apply(readSidecarOf(file));
  return () => {
    if (changes.length > 0) changeSidecarOf(file, apply);
  };
}

/** `ID=TEXT`. An id or a text can hold `=` itself, so it ends at the first one that makes it name an item. */
function readAssignment(
  file: string,
  { items }: Checklist,
  option: string,
  written: string,
): { item: string; value: string } {
  for (let at = written.indexOf('='); at >= 0; at = written.indexOf('=', at + 1)) {
    const found = findItem(items, written.slice(0, at));
    if ('item' in found) return { item: found.item.id, value: written.slice(at + 1) };
  }
  throw new UserError(
    `${option} ${written}: before the = belongs the id or the text of one item of ${file}. \`headroom checklist ${file} --format json\` shows the ids of all.`,
  );
}
