import type { YamlNode, YamlScalar } from '../../yaml/yamlNode.ts';

/** A scalar with the key that it is the value of, or in the list of. */
export interface KeyedScalar {
  scalar: YamlScalar;
  key: string | undefined;
}

/** Every scalar under a node, each once. */
export function* scalarsUnder(
  node: YamlNode | undefined,
  key?: string,
  seen = new Set<YamlNode>(),
): Iterable<KeyedScalar> {
  if (!node || seen.has(node)) return;
  seen.add(node);
  switch (node.kind) {
    case 'scalar':
      yield { scalar: node, key };
      return;
    case 'sequence':
      for (const item of node.items) yield* scalarsUnder(item, key, seen);
      return;
    case 'map':
      for (const entry of node.entries) yield* scalarsUnder(entry.value, entry.key, seen);
      return;
  }
}
