import type { FoldingRange } from 'vscode-languageserver/node';
import type { OpenText } from '../documents.ts';

/** Stretches that can be folded, whole lines each; runs of comment lines among them. */
export function foldsOf({ language, lines, text }: OpenText): FoldingRange[] {
  const folds = language.folds().map((span) => {
    const { start, end } = lines.range(span);
    return { startLine: start.line, endLine: end.line };
  });
  return [...folds, ...commentRuns(text)].filter(({ startLine, endLine }) => endLine > startLine);
}

function commentRuns(text: string): FoldingRange[] {
  const runs: FoldingRange[] = [];
  let startLine: number | undefined;
  const lines = [...text.split('\n'), ''];
  for (const [line, written] of lines.entries()) {
    if (/^\s*(#|\/\/)/.test(written)) startLine ??= line;
    else if (startLine !== undefined) {
      runs.push({ startLine, endLine: line - 1, kind: 'comment' });
      startLine = undefined;
    }
  }
  return runs;
}
