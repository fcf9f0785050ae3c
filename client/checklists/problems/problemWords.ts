import * as vscode from 'vscode';
import type { Problem, Severity } from '../../../core/problem.ts';
import type { Span } from '../../../core/text/span.ts';

/** A problem, with the other place where it is one of two. */
export interface FoundProblem extends Problem {
  related?: { uri: vscode.Uri; range: vscode.Range; message: string };
}

const SEVERITIES: Record<Severity, vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

export function toDiagnostic(document: vscode.TextDocument, problem: FoundProblem): vscode.Diagnostic {
  const { span, message, severity, code, related } = problem;
  const diagnostic = new vscode.Diagnostic(rangeAt(document, span), message, SEVERITIES[severity]);
  diagnostic.source = 'headroom';
  diagnostic.code = code;
  if (related !== undefined) {
    const location = new vscode.Location(related.uri, related.range);
    diagnostic.relatedInformation = [new vscode.DiagnosticRelatedInformation(location, related.message)];
  }
  return diagnostic;
}

/** Mends of the problems at a place. One that is a guess is offered, and not preferred. */
export function fixesOf(
  document: vscode.TextDocument,
  problems: readonly FoundProblem[],
  range: vscode.Range,
): vscode.CodeAction[] {
  return problems.flatMap((problem) => {
    const { fix } = problem;
    if (fix === undefined || rangeAt(document, problem.span).intersection(range) === undefined) return [];
    const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    for (const { span, text } of fix.edits) action.edit.replace(document.uri, rangeAt(document, span), text);
    action.diagnostics = [toDiagnostic(document, problem)];
    action.isPreferred = fix.isGuess !== true;
    return [action];
  });
}

function rangeAt(document: vscode.TextDocument, [start, end]: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
