import { entryAt, isNull, valueAt } from '../../yaml/lookup.ts';
import type { YamlMap, YamlNode } from '../../yaml/yamlNode.ts';
import { mergeMaps } from './mergeNodes.ts';
import type { ArtilleryScript } from './script.ts';

/** The config that one way of starting the script gives. */
export interface EffectiveConfig {
  /** The environment that is chosen; undefined for none. */
  environment?: string;
  map: YamlMap;
  /** The config as it is written. */
  base: YamlMap;
  /** What the environment puts over the config. */
  overlay?: YamlMap;
}

/**
 * The configs that a script can be run with: without an environment, and with each. A config with environments but
 * without a target is not meant to be run as it is.
 */
export function effectiveConfigs({ config, environments }: ArtilleryScript): readonly EffectiveConfig[] {
  if (!config) return [];
  const base = { ...config, entries: config.entries.filter(({ key }) => key !== 'environments') };
  const isRunAlone = environments.length === 0 || isGiven(valueAt(config, 'target'));
  const chosen = environments.map(({ key, value }): EffectiveConfig => {
    if (value.kind !== 'map') return { environment: key, map: base, base };
    return { environment: key, map: mergeMaps(base, value), base, overlay: value };
  });
  return isRunAlone ? [{ map: base, base }, ...chosen] : chosen;
}

/** An empty target is what people write where the command line gives it. */
export function isGiven(target: YamlNode | undefined): boolean {
  return target !== undefined && !isNull(target) && !(target.kind === 'scalar' && target.text === '');
}

/** Whether any way of starting the script gives it this plugin or engine. */
export function isDeclared(configs: readonly EffectiveConfig[], section: 'plugins' | 'engines', name: string): boolean {
  return configs.some(({ map }) => entryAt(valueAt(map, section), name) !== undefined);
}
