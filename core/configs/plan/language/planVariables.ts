import { nodeUnder } from '../../yaml/yamlCursor.ts';
import type { YamlNode } from '../../yaml/yamlNode.ts';
import { entriesOf } from '../buildScope.ts';

/** What a variable is, in one environment or in each of them. Values are shown as written. */
export function valueTable(root: YamlNode, name: string, environment?: string): string {
  const written = textAt(root, ['variables', name]);
  const own = (id: string): string | undefined => textAt(root, ['environments', id, 'variables', name]);
  const shown = (value: string | undefined): string => (value === undefined ? 'no value' : `\`${value}\``);
  if (environment !== undefined) return shown(own(environment) ?? written);
  const others = entriesOf(nodeUnder(root, ['environments'])).filter(({ key }) => own(key) !== undefined);
  return [
    ...(written === undefined && others.length > 0 ? [] : [shown(written)]),
    ...others.map(({ key }) => `${key}: ${shown(own(key))}`),
  ].join('  \n');
}

function textAt(root: YamlNode, path: readonly string[]): string | undefined {
  const node = nodeUnder(root, path);
  return node?.kind === 'scalar' ? node.text : undefined;
}
