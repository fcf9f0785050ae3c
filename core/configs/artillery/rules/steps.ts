import { withFix, type Problem } from '../../../problem.ts';
import { entryAt, isNull } from '../../yaml/lookup.ts';
import type { YamlEntry } from '../../yaml/yamlNode.ts';
import { insertBefore, renameKey } from '../edits.ts';
import { indentDeeper } from '../indentDeeper.ts';
import { nearKey } from '../nearKey.ts';
import { artilleryProblem } from '../problems.ts';
import { allSteps, flowsOf, languageOf, type FlowLanguage, type Scenario, type Step } from '../model/script.ts';
import { isUnknown } from '../model/values.ts';
import { HTTP_ACTIONS, LOOP_OPTIONS, METHODS, REQUEST_KEYS, USUAL_METHODS, WS_ACTIONS } from '../model/vocabulary.ts';
import { misspeltKeys } from './keys.ts';
import { strayOptions } from './loops.ts';
import type { ScriptRule } from './rule.ts';

const HTTP_STEPS: readonly string[] = [...USUAL_METHODS, ...HTTP_ACTIONS];

/** Every step is one that its engine has, and only one. */
export const steps: ScriptRule = function* ({ script, text }) {
  for (const flow of flowsOf(script)) {
    const language = languageOf(flow.engine);
    const strays = new Set(strayOptions(flow.steps).values());
    if (flow.role === 'scenario' && language === 'http') yield* optionsAtTop(flow.steps);
    for (const step of allSteps(flow.steps)) {
      if (strays.has(step)) continue;
      if (language === 'http' && step.action?.key === 'emit') yield emitWithoutEngine(step.action, flow, text);
      else yield* stepRule(step, language, text);
    }
  }
};

/** Artillery looks at the number of keys of the steps of a flow only, not at those in loops. */
function* optionsAtTop(top: readonly Step[]): Iterable<Problem> {
  for (const { kind, action, others } of top) {
    const option = others.find(({ key }) => kind !== 'emit' && OPTIONS_OF[kind]?.includes(key));
    if (action && option) yield artilleryProblem('artillery-option-at-top', option.keySpan, option.key, action.key);
  }
}

function* stepRule(step: Step, language: FlowLanguage, text: string): Iterable<Problem> {
  const { node, action } = step;
  if (node.kind === 'sequence') {
    yield artilleryProblem('artillery-nested-steps', step.span);
    return;
  }
  if (isUnknown(node)) return;
  if (node.kind === 'scalar' || !action) {
    const written = node.kind === 'scalar' ? node.text : '{}';
    yield artilleryProblem('artillery-not-a-step', step.span, written);
    return;
  }
  const beside = requestBesideItsKeys(step, text);
  if (beside) {
    yield beside;
    return;
  }
  const other = secondAction(step, language);
  if (other) {
    const [first, second] = other.keySpan[0] < action.keySpan[0] ? [other, action] : [action, other];
    yield artilleryProblem('artillery-several-actions', second.keySpan, first.key, second.key);
  } else yield* kindRule(step, action, language, text);
}

function* kindRule(step: Step, action: YamlEntry, language: FlowLanguage, text: string): Iterable<Problem> {
  switch (step.kind) {
    case 'loop':
      yield* misspeltKeys(step.node, ['loop', ...LOOP_OPTIONS], 'A loop', text);
      return;
    case 'request':
    case 'unknown':
      if (language === 'ws') yield artilleryProblem('artillery-request-in-ws', action.keySpan, action.key);
      else if (step.kind === 'unknown') yield unknownStep(action, language, text);
      return;
    case 'parallel':
    case 'think':
    case 'log':
    case 'function':
    case 'emit':
    case 'connect':
    case 'send':
    case 'wait':
      return;
  }
}

/** The engine of a scenario decides what its steps may be, and it is easily forgotten. */
function emitWithoutEngine({ keySpan }: YamlEntry, { map }: Scenario, text: string): Problem {
  const problem = artilleryProblem('artillery-emit-in-http', keySpan);
  const [first] = map.entries;
  const isNamed = entryAt(map, 'engine') !== undefined;
  const edit = first && !isNamed && insertBefore(map, first, { keys: ['engine'], value: 'socketio' }, text);
  return withFix(problem, edit ? { title: 'Add engine: socketio', isGuess: true, edits: [edit] } : undefined);
}

function unknownStep(action: YamlEntry, language: FlowLanguage, text: string): Problem {
  const { key, keySpan } = action;
  const lower = key.toLowerCase();
  if (METHODS.has(lower)) {
    const problem = artilleryProblem('artillery-upper-case-method', keySpan, key);
    return withFix(problem, renameKey(action, lower, text));
  }
  const known = language === 'socketio' ? [...HTTP_STEPS, 'emit'] : HTTP_STEPS;
  const means = nearKey(key, known);
  const problem = artilleryProblem('artillery-unknown-step', keySpan, key, means);
  return withFix(problem, means === undefined ? undefined : renameKey(action, means, text));
}

/** `get:` with its `url` beside it: all that is missing are the blanks in front. */
function requestBesideItsKeys({ kind, action, others, node }: Step, text: string): Problem | undefined {
  const [first] = others;
  if (kind !== 'request' || !action || !first || !isNull(action.value)) return undefined;
  if (!others.every(({ key }) => REQUEST_KEYS.includes(key))) return undefined;
  const problem = artilleryProblem('artillery-request-indentation', first.keySpan, action.key, first.key);
  const isBehind = others.every(({ keySpan }) => keySpan[0] > action.keySpan[1]);
  return withFix(problem, isBehind ? indentDeeper(text, first.keySpan[0], node.span[1]) : undefined);
}

const OPTIONS_OF: Partial<Record<Step['kind'], readonly string[]>> = {
  parallel: ['limit'],
  think: ['jitter'],
  emit: ['response', 'acknowledge', 'namespace'],
};

/** Another key of a step that has nothing to do with its action. */
function secondAction({ kind, others }: Step, language: FlowLanguage): YamlEntry | undefined {
  const actions: readonly string[] = language === 'ws' ? WS_ACTIONS : [...HTTP_ACTIONS, ...METHODS, 'emit'];
  // Artillery allows any key beside `loop`, and three beside anything of Socket.IO.
  if (kind === 'loop' || language === 'socketio') return others.find(({ key }) => actions.includes(key));
  const allowed = OPTIONS_OF[kind] ?? [];
  return others.find(({ key }) => !allowed.includes(key));
}
