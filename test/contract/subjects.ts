import type { RunnerKind } from '../../core/runners/runner.ts';

/** How each adapter is brought to start the stand-in: a row for each. */
export interface Subject {
  runner: RunnerKind;
  /** The name under which the stand-in is put on the PATH. */
  program: string;
  /** What the stand-in says when it is asked for its version; absent for tools that are not asked. */
  version?: { good: string; tooOld?: string };
  /** Keys of a test with a check that a good run would pass. */
  test: string;
  /** Words of which one stands in every reason. */
  names: RegExp;
}

export const SUBJECTS: readonly Subject[] = [
  {
    runner: 'http',
    // The built-in engine is a bundle that Node runs, so the stand-in takes the place of the bundle.
    program: 'engine.cjs',
    test: 'request: GET http://127.0.0.1:9/\nstages: [{ users: 1, duration: 1s }]\nchecks: ["error_rate <= 100%"]',
    names: /engine/i,
  },
  {
    runner: 'command',
    program: 'load-tool',
    test: 'command: load-tool --now\noutputs: { throughput: { json: $.result.value } }\nchecks: ["throughput > 1/s"]',
    names: /load-tool|throughput/,
  },
];
