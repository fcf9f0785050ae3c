import type { Problem } from '../../../problem.ts';
import { closest } from '../../../text/closest.ts';
import { planProblem } from '../problems.ts';
import type { Rule } from './rule.ts';

/** Ids that point at something else in the plan: requirements, suite members, the environment of evidence. */
export const references: Rule = ({ plan, testIds }) => {
  const problems: Problem[] = [];
  const requirementIds = [...plan.requirements.keys()];

  for (const { value, span } of plan.tests.flatMap((test) => test.requirements)) {
    if (!plan.requirements.has(value)) {
      problems.push(planProblem('unknown-requirement', span, value, closest(value, requirementIds)));
    }
  }
  const rows = [...plan.tests, ...plan.suites].flatMap((owner) => owner.checks);
  for (const { check, requirementSpan } of rows) {
    if (check.requirement === undefined || requirementSpan === undefined) continue;
    if (!plan.requirements.has(check.requirement)) {
      const suggestion = closest(check.requirement, requirementIds);
      problems.push(planProblem('unknown-requirement', requirementSpan, check.requirement, suggestion));
    }
  }
  for (const suite of plan.suites) {
    const seen = new Set<string>();
    for (const { value, span } of suite.tests) {
      if (!testIds.includes(value)) problems.push(planProblem('unknown-test', span, value, closest(value, testIds)));
      else if (seen.has(value)) problems.push(planProblem('repeated-member', span, value));
      seen.add(value);
    }
  }
  const wanted = plan.evidence?.environment;
  const environmentIds = plan.environments.map((environment) => environment.id);
  if (wanted && !environmentIds.includes(wanted.value)) {
    problems.push(planProblem('unknown-environment', wanted.span, wanted.value, closest(wanted.value, environmentIds)));
  }
  return problems;
};
