import { parseCondition } from '../checks/parseExpression.ts';
import { formatBeside } from '../format.ts';
import { dimensionOfBaseUnit } from '../units.ts';
import { limitsOf, resolveCondition } from './limits.ts';
import type { CheckResult } from './runResult.ts';

type Judged = Pick<CheckResult, 'observed' | 'unit' | 'levels'>;

/** The value of a check as people read it, never rounded onto a limit of the check or across it. Undefined without one. */
export function observedText(check: Judged): string | undefined {
  if (check.observed === undefined) return undefined;
  return formatBeside(check.observed, dimensionOfBaseUnit(check.unit), limitsOfLevels(check));
}

/** The limits of all levels in base units, as far as they are written in the plan: those from a baseline are not. */
export function limitsOfLevels({ levels, unit }: Pick<Judged, 'levels' | 'unit'>): number[] {
  return Object.values(levels).flatMap((text) => {
    const { condition } = parseCondition(text);
    if (condition === undefined) return [];
    const resolved = resolveCondition(condition, { metric: '', tags: {} }, dimensionOfBaseUnit(unit), undefined);
    return 'missing' in resolved ? [] : limitsOf(resolved);
  });
}
