import * as z from 'zod';
import { worstVerdict } from '../checks/truthTable.ts';
import type { RunManifest } from './runManifest.ts';
import type { Verdict } from './runResult.ts';
import { verdictSchema } from './runResultSchema.ts';

/** What is read back of `suite.json`. */
export const suiteRecordSchema = z.object({
  version: z.literal(1),
  suiteId: z.string(),
  /** ms since the Unix epoch. */
  startedAt: z.number(),
  /** Of what was run, with the checks of the suite itself. */
  verdict: verdictSchema,
  members: z.array(z.object({ testId: z.string(), runId: z.string().optional(), verdict: verdictSchema })),
  /** Of a part of the suite: what was left out, because it had passed before. */
  skipped: z.array(z.object({ testId: z.string(), runId: z.string(), verdict: verdictSchema })).optional(),
});

export type SuiteRecord = z.infer<typeof suiteRecordSchema>;
export type SuiteMemberRecord = SuiteRecord['members'][number];

/** What became of a test when its suite, or a part of it that held the test, was last run. */
export function lastOf(testId: string, suites: readonly SuiteRecord[]): SuiteMemberRecord | undefined {
  const newestFirst = suites.toSorted((a, b) => b.startedAt - a.startedAt);
  return newestFirst.flatMap(({ members }) => members).find((member) => member.testId === testId);
}

/** Of the whole suite, also where only a part of it was run: what was left out had its verdict before. */
export function verdictOfSuite({ verdict, skipped = [] }: SuiteRecord): Verdict {
  return worstVerdict([verdict, ...skipped.map((test) => test.verdict)]);
}

/** The first of its tests that came out worst, of those that have a run. */
export function worstMemberOf({ members, skipped = [] }: SuiteRecord): { testId: string; runId: string } | undefined {
  const run = [...members, ...skipped].flatMap(({ testId, runId, verdict }) =>
    runId === undefined ? [] : [{ testId, runId, verdict }],
  );
  const worst = worstVerdict(run.map(({ verdict }) => verdict));
  return run.find(({ verdict }) => verdict === worst);
}

/** A test as it would be run now. */
export interface TestNow {
  /** As `run.json` records it. */
  effectiveTest: unknown;
  loadHash: string;
  environment?: string;
  smoke: boolean;
  /** A warning is no pass. */
  strict: boolean;
}

/** Why a test has to be run again; undefined when its last run passed and says all that a new one could. */
export function whyAgain(
  last: SuiteMemberRecord | undefined,
  manifest: Pick<RunManifest, 'smoke' | 'environment' | 'loadHash' | 'plan'> | undefined,
  now: TestNow,
): string | undefined {
  if (last === undefined) return 'it was not run in this suite yet';
  if (last.runId === undefined) return 'it was not reached when the suite was last run';
  if (last.verdict !== 'pass' && (last.verdict !== 'warn' || now.strict))
    return `it ended with ${last.verdict} in ${last.runId}`;
  const than = `it passed in ${last.runId}, but`;
  if (manifest === undefined) return `${than} that run cannot be read any more`;
  if (manifest.smoke !== now.smoke) return `${than} that was ${manifest.smoke ? 'a' : 'no'} smoke run`;
  if (manifest.environment?.id !== now.environment) {
    return `${than} that was against ${manifest.environment?.id ?? 'no environment'}`;
  }
  const isSame = JSON.stringify(manifest.plan.effectiveTest) === JSON.stringify(now.effectiveTest);
  return isSame && manifest.loadHash === now.loadHash ? undefined : `${than} the test has changed since`;
}
