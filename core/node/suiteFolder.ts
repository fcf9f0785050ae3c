import { readdirSync } from 'node:fs';
import path from 'node:path';
import { worstVerdict } from '../checks/truthTable.ts';
import type { Suite } from '../configs/plan/plan.ts';
import { formatVerdict } from '../format.ts';
import type { Verdict } from '../run/runResult.ts';
import { judgeSuite } from '../run/suite.ts';
import { suiteRecordSchema, type SuiteRecord } from '../run/suiteRecord.ts';
import { createRunFolder } from './runFolder.ts';
import type { FinishedRun } from './runRequest.ts';
import { readStoredFile } from './runStore/readStoredFile.ts';
import { writeWhole } from './wholeFile.ts';

/** A test that was left out, because its last run in the suite passed. */
export interface SkippedTest {
  testId: string;
  runId: string;
  verdict: Verdict;
}

interface SuiteRequest {
  suite: Suite;
  resultsFolder: string;
  /** ms since the Unix epoch. */
  startedAt: number;
  endedAt: number;
  /** Every member in order, with its run if it had one. */
  members: readonly { testId: string; finished?: FinishedRun }[];
  /** Present when only a part of the suite was run; even when that is all of it. */
  skipped?: readonly SkippedTest[];
}

/** Judges a suite and writes `<stamp>_suite-<id>/suite.json`, which names its members. */
export function writeSuite({ suite, resultsFolder, startedAt, endedAt, members, skipped }: SuiteRequest): {
  verdict: Verdict;
  lines: string[];
} {
  const checks = judgeSuite(
    suite.checks.map(({ check }) => check),
    [
      ...members.map(({ testId, finished: member }) => ({
        testId,
        run: member && { source: member.fold.store, state: member.result.state, verdict: member.result.verdict },
      })),
      // What was measured another time is not what the members of this run did together.
      ...(skipped ?? []).map(({ testId }) => ({ testId })),
    ],
  );
  const verdict = worstVerdict([
    ...members.map((member): Verdict => member.finished?.result.verdict ?? 'no-data'),
    ...checks.map((check) => check.verdict),
  ]);
  const folder = createRunFolder(resultsFolder, `suite-${suite.id}`, startedAt);
  const content = {
    version: 1,
    suiteId: suite.id,
    ...(skipped === undefined ? {} : { partial: true, skipped }),
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
      `suite ${suite.id}${skipped === undefined ? '' : ' (only a part of it)'}: ${formatVerdict(verdict)}, see ${path.relative(process.cwd(), folder)}`,
    ],
  };
}

/** What the suite folders in a results folder tell of a suite. One that cannot be read is left out. */
export function readSuites(resultsFolder: string, suiteId: string): SuiteRecord[] {
  return namesIn(resultsFolder)
    .filter((name) => /^\d{8}_\d{6}_suite-/.test(name))
    .flatMap((name) => {
      const stored = readStoredFile(path.join(resultsFolder, name), 'suite.json', suiteRecordSchema);
      return stored.kind === 'whole' && stored.value.suiteId === suiteId ? [stored.value] : [];
    });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
