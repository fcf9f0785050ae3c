import type { Exit } from '../adapter.ts';
import type { StepTotals } from './watchLine.ts';

interface EndOfStep {
  exit: Exit;
  /** What `done` told, when it did. */
  totals: StepTotals | undefined;
  users: number;
  errorLines: readonly string[];
  isStopped: boolean;
}

/** Why a step of wrk is no measurement; undefined when it is one. wrk exits with 0 whatever came of its requests. */
export function whyFailed({ exit, totals, users, errorLines, isStopped }: EndOfStep): string | undefined {
  if (exit.kind === 'failed') return `wrk could not be started: ${exit.message}`;
  const said = errorLines.find((line) => /PANIC|headroom:|unable|cannot|invalid/.test(line)) ?? errorLines[0];
  const why = said === undefined ? '.' : `: ${said.replace(/^headroom: /, '').trim()}`;
  if (exit.signal !== null) return `wrk was ended by ${exit.signal} before it told its results${why}`;
  if (exit.code !== 0) return `wrk ended with exit code ${exit.code}${why}`;
  if (totals === undefined) return `wrk ended without telling its results, so its script did not run as a whole${why}`;
  const { requests, connect, read, write, duration } = totals;
  const lost = connect + read + write;
  if (isStopped || lost > 0 || requests >= users) return undefined;
  const seconds = (duration / 1_000_000).toFixed(1);
  const answers = requests === 0 ? 'no answer' : `only ${requests} answers`;
  return `wrk got ${answers} on ${users} connections within ${seconds} s, and it counts requests without an answer nowhere. Make the stages longer than the slowest answer, or use runner: http`;
}
