import path from 'node:path';
import { worstVerdict } from '../checks/truthTable.ts';
import type { Suite } from '../configs/plan/plan.ts';
import { formatVerdict } from '../format.ts';
import type { Verdict } from '../run/runResult.ts';
import { judgeSuite } from '../run/suite.ts';
import { createRunFolder } from './runFolder.ts';
import type { FinishedRun } from './runRequest.ts';
import { writeWhole } from './wholeFile.ts';

interface SuiteRequest {
  suite: Suite;
  resultsFolder: string;
  /** ms since the Unix epoch. */
  startedAt: number;
  endedAt: number;
  /** Every member in order, with its run if it had one. */
  members: readonly { testId: string; finished?: FinishedRun }[];
}

/** Judges a suite and writes `<stamp>_suite-<id>/suite.json`, which names its members. */
export function writeSuite({ suite, resultsFolder, startedAt, endedAt, members }: SuiteRequest): {
  verdict: Verdict;
  lines: string[];
} {
  const checks = judgeSuite(
    suite.checks.map(({ check }) => check),
    members.map(({ testId, finished: member }) => ({
      testId,
      run: member && { source: member.fold.store, state: member.result.state, verdict: member.result.verdict },
    })),
  );
  const verdict = worstVerdict([
    ...members.map((member): Verdict => member.finished?.result.verdict ?? 'no-data'),
    ...checks.map((check) => check.verdict),
  ]);
  const folder = createRunFolder(resultsFolder, `suite-${suite.id}`, startedAt);
  const content = {
    version: 1,
    suiteId: suite.id,
    startedAt,
    endedAt,
    verdict,
    members: members.map(({ testId, finished: member }) => ({
      testId,
      runId: member && path.basename(member.folder),
      verdict: member?.result.verdict ?? 'no-data',
      state: member?.result.state ?? 'not run',
    })),
    checks,
  };
  writeWhole(path.join(folder, 'suite.json'), `${JSON.stringify(content, null, 2)}\n`);
  return {
    verdict,
    lines: [
      ...checks.map((check) => `  ${formatVerdict(check.verdict)} ${check.expression} (suite ${suite.id})`),
      `suite ${suite.id}: ${formatVerdict(verdict)}, see ${path.relative(process.cwd(), folder)}`,
    ],
  };
}
