import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import type { NamedPlan } from '../../core/configs/plan/plan.ts';
import type { Problem, Severity } from '../../core/problem.ts';
import type { OpenText } from '../documents.ts';
import { toRange } from '../positions.ts';

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** What is wrong with the file. Results of runs are no diagnostics: a failed check does not make a plan faulty. */
export function diagnosticsOf(open: OpenText, others: readonly NamedPlan[]): Diagnostic[] {
  const { problems, contradictions } = open.language;
  return [...problems, ...contradictions(others)].map((problem) => toDiagnostic(open, problem));
}

export function toDiagnostic({ lines }: OpenText, { code, severity, span, message }: Problem): Diagnostic {
  return { source: 'headroom', code, severity: SEVERITIES[severity], range: toRange(lines, span), message };
}
