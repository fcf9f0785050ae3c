import { SCALETESTS } from '../../../runners/coder/scaletests.ts';
import type { Problem } from '../../../problem.ts';
import { planProblem } from '../problems.ts';
import { suggest } from '../suggest.ts';
import type { Rule } from './rule.ts';

/** Only a warning: a later version of Coder may have commands that are not known here. */
export const scaletests: Rule = ({ plan }) => {
  const problems: Problem[] = [];
  for (const { runner, scaletest } of plan.tests) {
    if (runner !== 'coder' || !scaletest || SCALETESTS.includes(scaletest.value)) continue;
    const { value, span } = scaletest;
    problems.push(planProblem('unknown-scaletest', span, value, SCALETESTS, suggest(problems, value, SCALETESTS)));
  }
  return problems;
};
