import { withFix, type Problem } from '../../../problem.ts';
import { entryAt, isNull, valueAt } from '../../yaml/lookup.ts';
import type { YamlMap } from '../../yaml/yamlNode.ts';
import { renameKey } from '../edits.ts';
import { nearKey } from '../nearKey.ts';
import { artilleryProblem } from '../problems.ts';
import { findJsonPathFault } from '../model/jsonPath.ts';
import { capturesOf, matchesOf } from '../model/requests.ts';
import { allSteps, flowsOf, type Step } from '../model/script.ts';
import { isUnknown } from '../model/values.ts';
import { CAPTURE_KEYS, EXTRACTORS } from '../model/vocabulary.ts';
import type { ScriptRule } from './rule.ts';

/** What is captured is somewhere, and gets a name. */
export const captures: ScriptRule = function* ({ script, text }) {
  for (const flow of flowsOf(script)) {
    for (const step of allSteps(flow.steps)) {
      for (const capture of capturesOf(step)) yield* captureRule(capture, step, text);
      for (const match of matchesOf(step)) yield* jsonPath(match);
    }
  }
};

function* captureRule(capture: YamlMap, step: Step, text: string): Iterable<Problem> {
  const [first] = capture.entries;
  const span = first?.keySpan ?? capture.span;
  const name = entryAt(capture, 'as');
  // Only requests are looked at before the test; elsewhere a capture without a name has no effect.
  if (step.kind === 'request' && (!name || isNull(name.value))) {
    yield artilleryProblem('artillery-capture-name', name?.keySpan ?? span);
  }
  // Socket.IO takes the first argument of what it receives, if nothing is said.
  const isSaid = EXTRACTORS.some((key) => entryAt(capture, key));
  if (!isSaid && step.kind !== 'emit') {
    const near = capture.entries.find(({ key }) => EXTRACTORS.some((known) => known === nearKey(key, CAPTURE_KEYS)));
    const means = near && nearKey(near.key, CAPTURE_KEYS);
    const problem = artilleryProblem('artillery-capture-source', near?.keySpan ?? span, means);
    yield withFix(problem, near && means !== undefined ? renameKey(near, means, text) : undefined);
  }
  yield* jsonPath(capture);
}

function* jsonPath(spec: YamlMap): Iterable<Problem> {
  const path = valueAt(spec, 'json');
  if (path?.kind !== 'scalar' || isUnknown(path) || typeof path.value !== 'string') return;
  const fault = findJsonPathFault(path.text);
  if (fault !== undefined) yield artilleryProblem('artillery-bad-json-path', path.span, path.text, fault);
}
