import type { Problem } from '../../../problem.ts';
import type { Span } from '../../../text/span.ts';
import type { Reindent } from '../reindent.ts';

/** Text that takes the place of as many characters, so that every offset stays right. */
export interface Edit {
  at: number;
  replacement: string;
}

/** A fault in the syntax whose extent is known, and how the rest of the text is read all the same. */
export interface Slip {
  problem: Problem;
  edits: Edit[];
  /** Whatever else is said about these characters is the echo of the slip. */
  echo: Span;
  reindent?: Reindent;
}

/** Stands for a value that was not read. */
export function filler(length: number): string {
  return 'x'.repeat(length);
}

/** The text with the edits of all slips. A later slip on characters that are edited already has no effect. */
export function applySlips(text: string, slips: readonly Slip[]): string {
  const edits = slips.flatMap((slip) => slip.edits).sort((a, b) => a.at - b.at);
  const pieces: string[] = [];
  let at = 0;
  for (const edit of edits) {
    if (edit.at < at) continue;
    pieces.push(text.slice(at, edit.at), edit.replacement);
    at = edit.at + edit.replacement.length;
  }
  return pieces.join('') + text.slice(at);
}

/** White space as long as the stretch, with its line breaks where they were. */
export function blanked(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** An empty text as long as the stretch, with its line breaks where they were. */
export function emptied(text: string): string {
  const lineEnd = text.search(/[\r\n]/);
  const first = lineEnd === -1 ? text.length : lineEnd;
  return first < 2 ? filler(first) + blanked(text.slice(first)) : `""${blanked(text.slice(2))}`;
}
