import type { FileLink } from '../../../language/languageDocument.ts';
import type { YamlNode } from '../../yaml/yamlNode.ts';

/** Where a plan names a file, as a pattern of keys; `*` is any key or item. */
const FILE_PLACES: readonly (readonly string[])[] = [
  ['env_file'],
  ['tests', '*', 'script'],
  ['tests', '*', 'data'],
  ['tests', '*', 'data', 'file'],
  ['tests', '*', 'tls', 'ca'],
  ['tests', '*', 'requests', '*', 'file'],
  ['tests', '*', 'outputs', '*', 'file'],
];

export function isFilePlace(path: readonly (string | number)[]): boolean {
  return FILE_PLACES.some(
    (place) => place.length === path.length && place.every((step, index) => step === '*' || step === path[index]),
  );
}

/** Files that the plan names by a fixed path. */
export function planLinks(root: YamlNode): FileLink[] {
  const links: FileLink[] = [];
  const visit = (node: YamlNode, path: readonly (string | number)[]): void => {
    if (node.kind === 'map') for (const { key, value } of node.entries) visit(value, [...path, key]);
    else if (node.kind === 'sequence') node.items.forEach((item, index) => visit(item, [...path, index]));
    else if (isFilePlace(path) && node.value !== null && node.text !== '' && !node.text.includes('${'))
      links.push({ span: innerSpan(node), path: node.text });
  };
  visit(root, []);
  return links;
}

function innerSpan({ style, span: [start, end] }: Extract<YamlNode, { kind: 'scalar' }>): FileLink['span'] {
  return style.endsWith('quoted') ? [start + 1, end - 1] : [start, end];
}
