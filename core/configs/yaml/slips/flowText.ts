import type { Source } from './source.ts';

export const CLOSERS: Record<string, string> = { '[': ']', '{': '}' };

/** Where a text in brackets ends: at the comma or bracket that is not its own, or with the line. */
export function flowTextEnd(source: Source, start: number, from = start): number {
  const end = source.nearEnd(start);
  const open: string[] = [];
  for (let at = from; at < end; at++) {
    const character = source.text[at] ?? '';
    if (character in CLOSERS) open.push(CLOSERS[character] ?? '');
    else if (character === ']' || character === '}') {
      if (open.pop() !== character) return source.trimEnd(start, at);
    } else if (character === ',' && open.length === 0) return source.trimEnd(start, at);
  }
  return Math.max(end, start + 1);
}
