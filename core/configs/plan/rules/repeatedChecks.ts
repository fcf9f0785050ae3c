import type { Problem } from '../../../problem.ts';
import { planProblem } from '../problems.ts';
import type { Rule } from './rule.ts';

/** Evidence and baselines find a check by its id, so an id means one check. */
export const repeatedChecks: Rule = ({ plan }) => {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const row of [
    ...plan.tests.flatMap((test) => [...test.checks, ...test.guards]),
    ...plan.suites.flatMap((suite) => suite.checks),
  ]) {
    const key = row.check.id;
    if (seen.has(key)) problems.push(planProblem('repeated-check', row.idSpan ?? row.span, row.check.id));
    seen.add(key);
  }
  return problems;
};
