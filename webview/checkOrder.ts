import type { CheckResult, Verdict } from '../core/run/runResult.ts';

export const SORTED_COLUMNS = ['verdict', 'check', 'requirement'] as const;
export type SortedColumn = (typeof SORTED_COLUMNS)[number];

export interface CheckOrder {
  column: SortedColumn;
  direction: 'ascending' | 'descending';
}

/** Gravest last, in the order that a run's verdict is taken from its checks. */
const GRAVITY: Record<Verdict, number> = { pass: 0, warn: 1, 'no-data': 2, fail: 3, invalid: 4 };
export const GRAVEST_FIRST = (Object.keys(GRAVITY) as Verdict[]).sort((one, other) => GRAVITY[other] - GRAVITY[one]);
/** Requirement 14.9 comes before 14.10. */
const NATURAL = new Intl.Collator('en', { numeric: true });

/** What a press on a column's heading makes of the order: gravest or first ones on top, then turned round, then the plan's order. */
export function nextOrder(order: CheckOrder | undefined, column: SortedColumn): CheckOrder | undefined {
  const first = column === 'verdict' ? 'descending' : 'ascending';
  if (order?.column !== column) return { column, direction: first };
  if (order.direction !== first) return undefined;
  return { column, direction: first === 'ascending' ? 'descending' : 'ascending' };
}

/** The checks in that order; equal ones stay as in the plan, those without a value come last either way. */
export function sortedChecks(checks: readonly CheckResult[], order: CheckOrder | undefined): CheckResult[] {
  if (order === undefined) return [...checks];
  const { column, direction } = order;
  const sign = direction === 'ascending' ? 1 : -1;
  return checks.toSorted((one, other) => {
    switch (column) {
      case 'verdict':
        return sign * (GRAVITY[one.verdict] - GRAVITY[other.verdict]);
      case 'check':
        return sign * NATURAL.compare(one.expression, other.expression);
      case 'requirement':
        return compareOptional(one.requirement, other.requirement, sign);
    }
  });
}

function compareOptional(one: string | undefined, other: string | undefined, sign: number): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
  return sign * NATURAL.compare(one, other);
}
