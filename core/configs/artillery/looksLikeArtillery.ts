import { BUILT_IN_PLUGINS } from './model/vocabulary.ts';
import { entryAt, valueAt } from '../yaml/lookup.ts';
import type { YamlNode } from '../yaml/yamlNode.ts';

const SCENARIO_SIGNS = ['flow', 'testFunction', 'flowFunction', 'beforeScenario', 'afterScenario'];
const CONFIG_SIGNS = ['phases', 'environments', 'payload', 'processor', 'ensure'];
const PHASE_SIGNS = ['arrivalRate', 'arrivalCount', 'rampTo', 'maxVusers', 'pause'];

/** Whether a document is an Artillery script, or a part of one, by what is in it. Mistakes in it do not matter. */
export function looksLikeArtillery(document: YamlNode | undefined): boolean {
  if (document?.kind !== 'map') return false;
  return hasScenarios(valueAt(document, 'scenarios')) || hasConfig(document);
}

function hasScenarios(scenarios: YamlNode | undefined): boolean {
  const items = scenarios?.kind === 'sequence' ? scenarios.items : [];
  return items.some((item) => SCENARIO_SIGNS.some((key) => entryAt(item, key)));
}

/** Many files have a `config`; this one needs a target, or phases, beside something else that only Artillery has. */
function hasConfig(document: YamlNode): boolean {
  const config = valueAt(document, 'config');
  const phases = valueAt(config, 'phases');
  const hasPhases =
    phases?.kind === 'sequence' && phases.items.some((phase) => PHASE_SIGNS.some((key) => entryAt(phase, key)));
  if (hasPhases) return true;
  if (isOnlyConfig(document) && BUILT_IN_PLUGINS.some((name) => entryAt(valueAt(config, 'plugins'), name))) return true;
  const target = valueAt(config, 'target');
  const isTarget = target?.kind === 'scalar' && (/^(https?|wss?):\/\//.test(target.text) || target.text.includes('{{'));
  if (!isTarget) return false;
  return (
    entryAt(document, 'scenarios') !== undefined ||
    CONFIG_SIGNS.some((key) => entryAt(config, key)) ||
    isOnlyConfig(document)
  );
}

function isOnlyConfig(document: YamlNode): boolean {
  return document.kind === 'map' && document.entries.every(({ key }) => ['config', 'before', 'after'].includes(key));
}
