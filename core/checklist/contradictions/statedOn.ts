import { statedIn, type Stated } from '../bindings/proposals/stated.ts';
import type { Binding } from '../bindings/readBindings.ts';
import type { Checklist } from '../checklist.ts';

/** The limits that the item, row or line of a comment surely states: neither alarms nor guesses. */
export function statedOn({ targets }: Checklist, { on }: Pick<Binding, 'on'>): Stated[] {
  return targets.flatMap((target) => {
    if (target.meaning !== 'target' || target.confidence === 'guess') return [];
    const { on: place } = target;
    const isThere =
      on.kind === 'item'
        ? place.kind === 'item' && place.id === on.id
        : on.kind === 'row'
          ? place.kind === 'row' && target.line === on.line
          : on.kind === 'line' && place.kind === 'text' && target.line === on.line;
    return isThere ? [statedIn(target)].flatMap((stated) => stated ?? []) : [];
  });
}
