import { withFix, type Problem } from '../../../problem.ts';
import { valueAt } from '../../yaml/lookup.ts';
import { spanInScalar } from '../../yaml/scalarOffsets.ts';
import type { YamlScalar } from '../../yaml/yamlNode.ts';
import { replaceSpan } from '../edits.ts';
import { artilleryProblem } from '../problems.ts';
import { findConditionFault, namesInSingleQuotes } from '../model/conditionGrammar.ts';
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
  if (!fault) {
    yield* quotedNames(condition, text);
    return;
  }
  const { start, end, instead } = fault;
  const isAtEnd = start >= condition.text.length;
  const span = isAtEnd ? condition.span : spanInScalar(condition, text, start, end);
  const written = condition.text.slice(start, end);
  const problem = artilleryProblem('artillery-bad-condition', span, written, instead);
  yield withFix(problem, instead === undefined ? undefined : replaceSpan(span, instead, `Replace by ${instead}`));
}

/** They are written for texts, because the YAML around them has the double quotes already. */
function* quotedNames(condition: YamlScalar, text: string): Iterable<Problem> {
  const around = text[condition.span[0]];
  for (const { start, end, name } of namesInSingleQuotes(condition.text)) {
    const span = spanInScalar(condition, text, start, end);
    const mark = around === '"' ? String.raw`\"` : '"';
    // In single quotes of YAML each of these is written twice, and a backslash may be anything.
    const canBeMended = around !== "'" && !/["\\]/.test(name);
    const fix = replaceSpan(span, `${mark}${name}${mark}`, `Put ${name} in double quotes`);
    yield withFix(artilleryProblem('artillery-quoted-name', span, name), canBeMended ? fix : undefined);
  }
}
