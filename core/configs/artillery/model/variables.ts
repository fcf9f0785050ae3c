import { entriesIn, itemsIn, valueAt } from '../../yaml/lookup.ts';
import type { YamlNode } from '../../yaml/yamlNode.ts';
import type { ArtilleryFacts } from '../facts.ts';
import type { EffectiveConfig } from './effectiveConfigs.ts';
import { functionsOfFlow, processorsOf } from './functions.ts';
import { capturesOf, oneOrMore } from './requests.ts';
import { allSteps, type ArtilleryScript, type Scenario, type Step } from './script.ts';
import { rootOf } from './templates.ts';
import { CONFIG_VARIABLES, QUIET_PLUGINS, RUNTIME_VARIABLES } from './vocabulary.ts';

/** Names that the config gives every virtual user, in any environment. */
export function configuredVariables(configs: readonly EffectiveConfig[]): Set<string> {
  const names = new Set<string>();
  for (const { map } of configs) {
    for (const { key } of entriesIn(valueAt(map, 'variables'))) names.add(key);
    for (const payload of oneOrMore(valueAt(map, 'payload'))) {
      for (const field of itemsIn(valueAt(payload, 'fields'))) if (field.kind === 'scalar') names.add(field.text);
      const name = valueAt(payload, 'name');
      if (name?.kind === 'scalar') names.add(name.text);
    }
  }
  return names;
}

/** The variables that a step sets when it has run. */
export function variablesSetBy(step: Step): string[] {
  const captured = capturesOf(step).map((capture) => valueAt(capture, 'as'));
  const own = step.kind === 'loop' ? ['loopValue', 'loopElement'].map((key) => valueAt(step.node, key)) : [];
  return [...captured, ...own].flatMap((node) => nameOf(node) ?? []);
}

function nameOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? rootOf(node.text) : undefined;
}

/** What may be known at the start of a flow. `anything`: functions or plugins set variables that cannot be told. */
export interface StartingVariables {
  names: ReadonlySet<string>;
  anything: boolean;
}

export function startingVariables(
  flow: Scenario,
  { before }: ArtilleryScript,
  configs: readonly EffectiveConfig[],
  facts: ArtilleryFacts,
): StartingVariables {
  const names = new Set([...RUNTIME_VARIABLES, ...CONFIG_VARIABLES, ...configuredVariables(configs)]);
  const hook = before && flow.role !== 'before' ? before : undefined;
  for (const step of allSteps(hook?.steps ?? [])) for (const name of variablesSetBy(step)) names.add(name);
  // A hook of a third-party engine sets whatever it likes.
  const isHookForeign = hook !== undefined && hook.flow === undefined;
  if (isHookForeign || configs.some(hasPluginThatMaySet)) return { names, anything: true };
  const calls = [flow, ...(hook ? [hook] : [])].some((one) => !functionsOfFlow(one)[Symbol.iterator]().next().done);
  if (!calls) return { names, anything: false };
  const { paths, isComplete } = processorsOf(configs);
  if (!isComplete) return { names, anything: true };
  for (const path of paths) {
    const processor = facts.processor?.(path);
    if (processor?.kind !== 'read' || !processor.variables) return { names, anything: true };
    for (const name of processor.variables) names.add(rootOf(name));
  }
  return { names, anything: false };
}

function hasPluginThatMaySet({ map }: EffectiveConfig): boolean {
  return entriesIn(valueAt(map, 'plugins')).some(({ key }) => !QUIET_PLUGINS.has(key) && key !== 'fake-data');
}
