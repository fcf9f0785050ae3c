import type { Expression } from '../checks/check.ts';
import { METRICS } from '../metrics.ts';
import type { JudgedCheck } from './judge.ts';

const NO_ERRORS: Expression = {
  selector: { metric: 'error_rate', tags: {} },
  condition: { kind: 'comparison', operator: '==', limit: { kind: 'quantity', amount: 0, unit: '%' } },
};

/** A smoke run asks whether the requests work at all; where no check of the test asks that of all of them, none may fail. */
export function smokeChecks(testId: string, checks: readonly JudgedCheck[]): JudgedCheck[] {
  const own = checks.filter(({ selector }) => selector.metric === 'error_rate');
  if (own.some(({ selector }) => Object.keys(selector.tags).length === 0)) return own;
  const { selector, condition } = NO_ERRORS;
  return [...own, { id: `${testId}/smoke`, selector, levels: { target: condition }, definition: METRICS.error_rate }];
}
