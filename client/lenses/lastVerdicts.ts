import path from 'node:path';
import { newestRuns } from '../../core/node/runStore/newestRuns.ts';
import { newestSuite } from '../../core/node/runStore/newestSuite.ts';
import { readListEntry, type ListedRun } from '../../core/node/runStore/listRuns.ts';
import type { TestsAnswer } from '../../core/protocol/lsp.ts';
import { verdictOfSuite, worstMemberOf } from '../../core/run/suiteRecord.ts';
import type { LastVerdict } from './lensesOf.ts';

type PlacedTest = TestsAnswer['tests'][number];

/** What became of the tests and suites of a text when they were last run; of those that never were, nothing. */
export async function lastVerdicts(
  { results, tests }: TestsAnswer,
  whenText: (startedAt: number) => string,
): Promise<Map<PlacedTest, LastVerdict>> {
  const found = new Map<PlacedTest, LastVerdict>();
  if (results === undefined) return found;
  const folder = path.normalize(results);
  const ids = tests.filter(({ kind }) => kind === 'test').map(({ id }) => id);
  const runs = await newestRuns(folder, ids);
  for (const test of tests) {
    const run = runs.get(test.id);
    const last = test.kind === 'suite' ? await lastOfSuite(folder, test.id, whenText) : run && lastOfRun(run, whenText);
    if (last !== undefined) found.set(test, last);
  }
  return found;
}

function lastOfRun({ folder, manifest, result }: ListedRun, whenText: (startedAt: number) => string): LastVerdict {
  return {
    folder,
    ...(result === undefined ? {} : { verdict: result.verdict }),
    isSmoke: manifest.smoke,
    when: whenText(manifest.startedAt),
  };
}

async function lastOfSuite(
  results: string,
  suiteId: string,
  whenText: (startedAt: number) => string,
): Promise<LastVerdict | undefined> {
  const record = await newestSuite(results, suiteId);
  if (record === undefined) return undefined;
  const worst = worstMemberOf(record);
  const entry = worst && (await readListEntry(path.join(results, worst.runId)));
  const run = entry?.kind === 'run' ? entry : undefined;
  return {
    ...(run && worst && { folder: run.folder, member: worst.testId }),
    verdict: verdictOfSuite(record),
    isSmoke: run?.manifest.smoke ?? false,
    when: whenText(record.startedAt),
  };
}
