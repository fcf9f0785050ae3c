import { parseCondition } from '../checks/parseExpression.ts';
import { formatMargin } from '../format.ts';
import { dimensionOfBaseUnit } from '../units.ts';
import { distanceFromTrue, resolveCondition } from './limits.ts';
import type { CheckResult } from './runResult.ts';

export interface Margin {
  expression: string;
  /** `58 ms under`: where the value lies from its limit. */
  text: string;
  /** What is left to the limit, as a share of it; below 0 the limit is missed. */
  share: number;
}

/**
 * The check that came nearest to its limit, or missed it by most. Undefined where no check has a plain limit: ranges,
 * windows and limits from a baseline have more than one distance.
 */
export function worstMargin(checks: readonly CheckResult[]): Margin | undefined {
  const margins = checks.map(marginOf).filter((margin) => margin !== undefined);
  return margins.toSorted((one, other) => one.share - other.share)[0];
}

export function marginOf({ expression, observed, unit, levels }: CheckResult): Margin | undefined {
  const { target, critical, stop, warn } = levels;
  const level = target ?? critical ?? stop ?? warn;
  if (observed === undefined || level === undefined) return undefined;
  const { condition } = parseCondition(level);
  if (condition?.kind !== 'comparison' || condition.window !== undefined || condition.limit.kind !== 'quantity')
    return undefined;
  const dimension = dimensionOfBaseUnit(unit);
  const resolved = resolveCondition(condition, { metric: '', tags: {} }, dimension, undefined);
  if ('missing' in resolved || resolved.kind === 'range') return undefined;
  const distance = distanceFromTrue(resolved, observed);
  // A target must hold, the other levels must not.
  const left = target === undefined ? distance : -distance;
  // Nothing is a share of 0: there only a miss is told.
  if (resolved.limit === 0 && left >= 0) return undefined;
  return {
    expression,
    text: formatMargin(observed, resolved.limit, dimension),
    share: left / Math.abs(resolved.limit),
  };
}
