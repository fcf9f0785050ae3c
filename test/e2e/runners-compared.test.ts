import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exampleFile } from '../support/examples.ts';
import { findToolForTests } from '../support/tools.ts';
import { resultOf, useWorkbench } from './workbench.ts';

const workbench = useWorkbench();
const results = mkdtempSync(path.join(tmpdir(), 'headroom-compared-'));
afterAll(() => rmSync(results, { recursive: true }));

const isComplete = ([findToolForTests('k6'), findToolForTests('wrk'), findToolForTests('hey')] as const).every(
  (tool) => tool !== undefined,
);
const hasAll = isComplete && findToolForTests('artillery') !== undefined;

/** The service answers after 25 ms, and every twentieth time after 75 ms. */
const [QUICK_MS, SLOW_MS, SLOW_EVERY] = [25, 75, 20];

/**
 * How far the median may be from what the service itself saw, in ms: each way of measuring adds its own part, and the
 * machine of a test is busy. Less than the service is wrong for everyone, but for the rounding of 1 %.
 */
const TOLERANCE_MS = {
  by_http: 15,
  by_k6: 15,
  by_wrk: 15,
  by_hey: 15,
  // Every virtual user opens a connection of its own, and that is part of its latency.
  by_artillery: 30,
};
/** wrk adds values for slow responses to `latency`; what it measured is `measured_latency`. */
const LATENCY_OF: Record<string, string> = { by_wrk: 'measured_latency' };
/** Requests that were under way at the end reach the service and are in no figure: one for each user, twice to be sure. */
const UNDER_WAY = 8;

describe.skipIf(!hasAll)('one service by five load generators', () => {
  it('gives the same figures, as near as docs/runners/README.md says', { timeout: 180_000 }, async () => {
    const seen = new Map<string, { latencies: number[] }>();
    let count = 0;
    let current: number[] = [];
    workbench.answer = (_, response) => {
      count += 1;
      const start = performance.now();
      response.once('finish', () => current.push(performance.now() - start));
      setTimeout(() => response.end('fine'), count % SLOW_EVERY === 0 ? SLOW_MS : QUICK_MS);
    };
    const codes: Record<string, number | null> = {};
    for (const test of Object.keys(TOLERANCE_MS)) {
      current = [];
      seen.set(test, { latencies: current });
      const args = ['run', exampleFile('comparison/shop.headroom.yaml'), '--test', test, '--out', results];
      const set = ['--set', `port=${workbench.port}`, '--set', 'duration=4s'];
      const call = await workbench.headroom([...args, ...set]);
      codes[test] = call.code;
      // A generator that was too slow for its load says so on a busy machine; what it measured is compared all the same.
      expect([0, 3], call.out + call.err).toContain(call.code);
    }
    const runs = readdirSync(results)
      .filter((name) => /^\d{8}_\d{6}_by_/.test(name))
      .map((name) => resultOf(path.join(results, name)));
    expect(runs.map(({ testId }) => testId).toSorted()).toEqual([
      'by_artillery',
      'by_hey',
      'by_http',
      'by_k6',
      'by_wrk',
    ]);
    for (const { testId, checks, observations, reasons } of runs) {
      const valueOf = (metric: string, statistic: string): number =>
        observations.find((one) => one.metric === metric && one.statistic === statistic && isWhole(one.selector))
          ?.value ?? NaN;
      const latencies = (seen.get(testId)?.latencies ?? []).toSorted((a, b) => a - b);
      const about = `${testId} (exit code ${codes[testId]}): ${reasons.join('; ')}`;
      const latency = LATENCY_OF[testId] ?? 'latency';
      const median = latencies[Math.floor(latencies.length / 2)] ?? NaN;
      const added = valueOf(latency, 'p50') - median;
      expect(added, about).toBeGreaterThan(-median * 0.01 - 1);
      expect(added, about).toBeLessThan(TOLERANCE_MS[testId as keyof typeof TOLERANCE_MS]);
      expect(valueOf(latency, 'max'), about).toBeGreaterThan(SLOW_MS - 2);
      expect(Math.abs(latencies.length - valueOf('requests', 'count')), about).toBeLessThanOrEqual(UNDER_WAY);
      expect(
        checks.map(({ verdict, expression }) => `${expression}: ${verdict}`),
        about,
      ).toEqual(
        expect.arrayContaining(['p95 latency < 500ms: pass', 'error_rate < 1%: pass', 'throughput > 3/s: pass']),
      );
    }
  });
});

function isWhole(selector: Readonly<Record<string, string>>): boolean {
  return Object.keys(selector).length === 0;
}
