import path from 'node:path';
import { effectiveTest } from '../core/configs/plan/effectiveTest.ts';
import type { LoadTest, Suite } from '../core/configs/plan/plan.ts';
import { UserError } from '../core/errors.ts';
import { formatVerdict } from '../core/format.ts';
import { loadHash } from '../core/node/loadHash.ts';
import { readStoredFile } from '../core/node/runStore/readStoredFile.ts';
import { readSuites, type SkippedTest } from '../core/node/suiteFolder.ts';
import { runManifestSchema } from '../core/run/runManifest.ts';
import { lastOf, whyAgain } from '../core/run/suiteRecord.ts';
import type { Output } from './output.ts';
import type { PlanForRun } from './planForRun.ts';

interface HowToRun {
  resultsFolder: string;
  smoke: boolean;
  /** A warning is no pass. */
  strict: boolean;
}

/**
 * The plan with only those tests of its suites that did not end with pass or warning when they were last run there, or
 * that are other tests now. Says which, and why. Throws a `UserError` for what is no suite that was run.
 */
export function onlyFailed(ready: PlanForRun, how: HowToRun, output: Output): PlanForRun {
  const groups = ready.groups.map((group) => {
    if (group.suite === undefined) {
      throw new UserError('--failed runs the tests of a suite again: name it with --suite, and leave --test out.');
    }
    return ofSuite(ready, { suite: group.suite, tests: group.tests }, how, output);
  });
  return { ...ready, groups: groups.filter(({ tests }) => tests.length > 0) };
}

function ofSuite(
  ready: PlanForRun,
  { suite, tests }: { suite: Suite; tests: LoadTest[] },
  { resultsFolder, smoke, strict }: HowToRun,
  output: Output,
): PlanForRun['groups'][number] {
  const suites = readSuites(resultsFolder, suite.id);
  if (suites.length === 0) {
    throw new UserError(
      `The suite ${suite.id} has no run in ${resultsFolder}. Run it whole first, without --failed, or name its results with --out.`,
    );
  }
  const { environment } = ready.plan;
  const again: LoadTest[] = [];
  const skipped: SkippedTest[] = [];
  for (const test of tests) {
    const last = lastOf(test.id, suites);
    const stored = readStoredFile(path.join(resultsFolder, last?.runId ?? ''), 'run.json', runManifestSchema);
    const now = {
      effectiveTest: effectiveTest(test),
      loadHash: loadHash(test, path.dirname(path.resolve(ready.file.path)), environment?.target?.value),
      environment: environment?.id,
      smoke,
      strict,
    };
    const why = whyAgain(last, stored.kind === 'whole' ? stored.value : undefined, now);
    if (why !== undefined) {
      again.push(test);
      output.err(`${test.id}: is run again, because ${why}.`);
    } else if (last?.runId !== undefined) {
      skipped.push({ testId: test.id, runId: last.runId, verdict: last.verdict });
      output.err(`${test.id}: is skipped, because it ended with ${formatVerdict(last.verdict)} in ${last.runId}.`);
    }
  }
  if (again.length === 0) output.err(`Nothing of the suite ${suite.id} has to be run again, so nothing is sent.`);
  return { suite, tests: again, skipped };
}
