import { withFix, type Problem } from '../../../problem.ts';
import { entryAt, isNull, valueAt } from '../../yaml/lookup.ts';
import type { YamlEntry } from '../../yaml/yamlNode.ts';
import { replaceSpan } from '../edits.ts';
import { artilleryProblem } from '../problems.ts';
import { mayNameFunction } from '../model/functions.ts';
import { allSteps, flowsOf, type Step } from '../model/script.ts';
import { isUnknown, numberOf } from '../model/values.ts';
import type { ScriptRule } from './rule.ts';

/** Loops end. */
export const loops: ScriptRule = function* ({ script, text }) {
  for (const flow of flowsOf(script)) {
    const strays = strayOptions(flow.steps);
    for (const step of allSteps(flow.steps)) {
      if (step.kind !== 'loop') continue;
      const condition = valueAt(step.node, 'whileTrue');
      if (condition && !isNull(condition) && !mayNameFunction(condition)) {
        const isEndless = !entryAt(step.node, 'count') && !entryAt(step.node, 'over');
        yield artilleryProblem('artillery-while-condition', condition.span, isEndless);
        continue;
      }
      const stray = strays.get(step);
      if (stray) yield strayOption(stray, text);
      else yield* endless(step);
    }
  }
};

function* endless({ node, action, depth }: Step): Iterable<Problem> {
  const given = (key: string): YamlEntry | undefined => {
    const entry = entryAt(node, key);
    return entry && !isNull(entry.value) ? entry : undefined;
  };
  if (!action || given('over') || given('whileTrue')) return;
  // Artillery refuses the script anyway, and the options may have been meant where they are.
  if (action.value.kind === 'map' && depth === 0) return;
  const count = given('count');
  if (!count) {
    yield artilleryProblem('artillery-endless-loop', action.keySpan, 'it has no `count`');
    return;
  }
  const { value } = count;
  // The text "0" is no repetition at all; a number that is not positive is read as none given.
  if (value.kind !== 'scalar' || isUnknown(value)) return;
  const isEndless = numberOf(value) === -1 || (numberOf(value) === 0 && typeof value.value === 'number');
  if (isEndless) yield artilleryProblem('artillery-endless-loop', value.span, `its \`count\` is ${value.text}`);
}

const ENDING_OPTIONS = new Set(['count', 'over', 'whileTrue']);

/** Loops without an option, and the step behind each that is nothing but the option, with a dash too many. */
export function strayOptions(steps: readonly Step[], found = new Map<Step, Step>()): Map<Step, Step> {
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1];
    if (step.kind === 'loop' && isOptionOnly(next) && !step.others.some(({ key }) => ENDING_OPTIONS.has(key))) {
      found.set(step, next);
    }
    strayOptions(step.steps, found);
  }
  return found;
}

function isOptionOnly(step: Step | undefined): step is Step {
  return step?.kind === 'unknown' && step.action !== undefined && ENDING_OPTIONS.has(step.action.key);
}

function strayOption({ action, node }: Step, text: string): Problem {
  const { keySpan, key } = action ?? { keySpan: node.span, key: '' };
  const problem = artilleryProblem('artillery-loop-option', keySpan, key);
  const dash = text.slice(Math.max(0, keySpan[0] - 2), keySpan[0]);
  const fix = replaceSpan([keySpan[0] - 2, keySpan[0]], '  ', 'Remove the dash');
  return withFix(problem, dash === '- ' ? fix : undefined);
}
