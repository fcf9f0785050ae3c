import type { Exit } from '../adapter.ts';
import type { ScaletestResult } from './result.ts';
import { WITHOUT_RESULT } from './scaletests.ts';

interface EndOfScaletest {
  command: string;
  exit: Exit;
  result: ScaletestResult | undefined;
  hasResultFile: boolean;
  /** It told several different results, so that nobody knows which of them is its own. */
  hasSeveralResults: boolean;
  errorLines: readonly string[];
  /** What coder said of its clean-up when that failed: the load before it is measured all the same. */
  couldNotCleanUp: string | undefined;
  expectedRunMs: number | undefined;
  /** By the live counters; undefined when they did not tell. */
  bytesSent: number | undefined;
}

/** A user or connection that lasted less than this part of its time did not do what was planned. */
const SHORT = 0.5;
/** As in the signs of an invalid run: so much of the planned load must be reached. */
const MOST_SHORT = 0.05;

/** Why this was no scale test as it should be; undefined when it was one, whatever its runs came to. */
export function failureOf(end: EndOfScaletest): string | undefined {
  const { command, exit, result } = end;
  if (exit.kind === 'failed') return `coder could not be started: ${exit.message}`;
  if (command === WITHOUT_RESULT) return exit.code === 0 ? undefined : endText(exit, end.errorLines);
  if (end.hasSeveralResults) return 'it printed several different results, and which of them is its own cannot be told';
  if (result === undefined) {
    const why = end.hasResultFile ? 'its result file holds no complete result' : 'it wrote no result';
    return `${why} (${endText(exit, end.errorLines)})`;
  }
  if (result.dialect !== 'documents' && result.total === undefined) {
    return `its result contradicts itself: ${result.faults.join('; ')}`;
  }
  if (result.total === 0) return `coder ran nothing: there was nobody and nothing for ${command} to work with`;
  // An exit code of 1 is the rule when runs failed: that is for the checks to judge.
  const isExplained = exit.code === 0 || result.failed !== 0 || end.couldNotCleanUp !== undefined;
  if (!isExplained && exit.signal === null) return `all runs passed, and yet ${endText(exit, end.errorLines)}`;
  return (
    shortRuns(end, result) ?? (command === 'workspace-traffic' && end.bytesSent === 0 ? 'no byte was sent' : undefined)
  );
}

/** Runs that began when the time was over pass without having done anything. */
function shortRuns({ expectedRunMs }: EndOfScaletest, { runs = [] }: ScaletestResult): string | undefined {
  if (expectedRunMs === undefined) return undefined;
  const passed = runs.filter((run) => run.passed === true);
  const short = passed.filter(({ durationMs }) => durationMs !== undefined && durationMs < expectedRunMs * SHORT);
  if (short.length <= passed.length * MOST_SHORT) return undefined;
  return `${short.length} of ${runs.length} runs ended long before their ${expectedRunMs / 1000} s were over and did little or nothing; a \`concurrency\` of 0 runs all at the same time`;
}

function endText(exit: Extract<Exit, { kind: 'exited' }>, errorLines: readonly string[]): string {
  const how = exit.signal === null ? `coder ended with exit code ${exit.code}` : `coder was ended by ${exit.signal}`;
  const said = errorLines.findLast((line) => /^error:/i.test(line)) ?? errorLines.at(-1);
  return said === undefined ? how : `${how}: ${said.trim()}`;
}
