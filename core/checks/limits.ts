import type { Problem } from '../problem.ts';
import type { Span } from '../text/span.ts';
import type { ComparisonOperator, Condition, Quantity } from './check.ts';
import { printCondition } from './print.ts';
import { checkProblem } from './problems.ts';

/** A limit that what is measured can never reach, or never miss. Measured values are never below zero. */
export function limitProblem(
  condition: Condition,
  span: Span,
  inBaseUnits: (quantity: Quantity) => number,
  isShare: boolean,
): Problem | undefined {
  const amounts = amountsOf(condition).map(inBaseUnits);
  if (isShare && amounts.some((amount) => amount > 1)) {
    return checkProblem('check-limit-impossible', span, printLimitOf(condition), 'a share is at most 100%', 'lower it');
  }
  if (condition.kind === 'range') return undefined;
  const [amount] = amounts;
  const outcome =
    amount === 0 ? AT_ZERO[condition.operator] : isShare && amount === 1 ? AT_ALL[condition.operator] : undefined;
  if (outcome === undefined) return undefined;
  return checkProblem(
    'check-always',
    span,
    printCondition(condition),
    outcome,
    amount === 0 ? 'below zero' : 'above 100%',
  );
}

const AT_ZERO: Partial<Record<ComparisonOperator, 'true' | 'false'>> = { '<': 'false', '>=': 'true' };
const AT_ALL: Partial<Record<ComparisonOperator, 'true' | 'false'>> = { '>': 'false', '<=': 'true' };

function amountsOf(condition: Condition): Quantity[] {
  if (condition.kind === 'range') {
    const unit = condition.unit === undefined ? {} : { unit: condition.unit };
    return [
      { amount: condition.low, ...unit },
      { amount: condition.high, ...unit },
    ];
  }
  return condition.limit.kind === 'quantity' ? [condition.limit] : [];
}

function printLimitOf(condition: Condition): string {
  return condition.kind === 'range' ? printCondition(condition) : (printCondition(condition).split(' ')[1] ?? '');
}
