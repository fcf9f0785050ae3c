import { withFix, type Problem } from '../../../problem.ts';
import { valueAt } from '../../yaml/lookup.ts';
import type { YamlScalar } from '../../yaml/yamlNode.ts';
import { replaceSpan } from '../edits.ts';
import { artilleryProblem } from '../problems.ts';
import { flowsOf, languageOf } from '../model/script.ts';
import type { ScriptRule } from './rule.ts';

/** What `connect` opens is a whole address: unlike URLs of requests it is not put behind the target. */
export const connections: ScriptRule = function* ({ script }) {
  for (const { engine, steps } of flowsOf(script)) {
    // Only the first step is looked at.
    const [first] = steps;
    if (languageOf(engine) !== 'ws' || first?.kind !== 'connect') continue;
    const value = first.action?.value;
    const address = value?.kind === 'map' && !valueAt(value, 'function') ? valueAt(value, 'target') : value;
    if (address?.kind === 'scalar') yield* connectAddress(address);
  }
};

function* connectAddress(address: YamlScalar): Iterable<Problem> {
  const { text, span, value } = address;
  if (typeof value !== 'string' || address.isUnreadable || text === '') return;
  if (/^\s*(?:(?:wss?|https?|ws\+unix):|\{\{)/i.test(text)) return;
  const instead = text.startsWith('/') ? `{{ target }}${text}` : `ws://${text}`;
  const problem = artilleryProblem('artillery-bad-connect', span, text, instead);
  const isPath = /^\/[^"\\]*$/.test(text) && address.style !== 'block';
  yield withFix(problem, isPath ? replaceSpan(span, `"${instead}"`, `Replace by ${instead}`) : undefined);
}
