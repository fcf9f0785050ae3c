import { LEVELS } from '../../checks/levels.ts';
import type { CheckResult } from '../../run/runResult.ts';

/** `< 500ms`, or `target < 70%, critical > 90%` where there is more than a target. */
export function limitsText({ levels }: Pick<CheckResult, 'levels'>): string {
  const written = LEVELS.flatMap((level) => (levels[level] === undefined ? [] : [`${level} ${levels[level]}`]));
  return levels.target !== undefined && written.length === 1 ? levels.target : written.join(', ');
}

/** What is asked: `p95 latency < 500ms`, `max cpu target < 70%, critical > 90%`. */
export function questionText(check: Pick<CheckResult, 'expression' | 'levels'>): string {
  const limits = limitsText(check);
  return check.expression.endsWith(` ${limits}`) ? check.expression : `${check.expression} ${limits}`;
}
