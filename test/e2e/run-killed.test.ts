import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findHosts } from '../../core/node/runHost/findHosts.ts';
import { readRunFolder, type StoredRun } from '../../core/node/runStore/readRunFolder.ts';
import { apartFromHealth } from '../support/apartFromHealth.ts';
import { findToolForTests } from '../support/tools.ts';
import { until } from '../support/until.ts';
import { answeringServer } from './headroomCommand.ts';
import { LongRun, type Server } from './kills/longRun.ts';
import { processesOfRun } from './kills/processes.ts';
import { randomMoments } from './kills/randomMoments.ts';
import { SUBJECTS, VICTIMS, type Subject, type Victim } from './kills/subjects.ts';

// `npm run soak -- kills` asks for many more, each way of killing in turn.
const asked = process.env['HEADROOM_KILLS'];
const moments = randomMoments();
/** No load generator may be alive so long after the kill. */
const LONGEST_LEFT_MS = 5000;
/** More than the one second that may be lost: frames are a little late on a machine that does other things. */
const MOST_LOST_MS = 2500;

let server: Server;
const runs: LongRun[] = [];
const lostMs: number[] = [];

beforeAll(async () => void (server = await answeringServer()));
afterEach(() => runs.splice(0).forEach((run) => run.cleanUp()));
afterAll(() => {
  server.close();
  const file = process.env['HEADROOM_KILLS_LOG'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(lostMs.map(Math.round))}\n`);
});

function killsOf({ inEveryRun }: Subject): { victim: Victim; afterMs: number }[] {
  const victims = asked === undefined ? inEveryRun : Array.from({ length: Number(asked) }, (_, i) => VICTIMS[i % 3]!);
  return victims.map((victim) => ({ victim, afterMs: moments.next() }));
}

interface Kill {
  stored: StoredRun;
  /** Frames that a person had seen when it happened. */
  seenFrames: number;
  firstArrival: number;
  killedAt: number;
  run: LongRun;
}

/** Kills a run at a moment of its load, and waits until nothing of it is left; later than allowed is an error. */
async function runAndKill(subject: Subject, victim: Victim, afterMs: number): Promise<Kill> {
  const run = new LongRun(subject, server);
  runs.push(run);
  await run.isUnderWay();
  const begun = performance.now();
  await until(() => performance.now() - begun >= afterMs, 30_000);
  const seenFrames = run.seenFrames;
  const killedAt = performance.now();
  run.kill(victim);
  const isLeft = (): boolean => processesOfRun(run.runtime).length > 0;
  if (victim === 'all but the tool' && subject.hasChild) {
    // Its main process dies with the host; what that had started ends when Headroom is started again.
    await until(() => run.toolProcesses().every(({ pid, group }) => pid !== group), LONGEST_LEFT_MS);
    await findHosts(path.join(run.runtime, 'headroom'), '/');
  }
  // Who is there to judge the run may take its time for that; its load may not.
  await until(() => (victim === 'tool' ? run.toolProcesses().length === 0 : !isLeft()), LONGEST_LEFT_MS);
  const goneAt = performance.now();
  await until(() => !isLeft() && run.code !== undefined, 30_000);
  expect((server.arrivals.at(-1) ?? 0) - goneAt).toBeLessThan(500);
  return {
    stored: await readRunFolder(run.folder),
    seenFrames,
    firstArrival: server.arrivals[0] ?? NaN,
    killedAt,
    run,
  };
}

describe.runIf(process.platform === 'linux').each(SUBJECTS)('kill -9 in a run of $runner', (subject) => {
  const isMissing = subject.tool !== undefined && findToolForTests(subject.tool) === undefined;
  it.skipIf(isMissing).each(killsOf(subject))(
    'of $victim after $afterMs ms',
    { timeout: 120_000 },
    async ({ victim, afterMs }) => {
      const { stored, seenFrames, ...rest } = await runAndKill(subject, victim, afterMs);
      const { result } = stored;
      const isSurvived = victim === 'tool';
      expect(stored).toMatchObject({
        writer: 'gone',
        result: { state: isSurvived ? 'failed' : 'interrupted', testId: 'long' },
      });
      const reason = isSurvived ? /ended by SIGKILL/ : /^the run was cut off before its end$/m;
      expect(result.reasons.join('\n')).toMatch(reason);
      // Where the machine was too busy for the generator, the run is invalid besides.
      const verdict = apartFromHealth(result).verdict;
      expect(isSurvived ? ['invalid'] : ['no-data', 'fail', 'invalid']).toContain(verdict);
      for (const check of result.checks) expect(['no-data', 'fail'], check.id).toContain(check.verdict);
      if (isSurvived) expect(rest.run.code).toBe(3);

      // What a person saw is on disk.
      const storedMs = stored.fold?.store.durationMs({}) ?? (await durationOf(stored));
      expect(storedMs).toBeGreaterThanOrEqual(seenFrames * 1000 - 1000);
      if (subject.runner === 'http' && !isSurvived) expectWhatTheServerSaw(stored, storedMs, rest);
    },
  );
});

async function durationOf({ folder }: StoredRun): Promise<number> {
  const { fold } = await readRunFolder(folder, { onEvent: () => undefined });
  return fold?.store.durationMs({}) ?? 0;
}

/** What the server counted is on disk, but for the last second; the engine began a little before the first arrival. */
function expectWhatTheServerSaw(
  { result }: StoredRun,
  storedMs: number,
  { firstArrival, killedAt }: Pick<Kill, 'firstArrival' | 'killedAt'>,
): void {
  const missingMs = killedAt - firstArrival - storedMs;
  lostMs.push(missingMs);
  expect(missingMs).toBeLessThan(MOST_LOST_MS);
  const counted =
    result.observations.find(({ metric, selector }) => metric === 'requests' && Object.keys(selector).length === 0)
      ?.value ?? 0;
  const arrived = (ms: number): number => server.arrivals.filter((at) => at - firstArrival < ms).length;
  expect(counted).toBeLessThanOrEqual(arrived(storedMs + 300) + 3);
  expect(counted).toBeGreaterThanOrEqual(arrived(storedMs - 1000) - 3);
}
