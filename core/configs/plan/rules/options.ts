import type { Problem } from '../../../problem.ts';
import { RUNNERS } from '../../../runners/index.ts';
import { findOption, isOptionValue, OPTION_KINDS } from '../../../runners/options.ts';
import { planProblem } from '../problems.ts';
import { suggest } from '../suggest.ts';
import type { Rule } from './rule.ts';

/** Every option under `with` is one that the runner has, where all that it has are known. */
export const options: Rule = ({ plan, fieldsOfTest }) => {
  const problems: Problem[] = [];
  const seen = new Set<unknown>();
  for (const test of plan.tests) {
    const known = RUNNERS[test.runner].options;
    const written = fieldsOfTest.get(test.id)?.node('with');
    if (known === undefined || written?.kind !== 'map' || seen.has(written)) continue;
    seen.add(written);
    for (const { key, keySpan, value } of written.entries) {
      const option = findOption(known, key);
      const names = Object.keys(known);
      const given = test.with[key];
      if (option === undefined) {
        problems.push(planProblem('unknown-option', keySpan, test.runner, key, names, suggest(problems, key, names)));
      } else if (given !== undefined && !isOptionValue(option, given)) {
        problems.push(planProblem('bad-option', value.span, key, OPTION_KINDS[option.kind].wanted, String(given)));
      }
    }
  }
  return problems;
};
