import type { Checklist, ChecklistItem } from '../../../core/checklist/checklist.ts';
import { tickEdit } from '../../../core/checklist/tick.ts';
import { UserError } from '../../../core/errors.ts';
import type { TextEdit } from '../../../core/problem.ts';
import { locate, refusal, wantedItem, type WantedItem } from './locate.ts';

/** An item, and whether it shall be ticked. */
export interface Wish {
  item: WantedItem;
  checked: boolean;
  /** What the item was bound to when that proved it; another proof would prove something else. */
  boundTo?: string;
}

/** To tick an item because what it is bound to proves it. */
export function provenWish(checklist: Checklist, item: ChecklistItem): Wish {
  return { item: wantedItem(checklist.items, item), checked: true, boundTo: boundTo(checklist, item) };
}

/** In the text as it is now. Throws a `UserError` where it is no longer certain what is meant. */
export function tickEdits(now: Checklist, wishes: readonly Wish[], place: string): TextEdit[] {
  return wishes.flatMap(({ item: wanted, checked, boundTo: before }) => {
    const found = locate(now.items, wanted);
    if ('why' in found) throw new UserError(refusal(found.why, wanted, place));
    if (before !== undefined && boundTo(now, found.item) !== before) {
      throw new UserError(
        `In ${place} "${wanted.text}" is no longer bound to what proved it. Nothing was changed; apply the results again as the text is now.`,
      );
    }
    return tickEdit(found.item, checked) ?? [];
  });
}

function boundTo({ bindings }: Checklist, { id }: ChecklistItem): string {
  const own = bindings.filter(({ on }) => on.kind === 'item' && on.id === id);
  return JSON.stringify(
    own.map(({ bound, environment, notApplicable }) => [bound?.kind, bound?.name, environment?.name, notApplicable]),
  );
}
