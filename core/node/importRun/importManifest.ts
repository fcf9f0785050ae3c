import { hostname } from 'node:os';
import path from 'node:path';
import { effectiveTest } from '../../configs/plan/effectiveTest.ts';
import type { LoadTest, Plan } from '../../configs/plan/plan.ts';
import { RESULT_KINDS, type ResultContent } from '../../import/resultContent.ts';
import { UNKNOWN_LOAD } from '../../run/compare/likeness.ts';
import type { RunSetup } from '../../run/foldRun.ts';
import type { ImportedFrom, RunManifest } from '../../run/runManifest.ts';
import { recordSetup } from '../../run/setupRecord.ts';
import { processStart } from '../runStore/processStart.ts';

/** The test of a plan by whose checks an imported run is judged. */
export interface JudgedBy {
  plan: Plan;
  test: LoadTest;
  path: string;
  text: string;
}

export interface ImportStart {
  runId: string;
  testId: string;
  startedAt: number;
  content: ResultContent;
  setup: RunSetup;
  imported: ImportedFrom;
  judgedBy?: JudgedBy;
}

/** What `run.json` says of a run that somebody else made; what nobody knows of it is said to be unknown. */
export async function importManifest(start: ImportStart): Promise<RunManifest> {
  const { runId, testId, startedAt, content, setup, imported, judgedBy } = start;
  const { runner } = RESULT_KINDS[content.kind];
  const own = await processStart(process.pid);
  return {
    version: 1,
    runId,
    testId,
    title: judgedBy?.test.title,
    runner,
    tool: { name: runner, version: content.toolVersion ?? 'unknown' },
    startedAt,
    state: 'running',
    smoke: false,
    confirmedHosts: [],
    startedBy: 'unknown',
    machine: { platform: 'unknown', cores: 0, node: 'unknown' },
    command: [],
    process: { pid: process.pid, start: own.kind === 'found' ? own.start : undefined, host: hostname() },
    plan: judgedBy
      ? {
          path: judgedBy.path,
          folder: path.dirname(path.resolve(judgedBy.path)),
          text: judgedBy.text,
          effectiveTest: effectiveTest(judgedBy.test),
        }
      : { path: '', text: '', effectiveTest: {} },
    judgedBy: recordSetup(setup),
    requirements: judgedBy && Object.fromEntries([...judgedBy.plan.requirements].map(([id, { title }]) => [id, title])),
    overrides: {},
    imported,
    loadHash: `${UNKNOWN_LOAD}${runId}`,
  };
}
