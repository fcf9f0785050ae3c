import type { Span } from '../../core/text/span.ts';

export interface Marked {
  text: string;
  expected: { code: string; span: Span; marked: string }[];
}

/**
 * Reads a text in which `⟦code what it is about⟧` marks the characters that a problem must point at. Two codes on the
 * same characters are joined by a comma.
 */
export function readMarkers(source: string): Marked {
  const expected: Marked['expected'] = [];
  let text = '';
  let at = 0;
  for (const match of source.matchAll(/⟦([a-z0-9,-]+) ([^⟧]*)⟧/g)) {
    text += source.slice(at, match.index);
    const [, codes = '', marked = ''] = match;
    for (const code of codes.split(','))
      expected.push({ code, span: [text.length, text.length + marked.length], marked });
    text += marked;
    at = match.index + match[0].length;
  }
  return { text: text + source.slice(at), expected };
}

/** One line for a problem, so that a difference shows as text: `12:5 unknown-key «enviroments»`. */
export function describeAt(text: string, code: string, [start, end]: Span): string {
  const before = text.slice(0, start).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1} ${code} «${text.slice(start, end)}»`;
}
