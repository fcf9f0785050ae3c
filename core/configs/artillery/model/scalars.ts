import type { YamlNode, YamlScalar } from '../../yaml/yamlNode.ts';

/** A scalar with the key that it is the value of, or in the list of. */
export interface KeyedScalar {
  scalar: YamlScalar;
  key: string | undefined;
}

export const hasTemplate = ({ text }: YamlScalar): boolean => text.includes('{{');

/** Every scalar under a node that is wanted, each once, and none that is under `except`. */
export function scalarsUnder(
  node: YamlNode | undefined,
  key?: string,
  isWanted: (scalar: YamlScalar) => boolean = () => true,
  except: readonly YamlNode[] = [],
): readonly KeyedScalar[] {
  const found: KeyedScalar[] = [];
  const seen = new Set(except);
  const look = (one: YamlNode, under: string | undefined): void => {
    if ((one.kind === 'scalar' && !isWanted(one)) || seen.has(one)) return;
    seen.add(one);
    if (one.kind === 'scalar') found.push({ scalar: one, key: under });
    else if (one.kind === 'sequence') for (const item of one.items) look(item, under);
    else for (const entry of one.entries) look(entry.value, entry.key);
  };
  if (node) look(node, key);
  return found;
}
