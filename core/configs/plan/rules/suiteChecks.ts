import type { Problem } from '../../../problem.ts';
import { planProblem } from '../problems.ts';
import type { Rule } from './rule.ts';

/** Checks of a suite look at its tests taken together: there is no time line and no baseline of that. */
export const suiteChecks: Rule = ({ plan }) => {
  const problems: Problem[] = [];
  for (const { check, span } of plan.suites.flatMap((suite) => suite.checks)) {
    const comparisons = Object.values(check.levels).filter((condition) => condition.kind === 'comparison');
    if (comparisons.some(({ limit }) => limit.kind !== 'quantity')) problems.push(planProblem('suite-baseline', span));
    if (comparisons.some(({ window }) => window)) problems.push(planProblem('suite-window', span));
  }
  return problems;
};
