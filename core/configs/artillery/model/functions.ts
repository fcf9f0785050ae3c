import type { Span } from '../../../text/span.ts';
import { isNull, valueAt } from '../../yaml/lookup.ts';
import type { YamlNode } from '../../yaml/yamlNode.ts';
import type { EffectiveConfig } from './effectiveConfigs.ts';
import { namesIn, requestOf } from './requests.ts';
import { allSteps, flowsOf, languageOf, type ArtilleryScript, type Scenario } from './script.ts';
import { isUnknown } from './values.ts';
import { REQUEST_HOOKS, SCENARIO_HOOKS } from './vocabulary.ts';

/** A function of the processor, where the script names it. */
export interface FunctionUse {
  name: string;
  span: Span;
  /** What happens without it differs: in steps, in hooks of requests, in `ws` flows and in tests of a browser. */
  role: 'step' | 'hook' | 'ws' | 'test';
}

export function functionsUsed(script: ArtilleryScript): FunctionUse[] {
  return flowsOf(script).flatMap((flow) => [...functionsOfFlow(flow)]);
}

export function* functionsOfFlow({ map, engine, steps }: Scenario): Iterable<FunctionUse> {
  const language = languageOf(engine);
  if (engine.id === 'playwright') {
    for (const key of ['testFunction', 'flowFunction']) yield* uses(valueAt(map, key), 'test');
  }
  if (language === 'foreign') return;
  if (language === 'http') {
    for (const key of SCENARIO_HOOKS) yield* uses(valueAt(map, key), 'step');
    for (const key of REQUEST_HOOKS) yield* uses(valueAt(map, key), 'hook');
  }
  for (const step of allSteps(steps)) {
    if (step.kind === 'function') yield* uses(step.action?.value, language === 'ws' ? 'ws' : 'step');
    const condition = step.kind === 'loop' ? valueAt(step.node, 'whileTrue') : undefined;
    if (condition && mayNameFunction(condition)) yield* uses(condition, 'step');
    if (step.kind === 'connect') yield* uses(valueAt(step.action?.value, 'function'), 'step');
    const request = requestOf(step);
    if (request) for (const key of REQUEST_HOOKS) yield* uses(valueAt(request, key), 'hook');
  }
}

function* uses(node: YamlNode | undefined, role: FunctionUse['role']): Iterable<FunctionUse> {
  for (const name of namesIn(node)) {
    if (name.kind !== 'scalar' || isNull(name) || isUnknown(name) || typeof name.value !== 'string') continue;
    yield { name: name.text, span: name.span, role };
  }
}

/** Whether a value of `whileTrue` can be what it has to be. Nothing there is filled in or worked out. */
export function mayNameFunction(condition: YamlNode): boolean {
  return condition.kind === 'scalar' && typeof condition.value === 'string' && /^[\w$-]+$/.test(condition.text);
}

/** Whether the value of a key for names of functions is the body of one, or a whole one. */
export function isInlineCode(text: string): boolean {
  return /\n[ \t]*\S|=>|;|(?<!\{)\{(?!\{)|\bfunction\b.*\(/.test(text.trimEnd());
}

/** Every processor that some environment uses. Not complete where a template decides on one. */
export function processorsOf(configs: readonly EffectiveConfig[]): { paths: string[]; isComplete: boolean } {
  const paths = new Set<string>();
  let isComplete = true;
  for (const { map } of configs) {
    const processor = valueAt(map, 'processor');
    if (processor === undefined || isNull(processor)) continue;
    if (processor.kind === 'scalar' && !isUnknown(processor)) paths.add(processor.text);
    else isComplete = false;
  }
  return { paths: [...paths], isComplete };
}
