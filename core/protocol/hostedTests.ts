import type { RunState, Verdict } from '../run/runResult.ts';
import type { HostItem } from './runHost.ts';

/** A test that a run host was started for, as far as it has come. */
export type HostedTest = { testId: string } & (
  | { kind: 'waiting' }
  /** `folder` is that of the run, where everything is written as it comes. */
  | { kind: 'running'; runId: string; folder: string }
  | { kind: 'ended'; runId: string; folder: string; state: RunState; verdict: Verdict }
  /** Nothing was sent; `why` is what the host had said since the test before it. */
  | { kind: 'not-run'; why: readonly string[] }
);

/** What a run host has told of its tests so far. */
export interface HostedTests {
  readonly tests: readonly HostedTest[];
  /** What a person at a terminal would have read, the last lines of it. */
  readonly notes: readonly string[];
  /** Why the runs are being stopped. */
  readonly stopping?: string;
  /** What the command ended with; absent while it goes on. */
  readonly exitCode?: number;
}

const MOST_NOTES = 500;

/** Before the host has told anything. The tests come in the order in which they are run. */
export function waitingTests(testIds: readonly string[]): HostedTests {
  return { tests: testIds.map((testId) => ({ kind: 'waiting', testId })), notes: [] };
}

/** Takes the next item of the host. Gives back the same object where nothing changed that is told here. */
export function foldHosted(hosted: HostedTests, item: HostItem): HostedTests {
  switch (item.kind) {
    case 'run': {
      const { testId, runId, folder } = item;
      return withTest(hosted, testId, 'waiting', { kind: 'running', testId, runId, folder });
    }
    case 'run-ended': {
      const { runId, state, verdict } = item;
      const running = hosted.tests.find((test) => test.kind === 'running' && test.runId === runId);
      if (running?.kind !== 'running') return hosted;
      const { testId, folder } = running;
      return withTest(hosted, testId, 'running', { kind: 'ended', testId, runId, folder, state, verdict });
    }
    case 'not-run':
      return withTest(hosted, item.testId, 'waiting', {
        kind: 'not-run',
        testId: item.testId,
        why: hosted.notes.slice(-20),
      });
    case 'note':
      return { ...hosted, notes: [...hosted.notes, item.text].slice(-MOST_NOTES) };
    case 'stopping':
      return { ...hosted, stopping: hosted.stopping ?? item.reason };
    case 'done':
      return { ...hosted, exitCode: item.exitCode };
    case 'event':
    case 'missing':
    case 'later':
      return hosted;
  }
}

/** A suite may name a test twice, so it is the first one that has come that far. */
function withTest(hosted: HostedTests, testId: string, before: HostedTest['kind'], test: HostedTest): HostedTests {
  const at = hosted.tests.findIndex((one) => one.testId === testId && one.kind === before);
  // A test that was not announced is shown all the same.
  if (at < 0) return { ...hosted, tests: [...hosted.tests, test] };
  return { ...hosted, tests: hosted.tests.with(at, test) };
}

/** The run that goes on now. */
export function runningTest({ tests }: HostedTests): Extract<HostedTest, { kind: 'running' }> | undefined {
  return tests.find((test) => test.kind === 'running');
}
