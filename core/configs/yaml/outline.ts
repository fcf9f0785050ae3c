import { closeCut } from '../../text/closeCut.ts';
import type { KnownPieces } from './readPieces.ts';
import { readYaml } from './readYaml.ts';
import type { YamlNode } from './yamlNode.ts';

export type Mapping = Readonly<Record<string, unknown>>;

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Enough of a section to know what it is about. */
const LINES_OF_A_SECTION = 60;
const FLOW_CHARACTERS = 8 * 1024;

/**
 * What a YAML or JSON text holds, roughly and quickly: of a long YAML file only the first lines of each section are
 * read. Undefined for what cannot be read. `pieces`: those of outlines of earlier versions.
 */
export function outline(text: string, isCut: boolean, pieces?: KnownPieces): unknown {
  if (/^\uFEFF?\s*[{[]/.test(text)) {
    const json = parseJson((isCut ? closeCut(text) : text).replace(/^\uFEFF/, ''));
    if (json !== undefined) return json;
    return plain(text.length > FLOW_CHARACTERS ? closeCut(text.slice(0, FLOW_CHARACTERS)) : text, pieces);
  }
  // What a half line says could be taken for something else.
  const lines = isCut ? text.slice(0, text.lastIndexOf('\n') + 1) : text;
  const sections = lines.split(/^(?=[^\s#-])/m);
  return plain(
    sections.map((section) => section.split('\n').slice(0, LINES_OF_A_SECTION).join('\n')).join('\n'),
    pieces,
  );
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function plain(text: string, pieces: KnownPieces | undefined): unknown {
  const { root } = readYaml(text, '', { pieces });
  return root && valueOf(root);
}

function valueOf(node: YamlNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'sequence':
      return node.items.map(valueOf);
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, valueOf(value)]));
  }
}
