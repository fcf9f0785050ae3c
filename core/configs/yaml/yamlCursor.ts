import type { Span } from '../../text/span.ts';
import { readYaml } from './readYaml.ts';
import type { YamlMap, YamlNode, YamlScalar } from './yamlNode.ts';

/** Where in the structure of a YAML text somebody is typing. */
export interface YamlCursor {
  /** Keys and list indexes from the root to the value that is typed, or to the mapping whose key is typed. */
  path: readonly (string | number)[];
  role: 'key' | 'value';
  /** What stands between the beginning of the key or value and the cursor. */
  prefix: string;
  /** The key or value as far as it is one word around the cursor: what a completion replaces. */
  word: Span;
  /** How the value is quoted; a key is `plain`. */
  style: YamlScalar['style'];
  /** A key is written with its colon already. */
  hasColon: boolean;
  /** Keys that the mapping has already. */
  siblings: readonly string[];
  /** The text as it would be read with something at the cursor. Its places are not those of the text. */
  root: YamlNode;
  /** Only blanks and list dashes stand before the key or value on its line. */
  isFirstOnLine: boolean;
  /** How many characters stand before the key or value on its line. */
  column: number;
}

/** A letter of the private use area: YAML takes it for any other letter, and no one writes it. */
const MARK = '\uE000';

/**
 * Finds the cursor by writing a letter there and reading the text. So all of YAML is understood, flow style and half
 * written lines included, by the same reader that reads the finished text. Undefined in a comment, or where the text
 * is too broken to tell. `read` reads a text as its dialect does; the places in what it reads do not matter.
 */
export function yamlCursor(
  text: string,
  offset: number,
  read: (marked: string) => YamlNode | undefined = (marked) => readYaml(marked, '').root,
): YamlCursor | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  const after = /^[^\r\n]*/.exec(text.slice(offset))?.[0] ?? '';
  const isFirstOnLine = /^\s*(-\s+)*[\w.$-]*$/.test(before);
  const isAloneOnLine = isFirstOnLine && /^[\w.-]*\s*$/.test(after);
  const wordAfter = /^[\w.-]*/.exec(after)?.[0] ?? '';
  const endings = [...(isAloneOnLine ? [':'] : []), '', missingBrackets(before)];
  for (const ending of new Set(endings)) {
    const withColon = ending === ':';
    const inserted = `${MARK}${wordAfter}${ending}`;
    const marked = text.slice(0, offset) + inserted + text.slice(offset + wordAfter.length);
    const root = read(marked);
    const place = root && findMark(root, []);
    if (!root || !place) continue;
    const prefix = place.text.slice(0, place.text.indexOf(MARK));
    const word = /[\w.-]*$/.exec(prefix)?.[0] ?? '';
    const isKey = place.role === 'key';
    return {
      path: place.path,
      role: place.role,
      prefix,
      word: [offset - word.length, offset + wordAfter.length],
      style: place.style,
      hasColon: isKey && !withColon && /^\s*:/.test(after.slice(wordAfter.length)),
      siblings: place.map?.entries.map(({ key }) => key).filter((key) => !key.includes(MARK)) ?? [],
      root,
      isFirstOnLine,
      column: offset - word.length - lineStart,
    };
  }
  return undefined;
}

/** What closes the brackets that the line has opened: somebody who types has not written it yet. */
function missingBrackets(line: string): string {
  const open: string[] = [];
  for (const [piece] of line.matchAll(/'[^']*'|"(?:[^"\\]|\\.)*"|\$\{[^}]*\}|[[\]{}]/g)) {
    if (piece === '[') open.unshift(']');
    else if (piece === '{') open.unshift('}');
    else if (piece === ']' || piece === '}') open.shift();
  }
  return open.join('');
}

interface MarkPlace {
  path: (string | number)[];
  role: 'key' | 'value';
  text: string;
  style: YamlScalar['style'];
  map?: YamlMap;
}

function findMark(node: YamlNode, path: (string | number)[]): MarkPlace | undefined {
  if (node.kind === 'scalar') {
    return node.text.includes(MARK) ? { path, role: 'value', text: node.text, style: node.style } : undefined;
  }
  if (node.kind === 'sequence') {
    for (const [index, item] of node.items.entries()) {
      const found = findMark(item, [...path, index]);
      if (found) return found;
    }
    return undefined;
  }
  for (const { key, value } of node.entries) {
    if (key.includes(MARK)) return { path, role: 'key', text: key, style: 'plain', map: node };
    const found = findMark(value, [...path, key]);
    if (found) return found;
  }
  return undefined;
}

/** The node under a path, as far as there is one. */
export function nodeUnder(root: YamlNode | undefined, path: readonly (string | number)[]): YamlNode | undefined {
  let node = root;
  for (const step of path) {
    if (node?.kind === 'map') node = node.entries.find(({ key }) => key === step)?.value;
    else if (node?.kind === 'sequence') node = typeof step === 'number' ? node.items[step] : undefined;
    else return undefined;
  }
  return node;
}

/** What stands at an offset: the innermost key or value, with the way to it. */
export interface YamlPlace {
  path: readonly (string | number)[];
  role: 'key' | 'value';
  span: Span;
  node: YamlNode;
}

/** Looks only into what the offset is part of. Values of aliases and merge keys stand elsewhere and are not found here. */
export function yamlPlace(root: YamlNode, offset: number): YamlPlace | undefined {
  return placeIn(root, [], offset);
}

function placeIn(node: YamlNode, path: readonly (string | number)[], offset: number): YamlPlace | undefined {
  if (node.kind === 'scalar') {
    return holds(node.span, offset) ? { path, role: 'value', span: node.span, node } : undefined;
  }
  if (node.kind === 'sequence') {
    const index = node.items.findIndex((item) => holds(item.span, offset));
    const item = node.items[index];
    return item && placeIn(item, [...path, index], offset);
  }
  for (const { key, keySpan, value } of node.entries) {
    if (holds(keySpan, offset)) return { path: [...path, key], role: 'key', span: keySpan, node: value };
    if (holds(value.span, offset)) return placeIn(value, [...path, key], offset);
  }
  return undefined;
}

function holds([start, end]: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
