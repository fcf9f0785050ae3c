import type { YamlEntry, YamlMap, YamlNode } from './yamlNode.ts';

/** The entry of a key; undefined where there is none, or no mapping. */
export function entryAt(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;
}

export function valueAt(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return entryAt(node, key)?.value;
}

export function mapAt(node: YamlNode | undefined, key: string): YamlMap | undefined {
  const value = valueAt(node, key);
  return value?.kind === 'map' ? value : undefined;
}

/** The text of a scalar, whatever YAML says it is. */
export function textAt(node: YamlNode | undefined, key: string): string | undefined {
  const value = valueAt(node, key);
  return value?.kind === 'scalar' ? value.text : undefined;
}

export function entriesIn(node: YamlNode | undefined): readonly YamlEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}

export function itemsIn(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'sequence' ? node.items : [];
}

/** A key without a value, or `null` and `~`. */
export function isNull(node: YamlNode | undefined): boolean {
  return node?.kind === 'scalar' && node.value === null && node.isUnreadable !== true;
}
