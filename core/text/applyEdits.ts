import type { TextEdit } from '../problem.ts';

/** Applies edits that do not overlap; every other character stays as it is. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { span, text: written } of edits.toSorted((left, right) => left.span[0] - right.span[0])) {
    result += text.slice(at, span[0]) + written;
    at = span[1];
  }
  return result + text.slice(at);
}
