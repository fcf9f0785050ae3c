import type { Exit } from '../adapter.ts';

/** Exit codes of k6 with which a run is no measurement, in words. 99 and 110 are verdicts, not failures. */
const FAILURES: Readonly<Record<number, string>> = {
  97: 'the cloud run failed',
  98: 'the progress of the cloud run could not be read',
  100: 'setup() took longer than its time limit',
  101: 'teardown() took longer than its time limit',
  102: 'a time limit was exceeded',
  103: 'it was stopped through its REST interface by somebody else',
  104: 'its options are not valid',
  105: 'it was stopped by a signal from outside',
  106: 'it could not listen on the port for its REST interface',
  107: 'the script threw an exception',
  108: 'the script aborted the run (exec.test.abort)',
  109: 'k6 itself crashed (Go panic)',
};

export const THRESHOLDS_CROSSED = 99;
export const MARKED_AS_FAILED = 110;

/** Why the run is no measurement; undefined when k6 came to its end. `lastError`: the last that k6 said was an error. */
export function failureOfExit(exit: Exit, lastError: string | undefined): string | undefined {
  if (exit.kind === 'failed') return `k6 could not be started: ${exit.message}`;
  const said = lastError === undefined ? '' : `: ${lastError}`;
  if (exit.code === null) return `k6 was ended by ${exit.signal ?? 'a signal'} before the run was over`;
  if (exit.code === 0 || exit.code === THRESHOLDS_CROSSED || exit.code === MARKED_AS_FAILED) return undefined;
  const words = Object.hasOwn(FAILURES, exit.code) ? FAILURES[exit.code] : 'it could not run the test';
  return `k6 ended with exit code ${exit.code}, ${words}${said}`;
}
