import type { Problem } from '../../../problem.ts';
import type { Located } from '../plan.ts';
import { planProblem } from '../problems.ts';
import { suggest } from '../suggest.ts';
import type { Rule } from './rule.ts';

/** Ids that point at something else in the plan: requirements, suite members, the environment of evidence. */
export const references: Rule = ({ plan, testIds, environmentIds, unread }) => {
  const problems: Problem[] = [];
  const requirements = new Set(plan.requirements.keys());
  const environments = new Set(environmentIds);
  const tests = new Set(testIds);
  if (!unread.has('requirements')) {
    problems.push(...unknownNames('unknown-requirement', requirementsNamed(plan), requirements));
  }
  if (!unread.has('environments') && plan.evidence?.environment) {
    problems.push(...unknownNames('unknown-environment', [plan.evidence.environment], environments));
  }
  for (const { requirements: listed } of plan.tests) problems.push(...repeated('repeated-requirement', listed));
  for (const suite of plan.suites) {
    if (!unread.has('tests')) problems.push(...unknownNames('unknown-test', suite.tests, tests));
    problems.push(
      ...repeated(
        'repeated-member',
        suite.tests.filter(({ value }) => tests.has(value)),
      ),
    );
  }
  return problems;
};

function repeated(code: 'repeated-member' | 'repeated-requirement', listed: readonly Located<string>[]): Problem[] {
  const seen = new Set<string>();
  return listed.flatMap(({ value, span }) => {
    const isRepeat = seen.has(value);
    seen.add(value);
    return isRepeat ? [planProblem(code, span, value)] : [];
  });
}

function requirementsNamed(plan: Parameters<Rule>[0]['plan']): Located<string>[] {
  const rows = [...plan.tests, ...plan.suites].flatMap((owner) => owner.checks);
  const ofRows = rows.flatMap(({ check: { requirement: value }, requirementSpan: span }) =>
    value === undefined || span === undefined ? [] : [{ value, span }],
  );
  return [...plan.tests.flatMap((test) => test.requirements), ...ofRows];
}

function unknownNames(
  code: 'unknown-requirement' | 'unknown-environment' | 'unknown-test',
  named: readonly Located<string>[],
  known: ReadonlySet<string>,
): Problem[] {
  const problems: Problem[] = [];
  for (const { value, span } of named) {
    if (!known.has(value)) problems.push(planProblem(code, span, value, suggest(problems, value, known)));
  }
  return problems;
}
