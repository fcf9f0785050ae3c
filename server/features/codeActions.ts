import { CodeActionKind, type CodeAction, type Range } from 'vscode-languageserver/node';
import type { Fix, Problem } from '../../core/problem.ts';
import { overlaps, type OpenText } from '../documents.ts';
import { toEdit, toSpan } from '../positions.ts';
import { toDiagnostic } from './diagnostics.ts';

/** Mends of the problems at a place, mends of all certain ones in the file, and refactorings. */
export function codeActionsAt(open: OpenText, range: Range, only: readonly string[] | undefined): CodeAction[] {
  const wanted = (kind: string): boolean =>
    only === undefined || only.some((one) => kind === one || kind.startsWith(`${one}.`));
  const span = toSpan(open.lines, range);
  const { problems } = open.language;
  const quickFixes = problems.flatMap((problem): CodeAction[] => {
    const { fix } = problem;
    if (!fix || !overlaps(problem.span, span)) return [];
    const action = actionOf(open, fix, CodeActionKind.QuickFix);
    return [{ ...action, diagnostics: [toDiagnostic(open, problem)], isPreferred: fix.isGuess !== true }];
  });
  const certain = allCertain(problems);
  const fixAll = {
    title: `Mend all ${certain.length} problems of this file that have one certain remedy`,
    edits: certain,
  };
  return [
    ...(wanted(CodeActionKind.QuickFix) ? quickFixes : []),
    ...(certain.length > 0 && only !== undefined && wanted(CodeActionKind.SourceFixAll)
      ? [actionOf(open, fixAll, `${CodeActionKind.SourceFixAll}.headroom`)]
      : []),
    ...(wanted(CodeActionKind.Refactor)
      ? open.language.refactorings(span).map((change) => actionOf(open, change, CodeActionKind.Refactor))
      : []),
  ];
}

/** Not those that are a guess. Of mends that touch the same characters only the first: the others may not fit once it is made. */
function allCertain(problems: readonly Problem[]): Fix['edits'][number][] {
  const taken: Fix['edits'][number][] = [];
  for (const { fix } of problems) {
    if (!fix || fix.isGuess) continue;
    if (!fix.edits.some((edit) => taken.some((other) => overlaps(edit.span, other.span)))) taken.push(...fix.edits);
  }
  return taken;
}

function actionOf({ uri, lines }: OpenText, { title, edits }: Fix, kind: string): CodeAction {
  return { title, kind, edit: { changes: { [uri]: edits.map((edit) => toEdit(lines, edit)) } } };
}
