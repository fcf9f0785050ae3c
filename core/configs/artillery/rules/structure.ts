import type { Problem } from '../../../problem.ts';
import { entryAt } from '../../yaml/lookup.ts';
import { describeNode, type YamlEntry, type YamlNode } from '../../yaml/yamlNode.ts';
import { artilleryProblem } from '../problems.ts';
import { CONFIG_KEYS, HTTP_KEYS, ROOT_KEYS, SCENARIO_KEYS } from '../model/vocabulary.ts';
import { languageOf, type ArtilleryScript } from '../model/script.ts';
import { isUnknown } from '../model/values.ts';
import { misspeltKeys, standIn } from './keys.ts';
import { MODES } from './phaseValues.ts';
import type { RuleContext, ScriptRule } from './rule.ts';

/** The parts of a script: there, and of the right kind. */
export const parts: ScriptRule = function* ({ script: { root } }) {
  const [first] = root.entries;
  const config = entryAt(root, 'config');
  const scenarios = entryAt(root, 'scenarios');
  const place = first?.keySpan ?? root.span;
  if (!config && !standIn(root, 'config', ROOT_KEYS)) yield artilleryProblem('artillery-config-elsewhere', place);
  if (config && config.value.kind !== 'map' && !isUnknown(config.value)) {
    yield artilleryProblem('artillery-empty-config', config.value.span, describeNode(config.value));
  }
  if (!scenarios && !standIn(root, 'scenarios', ROOT_KEYS)) {
    yield artilleryProblem('artillery-scenarios-elsewhere', place);
  }
  if (scenarios) yield* scenarioList(scenarios.value);
  for (const key of ['before', 'after'] as const) {
    const hook = entryAt(root, key);
    if (!hook || hook.value.kind === 'map' || isUnknown(hook.value)) continue;
    yield artilleryProblem('artillery-wrong-kind', hook.value.span, key, 'a mapping', describeNode(hook.value));
  }
};

function* scenarioList(scenarios: YamlNode): Iterable<Problem> {
  if (isUnknown(scenarios)) return;
  if (scenarios.kind !== 'sequence') {
    yield artilleryProblem('artillery-scenarios-not-a-list', scenarios.span, describeNode(scenarios));
    return;
  }
  if (scenarios.items.length === 0) yield artilleryProblem('artillery-no-scenarios', scenarios.span);
  for (const item of scenarios.items) {
    if (item.kind === 'map' || isUnknown(item)) continue;
    yield artilleryProblem('artillery-wrong-kind', item.span, 'scenarios[]', 'a mapping', describeNode(item));
  }
}

const SECTIONS = new Set(['plugins', 'environments']);

/** Keys at the top. Any may be there for its anchors, so one that is used below is no mistake. */
export const rootKeys: ScriptRule = function* ({ script, text }) {
  const { root } = script;
  const others = keysWithoutUse(script);
  if (others.length === 0) return;
  for (const { key, keySpan, value } of others) {
    // Another tool may read it: below `config` its modes would end the run.
    if (key === 'mode' && !(value.kind === 'scalar' && MODES.includes(value.text))) continue;
    if (SECTIONS.has(key)) yield artilleryProblem('artillery-misplaced-section', keySpan, key);
    else if (CONFIG_KEYS.includes(key)) yield artilleryProblem('artillery-root-key', keySpan, key);
  }
  const named = others.filter(({ key }) => !CONFIG_KEYS.includes(key) && !/^[x.$_-]/.test(key));
  const given = root.entries.filter(({ key }) => isRootKey(key));
  yield* misspeltKeys({ ...root, entries: [...given, ...named] }, ROOT_KEYS, 'The top of a script', text);
};

/** Entries at the top that mean nothing there, and of which nothing is used below. */
export function keysWithoutUse({ root }: ArtilleryScript): readonly YamlEntry[] {
  const strange = root.entries.filter(({ key }) => !isRootKey(key));
  if (strange.length === 0) return [];
  const used = nodesUnder(root.entries.filter(({ key }) => isRootKey(key)).map(({ value }) => value));
  return strange.filter(({ value }) => !holdsOneOf(value, used));
}

function isRootKey(key: string): boolean {
  return (ROOT_KEYS as readonly string[]).includes(key);
}

function nodesUnder(nodes: readonly YamlNode[], found = new Set<YamlNode>()): Set<YamlNode> {
  for (const node of nodes) {
    if (found.has(node)) continue;
    found.add(node);
    if (node.kind === 'sequence') nodesUnder(node.items, found);
    if (node.kind === 'map')
      nodesUnder(
        node.entries.map(({ value }) => value),
        found,
      );
  }
  return found;
}

function holdsOneOf(node: YamlNode, wanted: ReadonlySet<YamlNode>): boolean {
  for (const inner of nodesUnder([node])) if (wanted.has(inner)) return true;
  return false;
}

/** Keys of the config, of each environment, and of scenarios. */
export const sectionKeys: ScriptRule = function* (context) {
  const { script, text } = context;
  const configs = [script.config, ...script.environments.map(({ value }) => value)];
  for (const config of configs) {
    const environment = entryAt(config, 'environment');
    if (environment) yield environmentKey(environment.keySpan);
    // `environment` is near `environments`, and has a problem of its own.
    const without = config?.kind === 'map' ? config.entries.filter((entry) => entry !== environment) : [];
    const known = CONFIG_KEYS.filter((key) => environment === undefined || key !== 'environments');
    if (config?.kind !== 'map') continue;
    const free = without.filter(({ key }) => !isNameOfExtension(key, context));
    yield* misspeltKeys({ ...config, entries: free }, known, '`config`', text);
    yield* misspeltKeys(entryAt(config, 'http')?.value, HTTP_KEYS, '`http`', text);
  }
  for (const { map, engine } of script.scenarios) {
    if (languageOf(engine) === 'foreign') continue;
    // Without its flow a scenario is refused, which is more than a key that is ignored.
    const flow = standIn(map, 'flow', SCENARIO_KEYS);
    const others = { ...map, entries: map.entries.filter((entry) => entry !== flow) };
    yield* misspeltKeys(others, SCENARIO_KEYS, 'A scenario', text);
  }
};

function environmentKey(span: readonly [number, number]): Problem {
  return artilleryProblem('artillery-environment-key', span);
}

/** Engines and plugins read their settings from a key of `config` with their name. */
function isNameOfExtension(key: string, { configs }: RuleContext): boolean {
  return configs.some(({ map }) =>
    ['plugins', 'engines'].some((section) => entryAt(entryAt(map, section)?.value, key) !== undefined),
  );
}
