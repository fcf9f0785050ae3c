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
  const hook = before && flow.role !== 'before' ? before : undefined;
  const { names, calls: hookCalls } = sharedStart(hook, configs);
  // A hook of a third-party engine sets whatever it likes.
  const isHookForeign = hook !== undefined && hook.flow === undefined;
  if (isHookForeign || configs.some(hasPluginThatMaySet)) return { names, anything: true };
  if (!hookCalls && !callsFunctions(flow)) return { names, anything: false };
  const { paths, isComplete } = processorsOf(configs);
  if (!isComplete) return { names, anything: true };
  const processors = paths.map((path) => facts.processor?.(path));
  const set = processors.flatMap((one) => (one?.kind === 'read' && one.variables ? [one.variables] : []));
  if (set.length < processors.length) return { names, anything: true };
  if (set.length === 0) return { names, anything: false };
  return { names: new Set([...names, ...set.flatMap((own) => [...own].map(rootOf))]), anything: false };
}

/** By the configs of a script, which are made once for each reading of it: without its `before` hook, and with it. */
const shared = new WeakMap<readonly EffectiveConfig[], Map<Scenario | undefined, SharedStart>>();

interface SharedStart {
  names: ReadonlySet<string>;
  /** Whether the hook calls functions of the processor. */
  calls: boolean;
}

/** What every flow knows. A script has thousands of flows as easily as thousands of names, so they share one set. */
function sharedStart(hook: Scenario | undefined, configs: readonly EffectiveConfig[]): SharedStart {
  const starts = shared.get(configs) ?? new Map<Scenario | undefined, SharedStart>();
  shared.set(configs, starts);
  const known = starts.get(hook);
  if (known) return known;
  const names = new Set([...RUNTIME_VARIABLES, ...CONFIG_VARIABLES, ...configuredVariables(configs)]);
  for (const step of allSteps(hook?.steps ?? [])) for (const name of variablesSetBy(step)) names.add(name);
  const start = { names, calls: hook !== undefined && callsFunctions(hook) };
  starts.set(hook, start);
  return start;
}

function callsFunctions(flow: Scenario): boolean {
  return !functionsOfFlow(flow)[Symbol.iterator]().next().done;
}

function hasPluginThatMaySet({ map }: EffectiveConfig): boolean {
  return entriesIn(valueAt(map, 'plugins')).some(({ key }) => !QUIET_PLUGINS.has(key) && key !== 'fake-data');
}
