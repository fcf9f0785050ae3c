import { readYaml } from './readYaml.ts';
import type { YamlNode } from './yamlNode.ts';

/** Wider than prose: requests and checks stand on one line. */
const PRINT_WIDTH = 120;

/**
 * The text in the form that Prettier gives YAML, comments kept. Undefined where it says something else afterwards or
 * cannot be read, so that formatting never changes what a file means.
 */
export async function formatYaml(text: string): Promise<string | undefined> {
  if (readYaml(text, '').problems.length > 0) return undefined;
  const [{ format }, yaml] = await Promise.all([import('prettier/standalone'), import('prettier/plugins/yaml')]);
  const singleQuotes = text.split("'").length > text.split('"').length;
  let formatted: string;
  try {
    formatted = await format(text, {
      parser: 'yaml',
      plugins: [yaml],
      printWidth: PRINT_WIDTH,
      proseWrap: 'preserve',
      singleQuote: singleQuotes,
      endOfLine: text.includes('\r\n') ? 'crlf' : 'lf',
    });
  } catch {
    return undefined;
  }
  return meaningOf(formatted) === meaningOf(text) && commentsOf(formatted) === commentsOf(text) ? formatted : undefined;
}

function meaningOf(text: string): string {
  const { root, problems } = readYaml(text, '');
  return JSON.stringify([problems.length, root && plain(root)]);
}

function plain(node: YamlNode): unknown {
  switch (node.kind) {
    case 'scalar':
      // Text of plain scalars too: `14.10` must not become `14.1`.
      return [typeof node.value, node.value, node.style === 'plain' ? node.text : ''];
    case 'sequence':
      return node.items.map(plain);
    case 'map':
      return node.entries.map(({ key, value }) => [key, plain(value)]);
  }
}

function commentsOf(text: string): string {
  return [...text.matchAll(/(?:^|\s)#(.*)$/gm)].map(([, comment = '']) => comment.trim()).join('\n');
}
