import type { YamlEntry, YamlMap, YamlNode, YamlSequence } from '../../yaml/yamlNode.ts';

/**
 * What Artillery makes of a config and an environment: mappings are merged key by key and lists position by position,
 * so a shorter list replaces only its part of the longer one. Everything else is replaced. Parts that are taken over
 * unchanged are the same objects as before.
 */
export function mergeNodes(base: YamlNode, over: YamlNode): YamlNode {
  if (base.kind === 'map' && over.kind === 'map') return mergeMaps(base, over);
  if (base.kind === 'sequence' && over.kind === 'sequence') return mergeSequences(base, over);
  // A mapping that is put over a list gives the list properties that nobody reads.
  if (base.kind === 'sequence' && over.kind === 'map') return base;
  return over;
}

export function mergeMaps(base: YamlMap, over: YamlMap): YamlMap {
  const entries = new Map(base.entries.map((entry) => [entry.key, entry]));
  for (const entry of over.entries) {
    const below = entries.get(entry.key);
    entries.set(entry.key, below ? mergeEntries(below, entry) : entry);
  }
  return { kind: 'map', span: over.span, entries: [...entries.values()] };
}

function mergeEntries(base: YamlEntry, over: YamlEntry): YamlEntry {
  const value = mergeNodes(base.value, over.value);
  if (value === over.value) return over;
  return value === base.value ? base : { key: over.key, keySpan: over.keySpan, value };
}

function mergeSequences(base: YamlSequence, over: YamlSequence): YamlSequence {
  const items = base.items.map((item, index) => {
    const above = over.items[index];
    return above ? mergeNodes(item, above) : item;
  });
  return {
    kind: 'sequence',
    span: over.span,
    items: [...items, ...over.items.slice(base.items.length)],
    itemSpans: [...over.itemSpans, ...base.itemSpans.slice(over.items.length)],
  };
}
