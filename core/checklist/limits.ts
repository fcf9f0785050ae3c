import type { Condition } from '../checks/check.ts';
import { UNITS } from '../units.ts';

/** Equal for limits that are equal in different units. */
export function limitOf(condition: Condition): string {
  const inBase = (amount: number, unit: keyof typeof UNITS | undefined): string =>
    (unit === undefined ? amount : amount * UNITS[unit].factor).toPrecision(9);
  if (condition.kind === 'range')
    return `${inBase(condition.low, condition.unit)}-${inBase(condition.high, condition.unit)}`;
  const { limit } = condition;
  return limit.kind === 'quantity' ? inBase(limit.amount, limit.unit) : limit.kind;
}

/**
 * same: the very same limit. edge: `< 1s` and `<= 1s`. other: another limit of the same question. incomparable: another
 * question, such as one over a window, against the baseline or from the other side.
 */
export type LimitLikeness = 'same' | 'edge' | 'other' | 'incomparable';

export function compareLimits(one: Condition, other: Condition): LimitLikeness {
  if (sideOf(one) !== sideOf(other)) return 'incomparable';
  if (limitOf(one) !== limitOf(other)) return 'other';
  const isSameEdge = one.kind === 'range' || other.kind === 'range' || one.operator === other.operator;
  return isSameEdge ? 'same' : 'edge';
}

/** What must not differ for two limits to be compared. */
function sideOf(condition: Condition): string {
  if (condition.kind === 'range') return 'range';
  const { operator, limit, window } = condition;
  const asked = limit.kind === 'quantity' ? '' : limit.kind;
  return [operator.replace(/^([<>])=$/, '$1'), asked, window?.kind ?? '', window?.ms ?? ''].join(' ');
}
