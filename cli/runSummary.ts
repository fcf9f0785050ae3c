import path from 'node:path';
import { formatVerdict } from '../core/format.ts';
import type { FinishedRun } from '../core/node/runRequest.ts';
import { observedText } from '../core/run/observedText.ts';
import type { CheckResult, RunResult } from '../core/run/runResult.ts';
import { EXIT, type ExitCode } from './exitCodes.ts';
import type { Output } from './output.ts';
import { inVerdictColour } from './verdictColour.ts';

export interface RunEnding {
  result: Pick<RunResult, 'state' | 'verdict'>;
  sentLoad: boolean;
  writeProblems: readonly string[];
}

export function exitCodeOf({ result, sentLoad, writeProblems }: RunEnding, strict: boolean): ExitCode {
  if (result.state === 'cancelled') return EXIT.cancelled;
  if (!sentLoad && result.state === 'failed') return EXIT.refused;
  // A pass that nobody can look up again is no pass for a pipeline.
  if (writeProblems.length > 0 && result.verdict !== 'invalid') return EXIT.failed;
  switch (result.verdict) {
    case 'pass':
      return EXIT.ok;
    case 'warn':
      return strict ? EXIT.failed : EXIT.ok;
    case 'invalid':
      return EXIT.invalid;
    case 'fail':
    case 'no-data':
      return EXIT.failed;
  }
}

/** What a person wants to know when a run is over. */
export function summaryLines(
  { result, folder, writeProblems }: FinishedRun,
  output: Pick<Output, 'hasColours'>,
): string[] {
  return [
    ...result.checks.map((check) => checkLine(check, output)),
    `  verdict: ${inVerdictColour(formatVerdict(result.verdict), result.verdict, output)}${result.state === 'completed' ? '' : ` (run ${result.state})`}`,
    ...result.reasons.map((reason) => `    ${reason}`),
    ...writeProblems.map((problem) => `  ${problem}`),
    `  report: ${path.relative(process.cwd(), path.join(folder, 'report.html'))}`,
  ];
}

export function checkLine(check: CheckResult, output: Pick<Output, 'hasColours'>): string {
  const { verdict, expression, levels, notes } = check;
  // A row with only a target has its condition in the expression, as has a guard that no row states.
  const conditions = Object.entries(levels).map(([level, condition]) => `${level} ${condition}`);
  const stated =
    conditions.length === 0 || Object.keys(levels).join() === 'target' ? '' : ` [${conditions.join(', ')}]`;
  const observed = observedText(check);
  const value = observed === undefined ? '' : ` was ${observed}`;
  const remarks = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
  return `  ${inVerdictColour(formatVerdict(verdict).padEnd(8), verdict, output)} ${expression}${stated}${value}${remarks}`;
}
