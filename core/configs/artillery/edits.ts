import type { Fix, TextEdit } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../yaml/yamlNode.ts';

/** Another name for a key; quotes stay as they are. */
export function renameKey({ keySpan, key }: YamlEntry, to: string, text: string): Fix {
  return { title: `Rename ${key} to ${to}`, edits: [{ span: keySpan, text: inSameQuotes(text, keySpan, to) }] };
}

/** Another text for a value; quotes stay as they are. */
export function replaceText({ span }: YamlNode, to: string, text: string): Fix {
  return { title: `Replace by ${to}`, edits: [{ span, text: inSameQuotes(text, span, to) }] };
}

/** Anything else in place of these characters. */
export function replaceSpan(span: Span, to: string, title: string): Fix {
  return { title, edits: [{ span, text: to }] };
}

function inSameQuotes(text: string, [start]: Span, content: string): string {
  const quote = text[start];
  return quote === '"' || quote === "'" ? `${quote}${content}${quote}` : content;
}

/** Nested keys that end in a value: `plugins`, `ensure` and `{}` for `plugins: { ensure: {} }`. */
export interface NewEntry {
  keys: readonly string[];
  value: string;
}

/** A new entry before another one of the same mapping; undefined where there is no certain way to write it. */
export function insertBefore(map: YamlMap, entry: YamlEntry, added: NewEntry, text: string): TextEdit | undefined {
  const at = entry.keySpan[0];
  if (text[map.span[0]] === '{') return { span: [at, at], text: `${inFlow(added)}, ` };
  const lineStart = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
  const before = text.slice(lineStart, at);
  if (!/^[ -]*$/.test(before)) return undefined;
  const indent = ' '.repeat(before.length);
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return { span: [at, at], text: `${inBlock(added, indent, lineBreak)}${lineBreak}${indent}` };
}

function inFlow({ keys, value }: NewEntry): string {
  return keys.reduceRight((inner, key, index) => {
    const entry = `"${key}": ${inner}`;
    return index === 0 ? entry : `{ ${entry} }`;
  }, value);
}

function inBlock({ keys, value }: NewEntry, indent: string, lineBreak: string): string {
  const lines = keys.map((key, depth) => `${depth === 0 ? '' : indent}${'  '.repeat(depth)}${key}:`);
  return `${lines.join(lineBreak)} ${value}`;
}

/** A value for a key that has none. */
export function giveValue(entry: YamlEntry, value: string, text: string): Fix | undefined {
  const end = entry.keySpan[1];
  const colon = /^[ \t]*:/.exec(text.slice(end, end + 20))?.[0];
  if (colon === undefined || entry.value.span !== entry.keySpan) return undefined;
  const at = end + colon.length;
  return { title: `Write ${entry.key}: ${value}`, edits: [{ span: [at, at], text: ` ${value}` }] };
}
