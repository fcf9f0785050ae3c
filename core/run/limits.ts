import type { Check, ComparisonOperator, Condition, Limit, Selector } from '../checks/check.ts';
import { quantityInBaseUnits } from '../checks/dimensions.ts';
import type { Dimension } from '../units.ts';

/** A condition with its limits as numbers in base units. */
export type ResolvedCondition =
  { kind: 'comparison'; operator: ComparisonOperator; limit: number } | { kind: 'range'; low: number; high: number };

/**
 * The reference value of a selector in base units, from the committed runs of the test. A baseline that is there and
 * cannot be compared with tells why instead.
 */
export type BaselineLookup = (selector: Selector) => number | { missing: string } | undefined;

export const NO_BASELINE = 'no baseline to compare with: choose reference runs with `headroom baseline set`';

/** The limits of a condition in numbers, or why there are none. */
export function resolveCondition(
  condition: Condition,
  selector: Selector,
  dimension: Dimension,
  baseline: BaselineLookup | undefined,
): ResolvedCondition | { missing: string } {
  if (condition.kind === 'range') {
    const unit = condition.unit === undefined ? {} : { unit: condition.unit };
    const low = quantityInBaseUnits({ amount: condition.low, ...unit }, dimension);
    const high = quantityInBaseUnits({ amount: condition.high, ...unit }, dimension);
    return isNumber(low) && isNumber(high) ? { kind: 'range', low, high } : unfitting(dimension);
  }
  const { operator, limit } = condition;
  if (limit.kind === 'quantity') {
    const value = quantityInBaseUnits(limit, dimension);
    return isNumber(value) ? { kind: 'comparison', operator, limit: value } : unfitting(dimension);
  }
  const reference = baseline?.(selector);
  if (typeof reference === 'object') return reference;
  if (!isNumber(reference)) return { missing: NO_BASELINE };
  return { kind: 'comparison', operator, limit: fromBaseline(limit, reference) };
}

/** Whether a row has a limit that is stated by the baseline. */
export function comparesWithBaseline({ levels }: Pick<Check, 'levels'>): boolean {
  return Object.values(levels).some(
    (condition) => condition.kind === 'comparison' && condition.limit.kind !== 'quantity',
  );
}

function fromBaseline(term: Exclude<Limit, { kind: 'quantity' }>, reference: number): number {
  switch (term.kind) {
    case 'baseline':
      return reference;
    case 'baseline-percent':
      return reference * (1 + (term.sign === '+' ? 1 : -1) * (term.percent / 100));
    case 'baseline-times':
      return reference * term.factor;
  }
}

function unfitting(dimension: Dimension): { missing: string } {
  return { missing: `the limit is not a value of the dimension ${dimension}` };
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}

/** How far a value is from making the condition true: below 0 it is true with that much to spare. Orders values only. */
export function distanceFromTrue(condition: ResolvedCondition, observed: number): number {
  if (condition.kind === 'range') return Math.max(condition.low - observed, observed - condition.high);
  const { operator, limit } = condition;
  switch (operator) {
    case '<':
    case '<=':
      return observed - limit;
    case '>':
    case '>=':
      return limit - observed;
    case '==':
      return Math.abs(observed - limit);
    case '!=':
      return -Math.abs(observed - limit);
  }
}

/** The limits themselves: one of a comparison, two of a range. */
export function limitsOf(condition: ResolvedCondition): number[] {
  return condition.kind === 'range' ? [condition.low, condition.high] : [condition.limit];
}
