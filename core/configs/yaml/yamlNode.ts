import type { Span } from '../../text/span.ts';

/** YAML as the dialects read it: aliases followed, merge keys applied, every piece with its place in the text. */
export type YamlNode = YamlScalar | YamlMap | YamlSequence;

export interface YamlScalar {
  kind: 'scalar';
  span: Span;
  /** What YAML says the value is. */
  value: string | number | boolean | null;
  /** The text of the value: as written for plain scalars (`14.10` stays `14.10`), decoded for quoted and block ones. */
  text: string;
  /** Stands for a value that could not be had (a fault that was reported): nothing more is to be said about it. */
  isUnreadable?: true;
  style: 'plain' | 'single-quoted' | 'double-quoted' | 'block';
}

export interface YamlMap {
  kind: 'map';
  span: Span;
  entries: YamlEntry[];
}

export interface YamlEntry {
  /** The source text of a plain key, so `14.10:` is the key `14.10`. */
  key: string;
  keySpan: Span;
  value: YamlNode;
}

export interface YamlSequence {
  kind: 'sequence';
  span: Span;
  items: YamlNode[];
  /** Where each item is written: for an alias its own place, not that of what it stands for. */
  itemSpans: Span[];
}

/** The kind in words, for messages. */
export function describeNode(node: YamlNode): string {
  if (node.kind === 'map') return 'a mapping';
  if (node.kind === 'sequence') return 'a list';
  if (node.value === null) return 'nothing';
  return typeof node.value === 'string' ? 'text' : `a ${typeof node.value}`;
}
