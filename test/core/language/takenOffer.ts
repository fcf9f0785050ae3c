import type { Completion } from '../../../core/language/languageDocument.ts';

/** Label that must be offered -> what the options read when it is taken; what must not be offered. */
export type Case = [what: string, marked: string, offered: Record<string, string>, not?: string[]];

/** The text after an offer is taken, with each stop of a snippet as what stands there at first. */
export function taken(
  text: string,
  { span: [start, end], text: inserted, isSnippet, besides = [] }: Completion,
): string {
  const plain = isSnippet
    ? inserted
        .replace(/\$\{\d+\|([^,|}]*)[^}]*\}/g, '$1')
        .replace(/\$\{\d+:([^}]*)\}/g, '$1')
        .replace(/\$\d/g, '')
        .replace(/\\([$}\\])/g, '$1')
    : inserted;
  const edits = [{ span: [start, end] as const, text: plain }, ...besides].sort((a, b) => b.span[0] - a.span[0]);
  return edits.reduce((result, edit) => result.slice(0, edit.span[0]) + edit.text + result.slice(edit.span[1]), text);
}
