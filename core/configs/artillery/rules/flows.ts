import { withFix } from '../../../problem.ts';
import { entryAt, isNull } from '../../yaml/lookup.ts';
import { describeNode } from '../../yaml/yamlNode.ts';
import { renameKey } from '../edits.ts';
import { artilleryProblem } from '../problems.ts';
import { flowsOf, languageOf, type Scenario } from '../model/script.ts';
import { isUnknown } from '../model/values.ts';
import { SCENARIO_KEYS } from '../model/vocabulary.ts';
import { standIn } from './keys.ts';
import type { ScriptRule } from './rule.ts';

/** Every scenario of a built-in engine has something to do. */
export const flows: ScriptRule = function* ({ script, text }) {
  for (const scenario of flowsOf(script)) {
    if (languageOf(scenario.engine) === 'foreign') continue;
    const { map, flow, span } = scenario;
    if (!flow) {
      const near = standIn(map, 'flow', SCENARIO_KEYS);
      if (!near) yield artilleryProblem('artillery-missing-flow', span, ownerText(scenario));
      else {
        const problem = artilleryProblem('artillery-flow-key', near.keySpan, near.key);
        yield withFix(problem, renameKey(near, 'flow', text));
      }
      continue;
    }
    const { value } = flow;
    if (isUnknown(value)) continue;
    if (isNull(value)) yield artilleryProblem('artillery-missing-flow', flow.keySpan, ownerText(scenario));
    else if (value.kind !== 'sequence') {
      yield artilleryProblem('artillery-flow-not-a-list', value.span, describeNode(value));
    } else if (value.items.length === 0) yield artilleryProblem('artillery-empty-flow', value.span);
  }
};

function ownerText({ role, name }: Scenario): string {
  if (role !== 'scenario') return `\`${role}\``;
  return name && name.value !== '' ? `Scenario \`${name.value.replaceAll('`', "'")}\`` : 'This scenario';
}

/** Scenarios that can be chosen. */
export const weights: ScriptRule = function* ({ script: { scenarios } }) {
  const written = scenarios.map(({ map }) => entryAt(map, 'weight'));
  let isAllZero = scenarios.length > 0;
  for (const entry of written) {
    if (entry?.value.kind !== 'scalar' || isUnknown(entry.value)) {
      isAllZero = false;
      continue;
    }
    const { text, span } = entry.value;
    const weight = parseInt(text, 10);
    const isZero = Number(text) === 0 && text.trim() !== '';
    if (!isZero) isAllZero = false;
    if (!isZero && !(weight > 0)) yield artilleryProblem('artillery-bad-weight', span, text);
  }
  const [first] = written;
  if (isAllZero && first) yield artilleryProblem('artillery-no-weight', first.value.span);
};
