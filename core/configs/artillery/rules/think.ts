import { withFix, type Problem } from '../../../problem.ts';
import { isNull } from '../../yaml/lookup.ts';
import { describeNode, type YamlScalar } from '../../yaml/yamlNode.ts';
import { replaceText } from '../edits.ts';
import { artilleryProblem } from '../problems.ts';
import { allSteps, flowsOf } from '../model/script.ts';
import { isUnknown, mendedDuration, numberOf, secondsOf } from '../model/values.ts';
import type { ScriptRule } from './rule.ts';

/** Virtual users think for as long as it says. */
export const think: ScriptRule = function* ({ script, text }) {
  for (const flow of flowsOf(script)) {
    for (const { kind, action } of allSteps(flow.steps)) {
      const value = kind === 'think' ? action?.value : undefined;
      if (!value || isUnknown(value)) continue;
      if (value.kind === 'scalar') yield* thinkTime(value, text);
      else yield artilleryProblem('artillery-wrong-kind', value.span, 'think', 'a time', describeNode(value));
    }
  }
};

function* thinkTime(value: YamlScalar, text: string): Iterable<Problem> {
  const seconds = isNull(value) ? undefined : secondsOf(value);
  if (seconds !== undefined && seconds >= 0) return;
  const number = numberOf(value);
  const why =
    seconds !== undefined || number < 0
      ? 'nobody thinks for less than nothing, and Artillery waits 1 ms'
      : Number.isFinite(number)
        ? 'Artillery takes a fraction without a unit for about 1 ms'
        : 'the virtual user fails here';
  const mended = seconds === undefined ? mendedDuration(value) : undefined;
  const problem = artilleryProblem('artillery-bad-think', value.span, value.text, why);
  yield withFix(problem, mended === undefined ? undefined : replaceText(value, mended, text));
}
