import type { Checklist } from '../../../core/checklist/checklist.ts';
import { requiredItems } from '../../../core/checklist/required.ts';

/** Why an item need not be ticked. */
export type Remark =
  { kind: 'alarm' } | { kind: 'optional' } | { kind: 'not-applicable'; reason: string } | { kind: 'after-sign-off' };

/** Of all items that need not be ticked, by their ids. */
export function remarksOf(checklist: Checklist): ReadonlyMap<string, Remark> {
  const { items, bindings, invertedItems } = checklist;
  const ofItem = new Map<string, Remark>();
  const ofSection: { path: readonly string[]; remark: Remark }[] = [];
  for (const { on, isOptional, notApplicable } of bindings) {
    const remark: Remark | undefined =
      notApplicable === undefined
        ? isOptional
          ? { kind: 'optional' }
          : undefined
        : { kind: 'not-applicable', reason: notApplicable };
    if (remark === undefined) continue;
    if (on.kind === 'item') ofItem.set(on.id, remark);
    if (on.kind === 'section') ofSection.push({ path: on.path, remark });
  }
  const required = new Set(requiredItems(checklist));
  const remarks = new Map<string, Remark>();
  for (const item of items) {
    if (required.has(item)) continue;
    const own = [item.id, ...item.parents.toReversed()];
    const isAlarm = own.some((id) => invertedItems.has(id));
    const said =
      own.map((id) => ofItem.get(id)).find((remark) => remark !== undefined) ??
      ofSection.find(({ path }) => path.every((heading, at) => item.path[at] === heading))?.remark;
    remarks.set(item.id, isAlarm ? { kind: 'alarm' } : (said ?? { kind: 'after-sign-off' }));
  }
  return remarks;
}
