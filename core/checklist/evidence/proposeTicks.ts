import type { TextEdit } from '../../problem.ts';
import type { Checklist, ChecklistItem } from '../checklist.ts';
import { doesNotApply } from '../required.ts';
import { tickEdit } from '../tick.ts';
import type { BoundEvidence, Evidence } from './evidence.ts';

export interface ProposedTick {
  item: ChecklistItem;
  evidence: Evidence;
  edit: TextEdit;
}

/**
 * Open items whose evidence passes. A warning is for people to decide on, and a tick of an alarm, or of an item that does
 * not apply, would say what no run says. Nothing is ever opened again.
 */
export function proposeTicks(checklist: Checklist, evidence: readonly BoundEvidence[]): ProposedTick[] {
  return evidence.flatMap(({ binding: { on }, evidence: found }) => {
    if (on.kind !== 'item' || found.state !== 'pass') return [];
    const item = checklist.items.find(({ id }) => id === on.id);
    if (item === undefined || checklist.invertedItems.has(item.id) || doesNotApply(checklist, item)) return [];
    const edit = tickEdit(item, true);
    return edit === undefined ? [] : [{ item, evidence: found, edit }];
  });
}
