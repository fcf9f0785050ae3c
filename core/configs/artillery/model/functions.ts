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
  /** What happens without it differs: in steps, in hooks of requests, and in `ws` flows. */
  role: 'step' | 'hook' | 'ws';
}

export function functionsUsed(script: ArtilleryScript): FunctionUse[] {
  return flowsOf(script).flatMap((flow) => [...functionsOfFlow(flow)]);
}

export function* functionsOfFlow({ map, engine, steps }: Scenario): Iterable<FunctionUse> {
  const language = languageOf(engine);
  if (engine.id === 'playwright') {
    for (const key of ['testFunction', 'flowFunction']) yield* uses(valueAt(map, key), 'step');
  }
  if (language === 'foreign') return;
  if (language === 'http') {
    for (const key of SCENARIO_HOOKS) yield* uses(valueAt(map, key), 'step');
    for (const key of REQUEST_HOOKS) yield* uses(valueAt(map, key), 'hook');
  }
  for (const step of allSteps(steps)) {
    if (step.kind === 'function') yield* uses(step.action?.value, language === 'ws' ? 'ws' : 'step');
    if (step.kind === 'loop') yield* uses(valueAt(step.node, 'whileTrue'), 'step');
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
