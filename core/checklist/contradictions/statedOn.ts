import { statedIn, type Stated } from '../bindings/proposals/stated.ts';
import type { Binding } from '../bindings/readBindings.ts';
import type { Checklist, DocumentTarget } from '../checklist.ts';
import { targetsOfItem, targetsOnLine } from '../lookup.ts';

/** The limits that the item, row or line of a comment surely states: neither alarms nor guesses. */
export function statedOn(checklist: Checklist, { on }: Pick<Binding, 'on'>): Stated[] {
  return targetsAt(checklist, on).flatMap((target) => {
    if (target.meaning !== 'target' || target.confidence === 'guess') return [];
    return [statedIn(target)].flatMap((stated) => stated ?? []);
  });
}

function targetsAt(checklist: Checklist, on: Binding['on']): readonly DocumentTarget[] {
  if (on.kind === 'item') return targetsOfItem(checklist, on.id);
  const place = on.kind === 'row' ? 'row' : on.kind === 'line' ? 'text' : undefined;
  return place === undefined ? [] : targetsOnLine(checklist, on.line).filter((target) => target.on.kind === place);
}
