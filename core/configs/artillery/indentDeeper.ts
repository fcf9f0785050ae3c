import type { Fix, TextEdit } from '../../problem.ts';

/** Two blanks more at every line from one offset to another. Undefined where something stands before the first. */
export function indentDeeper(text: string, from: number, to: number): Fix | undefined {
  const lineStart = Math.max(text.lastIndexOf('\n', from - 1), text.lastIndexOf('\r', from - 1)) + 1;
  if (!/^ *$/.test(text.slice(lineStart, from))) return undefined;
  const edits: TextEdit[] = [];
  for (const match of text.slice(lineStart, to).matchAll(/(?:^|\r\n|\n|\r)(?=[^\r\n])/g)) {
    const at = lineStart + match.index + match[0].length;
    edits.push({ span: [at, at], text: '  ' });
  }
  return { title: 'Indent it deeper', edits };
}
