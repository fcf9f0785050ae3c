import { mapAt, textAt, valueAt } from '../yaml/lookup.ts';
import type { YamlMap, YamlNode } from '../yaml/yamlNode.ts';
import { readArtilleryYaml } from './readArtilleryYaml.ts';

/** What a run has to know of an Artillery script before it starts. */
export interface ArtilleryScriptFacts {
  /** As written; it may hold templates such as `{{ $env.TARGET }}`. */
  target?: string;
  /** Targets by environment; undefined for one that has none of its own. */
  environments: ReadonlyMap<string, string | undefined>;
  /** Every URL that the script names itself. */
  urls: readonly string[];
  hasEnsure: boolean;
  hasEnsurePlugin: boolean;
  hasExpect: boolean;
  hasExpectPlugin: boolean;
}

/** Reads a script in YAML or JSON. What cannot be read is left for Artillery to refuse: undefined. */
export function readArtilleryScript(text: string): ArtilleryScriptFacts | undefined {
  const { root } = readArtilleryYaml(text, '');
  if (root?.kind !== 'map') return undefined;
  const config = mapAt(root, 'config');
  const environments = mapAt(config, 'environments')?.entries ?? [];
  const configs = [config, ...environments.map(({ value }) => (value.kind === 'map' ? value : undefined))];
  const hasPlugin = (name: string): boolean =>
    configs.some((one) => valueAt(mapAt(one, 'plugins'), name) !== undefined);
  const hasEnsure = (one: YamlMap | undefined): boolean => valueAt(one, 'ensure') !== undefined;
  return {
    target: textAt(config, 'target'),
    environments: new Map(environments.map(({ key, value }) => [key, textAt(value, 'target')])),
    urls: textsUnder(root, /^(url|uri|target|connect)$/),
    hasEnsure: configs.some((one) => hasEnsure(one) || Boolean(mapAt(mapAt(one, 'plugins'), 'ensure')?.entries.length)),
    hasEnsurePlugin: hasPlugin('ensure'),
    hasExpect: holdsKey(valueAt(root, 'scenarios'), 'expect'),
    hasExpectPlugin: hasPlugin('expect'),
  };
}

function textsUnder(node: YamlNode, key: RegExp): string[] {
  switch (node.kind) {
    case 'scalar':
      return [];
    case 'sequence':
      return node.items.flatMap((item) => textsUnder(item, key));
    case 'map':
      return node.entries.flatMap((entry) => [
        ...(key.test(entry.key) && entry.value.kind === 'scalar' ? [entry.value.text] : []),
        ...textsUnder(entry.value, key),
      ]);
  }
}

function holdsKey(node: YamlNode | undefined, key: string): boolean {
  if (node === undefined || node.kind === 'scalar') return false;
  if (node.kind === 'sequence') return node.items.some((item) => holdsKey(item, key));
  return node.entries.some((entry) => entry.key === key || holdsKey(entry.value, key));
}
