import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import type { Severity } from '../../core/problem.ts';
import type { OpenText } from '../documents.ts';
import { toRange } from '../positions.ts';

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** What is wrong with the file. Results of runs are no diagnostics: a failed check does not make a plan faulty. */
export function diagnosticsOf({ language, lines }: OpenText): Diagnostic[] {
  return language.problems.map(({ code, severity, span, message }) => ({
    source: 'headroom',
    code,
    severity: SEVERITIES[severity],
    range: toRange(lines, span),
    message,
  }));
}
