import { withFix, type Problem } from '../../../problem.ts';
import { valueAt } from '../../yaml/lookup.ts';
import { spanInScalar } from '../../yaml/scalarOffsets.ts';
import type { YamlScalar } from '../../yaml/yamlNode.ts';
import { replaceSpan } from '../edits.ts';
import { artilleryProblem } from '../problems.ts';
import { findConditionFault } from '../model/conditionGrammar.ts';
import { requestOf } from '../model/requests.ts';
import { allSteps, flowsOf } from '../model/script.ts';
import type { ScriptRule } from './rule.ts';

/** Conditions that Artillery can read; they take variables without braces. */
export const conditions: ScriptRule = function* ({ script, text }) {
  for (const flow of flowsOf(script)) {
    for (const step of allSteps(flow.steps)) {
      const condition = valueAt(requestOf(step), 'ifTrue');
      if (condition?.kind === 'scalar' && !condition.isUnreadable && condition.value !== null) {
        yield* conditionRule(condition, text);
      }
    }
  }
};

function* conditionRule(condition: YamlScalar, text: string): Iterable<Problem> {
  const fault = findConditionFault(condition.text);
  if (!fault) return;
  const { start, end, instead } = fault;
  const isAtEnd = start >= condition.text.length;
  const span = isAtEnd ? condition.span : spanInScalar(condition, text, start, end);
  const written = condition.text.slice(start, end);
  const problem = artilleryProblem('artillery-bad-condition', span, written, instead);
  yield withFix(problem, instead === undefined ? undefined : replaceSpan(span, instead, `Replace by ${instead}`));
}
