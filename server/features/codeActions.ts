import { CodeActionKind, type CodeAction, type Range } from 'vscode-languageserver/node';
import type { Fix, Problem, TextEdit } from '../../core/problem.ts';
import type { Span } from '../../core/text/span.ts';
import { overlaps, type OpenText } from '../documents.ts';
import { toEdit, toSpan } from '../positions.ts';
import { toDiagnostic } from './diagnostics.ts';

/** What mends everything that leaves no doubt. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.headroom`;

/** Mends of the problems at a place, mends of all certain ones in the file, and refactorings. */
export function codeActionsAt(open: OpenText, range: Range, only: readonly string[] | undefined): CodeAction[] {
  const wanted = (kind: string): boolean =>
    only === undefined || only.some((one) => kind === one || kind.startsWith(`${one}.`));
  const span = toSpan(open.lines, range);
  return [
    ...(wanted(CodeActionKind.QuickFix) ? quickFixes(open, span) : []),
    // Only for those who ask for it: it is made of all problems of the text.
    ...(only !== undefined && wanted(FIX_ALL) ? fixAll(open) : []),
    ...(wanted(CodeActionKind.Refactor)
      ? open.language.refactorings(span).map((change) => actionOf(open, change, CodeActionKind.Refactor))
      : []),
  ];
}

function quickFixes(open: OpenText, span: Span): CodeAction[] {
  return open.language.problems.flatMap((problem): CodeAction[] => {
    const { fix } = problem;
    if (!fix || !overlaps(problem.span, span)) return [];
    const action = actionOf(open, fix, CodeActionKind.QuickFix);
    return [{ ...action, diagnostics: [toDiagnostic(open, problem)], isPreferred: fix.isGuess !== true }];
  });
}

function fixAll(open: OpenText): CodeAction[] {
  const edits = allCertain(open.language.problems);
  const title = `Mend all ${edits.length} problems of this file that have one certain remedy`;
  return edits.length === 0 ? [] : [actionOf(open, { title, edits }, FIX_ALL)];
}

/** Not those that are a guess. Of mends that touch the same characters only the first: the others may not fit once it is made. */
function allCertain(problems: readonly Problem[]): TextEdit[] {
  /** In the order of the text, so that only the neighbours of an edit can touch it. */
  const taken: TextEdit[] = [];
  const placeOf = ([start]: Span): number => {
    let [low, high] = [0, taken.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((taken[middle]?.span[0] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const isFree = ({ span }: TextEdit): boolean => {
    const place = placeOf(span);
    return [taken[place - 1], taken[place]].every((other) => other === undefined || !overlaps(span, other.span));
  };
  for (const { fix } of problems) {
    if (!fix || fix.isGuess || !fix.edits.every(isFree)) continue;
    for (const edit of fix.edits) taken.splice(placeOf(edit.span), 0, edit);
  }
  return taken;
}

function actionOf({ uri, lines }: OpenText, { title, edits }: Fix, kind: string): CodeAction {
  return { title, kind, edit: { changes: { [uri]: edits.map((edit) => toEdit(lines, edit)) } } };
}
