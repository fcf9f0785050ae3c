import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRunFolder } from '../../core/node/runStore/readRunFolder.ts';
import { until } from '../support/until.ts';
import { answeringServer, HEADROOM } from './headroomCommand.ts';

// `npm run soak` asks for many more.
const KILLS = Number(process.env['HEADROOM_KILLS'] ?? '3');
/** More than the one second that may be lost: frames are a little late on a machine that does other things. */
const MOST_LOST_MS = 2500;

let folder: string;
let server: Awaited<ReturnType<typeof answeringServer>>;
const children = new Set<ChildProcess>();
const lostMs: number[] = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'headroom-killed-'));
  server = await answeringServer();
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  server.close();
  rmSync(folder, { recursive: true });
  const file = process.env['HEADROOM_KILLS_LOG'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(lostMs.map(Math.round))}\n`);
});

/** Runs a test of two minutes and kills the run host `afterMs` after its first event was seen. */
async function runAndKill(
  afterMs: number,
): Promise<{ results: string; seenFrames: number; firstRequest: number; killedAt: number }> {
  const results = mkdtempSync(path.join(folder, 'results-'));
  const plan = path.join(results, 'plan.headroom.yaml');
  writeFileSync(
    plan,
    `headroom: 1
environments: { local: { target: "http://127.0.0.1:${server.port}" } }
tests:
  long:
    runner: http
    request: GET \${target}/
    stages: [{ users: 3, duration: 120s }]
    checks: ["error_rate < 1%", "p95 latency < 60s"]
`,
  );
  server.arrivals.length = 0;
  const child = spawn(HEADROOM, ['run', plan, '--out', results, '--format', 'ndjson']);
  children.add(child);
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  const closed = new Promise((resolve) => child.once('close', resolve));
  await until(() => server.arrivals.length > 0, 30_000);
  const firstRequest = server.arrivals[0]!;
  await until(() => performance.now() - firstRequest >= afterMs, 30_000);
  const killedAt = performance.now();
  child.kill('SIGKILL');
  await closed;
  children.delete(child);
  const whole = out.slice(0, out.lastIndexOf('\n') + 1);
  return {
    results,
    seenFrames: whole.split('\n').filter((line) => line.includes('"kind":"frame"')).length,
    firstRequest,
    killedAt,
  };
}

describe('a run host that is killed', { timeout: 60_000 }, () => {
  it.each(Array.from({ length: KILLS }, (_, index) => index))(
    'leaves a run that opens as interrupted (%s)',
    async () => {
      const { results, seenFrames, firstRequest, killedAt } = await runAndKill(200 + Math.random() * 4000);
      const [run] = readdirSync(results).filter((name) => name.endsWith('_long'));
      const stored = await readRunFolder(path.join(results, run!));
      expect(stored).toMatchObject({ writer: 'gone', result: { state: 'interrupted', testId: 'long' } });
      expect(['no-data', 'fail']).toContain(stored.result.verdict);
      expect(stored.result.checks.map(({ verdict }) => verdict)).toEqual(['no-data', 'no-data']);

      const storedMs = stored.fold!.store.durationMs({});
      // What a person saw is on disk, and beyond that no more than the last second is missing.
      expect(storedMs / 1000).toBeGreaterThanOrEqual(seenFrames);
      const missingMs = killedAt - firstRequest - storedMs;
      lostMs.push(missingMs);
      expect(missingMs).toBeLessThan(MOST_LOST_MS);

      // What the server counted is on disk, but for the last second; the engine began a little before the first arrival.
      const counted =
        stored.result.observations.find(
          ({ metric, selector }) => metric === 'requests' && Object.keys(selector).length === 0,
        )?.value ?? 0;
      const arrived = (ms: number): number => server.arrivals.filter((at) => at - firstRequest < ms).length;
      expect(counted).toBeLessThanOrEqual(arrived(storedMs + 300) + 3);
      expect(counted).toBeGreaterThanOrEqual(arrived(storedMs - 1000) - 3);

      // The engine follows its host, so the load ends, too.
      await until(() => performance.now() - (server.arrivals.at(-1) ?? 0) > 500, 20_000);
    },
  );
});
