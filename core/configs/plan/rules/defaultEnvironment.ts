import type { Problem } from '../../../problem.ts';
import { planProblem } from '../problems.ts';
import type { Rule } from './rule.ts';

/** At most one environment is the default, and never a protected one. */
export const defaultEnvironment: Rule = ({ plan }) => {
  const problems: Problem[] = [];
  const defaults = plan.environments.filter((environment) => environment.isDefault);
  const [first] = defaults;
  for (const environment of defaults) {
    if (first && environment !== first) problems.push(planProblem('several-defaults', environment.span, first.id));
    if (environment.isProtected) problems.push(planProblem('protected-default', environment.span, environment.id));
  }
  return problems;
};
