import { findOptionFault } from '../../../runners/coder/scaletestOptions.ts';
import { findScaletest, SCALETESTS } from '../../../runners/coder/scaletests.ts';
import type { Problem } from '../../../problem.ts';
import { planProblem } from '../problems.ts';
import { suggest } from '../suggest.ts';
import type { Rule } from './rule.ts';

/** Only warnings of what is not known: a later version of Coder may have more commands and options. */
export const scaletests: Rule = ({ plan, fieldsOfTest }) => {
  const problems: Problem[] = [];
  const seen = new Set<unknown>();
  for (const test of plan.tests) {
    if (test.runner !== 'coder' || !test.scaletest) continue;
    const { value: command, span } = test.scaletest;
    const scaletest = findScaletest(command);
    if (scaletest === undefined) {
      problems.push(
        planProblem('unknown-scaletest', span, command, SCALETESTS, suggest(problems, command, SCALETESTS)),
      );
      continue;
    }
    const written = fieldsOfTest.get(test.id)?.node('with');
    if (written?.kind !== 'map' || seen.has(written)) continue;
    seen.add(written);
    for (const { key, keySpan, value } of written.entries) {
      const given = test.with[key];
      const fault = findOptionFault(scaletest, key, given);
      switch (fault?.kind) {
        case undefined:
          break;
        case 'reserved':
          problems.push(planProblem('reserved-option', keySpan, key, fault.why));
          break;
        case 'value':
          problems.push(planProblem('bad-option', value.span, key, fault.wanted, String(given)));
          break;
        case 'unknown': {
          const suggestion = fault.hint
            ? undefined
            : suggest(problems, key.replaceAll('_', '-'), Object.keys(scaletest.options));
          problems.push(planProblem('unknown-scaletest-option', keySpan, command, key, fault.hint, suggestion));
        }
      }
    }
  }
  return problems;
};
