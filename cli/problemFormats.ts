import { LineIndex } from '../core/text/lineIndex.ts';
import type { Problem } from '../core/problem.ts';

export interface FileProblems {
  file: string;
  text: string;
  problems: readonly Problem[];
}

/** A problem as `validate --format json` prints it. Lines and columns count from 1, columns in UTF-16 units. */
export interface PrintedProblem {
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  severity: Problem['severity'];
  code: string;
  message: string;
}

export function printProblems({ file, text, problems }: FileProblems): PrintedProblem[] {
  const index = new LineIndex(text);
  return problems.map(({ span, severity, code, message }) => {
    const { start, end } = index.range(span);
    return {
      file,
      line: start.line + 1,
      column: start.column + 1,
      endLine: end.line + 1,
      endColumn: end.column + 1,
      severity,
      code,
      message,
    };
  });
}

export function asText(problem: PrintedProblem): string {
  return `${problem.file}:${problem.line}:${problem.column} ${problem.severity} ${problem.message} [${problem.code}]`;
}

const GITHUB_LEVEL = { error: 'error', warning: 'warning', information: 'notice' } as const;

/** A workflow command that GitHub shows as an annotation on the line. */
export function asGithubAnnotation(problem: PrintedProblem): string {
  const escapeValue = (text: string): string =>
    text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const escapeProperty = (text: string): string => escapeValue(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const properties = [
    `file=${escapeProperty(problem.file)}`,
    `line=${problem.line}`,
    `col=${problem.column}`,
    `endLine=${problem.endLine}`,
    `endColumn=${problem.endColumn}`,
    `title=${escapeProperty(problem.code)}`,
  ];
  return `::${GITHUB_LEVEL[problem.severity]} ${properties.join(',')}::${escapeValue(problem.message)}`;
}
