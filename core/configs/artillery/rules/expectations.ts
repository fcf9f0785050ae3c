import { withFix } from '../../../problem.ts';
import { entryAt } from '../../yaml/lookup.ts';
import { renameKey } from '../edits.ts';
import { addToConfig } from '../addToConfig.ts';
import { nearKey } from '../nearKey.ts';
import { artilleryProblem } from '../problems.ts';
import { expectationsOf, requestOf } from '../model/requests.ts';
import { allSteps, flowsOf } from '../model/script.ts';
import { EXPECTATIONS } from '../model/vocabulary.ts';
import { hasPlugin } from './requests.ts';
import type { RuleContext, ScriptRule } from './rule.ts';

/** Expectations that exist, and a plugin that looks at them. */
export const expectations: ScriptRule = function* (context) {
  const { script, text } = context;
  const used = requestsOf(context).flatMap((request) => entryAt(request, 'expect') ?? []);
  const [first] = used;
  if (first && script.parts === 'whole' && script.config && !hasPlugin(context, 'expect')) {
    const problem = artilleryProblem('artillery-expect-plugin', first.keySpan, used.length - 1);
    yield withFix(problem, addToConfig(script, 'plugins', 'expect', text));
  }
  for (const request of requestsOf(context)) {
    for (const entry of expectationsOf(request)) {
      if (EXPECTATIONS.includes(entry.key) || entry.key.includes('{{')) continue;
      const means = nearKey(entry.key, EXPECTATIONS);
      const problem = artilleryProblem('artillery-unknown-expectation', entry.keySpan, entry.key, means, EXPECTATIONS);
      yield withFix(problem, means === undefined ? undefined : renameKey(entry, means, text));
    }
  }
};

function requestsOf({ script }: RuleContext) {
  return flowsOf(script).flatMap(({ steps }) => [...allSteps(steps)].flatMap((step) => requestOf(step) ?? []));
}
