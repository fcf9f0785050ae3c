import type { TextEdit } from '../../problem.ts';
import type { Checklist, ChecklistItem } from '../checklist.ts';
import { doesNotApply } from '../required.ts';
import { tickEdit } from '../tick.ts';
import { itemWithId } from '../lookup.ts';
import type { BoundEvidence, Evidence } from './evidence.ts';
import { unprovenLimit } from './ownLimits.ts';

export interface ProposedTick {
  item: ChecklistItem;
  evidence: Evidence;
  edit: TextEdit;
}

/**
 * Open items whose evidence passes. A warning is for people to decide on, and a tick of an alarm, of an item that does
 * not apply, or of one that states another limit than was proven, would say what no run says. Nothing is ever opened again.
 */
export function proposeTicks(checklist: Checklist, evidence: readonly BoundEvidence[]): ProposedTick[] {
  return evidence.flatMap((bound) => {
    const { on } = bound.binding;
    const found = bound.evidence;
    if (on.kind !== 'item' || found.state !== 'pass') return [];
    const item = itemWithId(checklist, on.id);
    if (item === undefined || checklist.invertedItems.has(item.id) || doesNotApply(checklist, item)) return [];
    if (unprovenLimit(checklist, bound) !== undefined) return [];
    const edit = tickEdit(item, true);
    return edit === undefined ? [] : [{ item, evidence: found, edit }];
  });
}
