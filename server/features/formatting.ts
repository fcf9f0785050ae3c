import type { TextEdit } from 'vscode-languageserver/node';
import type { OpenText } from '../documents.ts';
import { toEdit } from '../positions.ts';

/** Nothing where the text is well formed already, or cannot be formatted without changing what it says. */
export async function formattingOf({ language, lines, text }: OpenText): Promise<TextEdit[]> {
  const formatted = await language.format();
  if (formatted === undefined || formatted === text) return [];
  // Only what differs, so that the cursor and marks elsewhere stay where they are.
  let start = 0;
  while (start < text.length && text[start] === formatted[start]) start++;
  let tail = 0;
  const longest = Math.min(text.length, formatted.length) - start;
  while (tail < longest && text[text.length - 1 - tail] === formatted[formatted.length - 1 - tail]) tail++;
  return [toEdit(lines, { span: [start, text.length - tail], text: formatted.slice(start, formatted.length - tail) })];
}
