import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { get, job, rate, runEngineProcess, users, type EngineRun } from '../../support/engineRun.ts';
import { startFaultServer, type FaultServer } from '../../support/faultServer.ts';

let server: FaultServer;
beforeEach(async () => {
  server = await startFaultServer();
});
afterEach(() => server.close());

/** An expectation that costs the generator some hundred ms of computing for each response: it gives out before the server. */
const EXPENSIVE = { matches: '^(o+)+k!$' };
const expensive = () => get(`${server.origin}/long-word`, { expect: EXPENSIVE });

const p95Lag = (run: EngineRun): number => run.trend('schedule_lag').percentile(95) ?? NaN;

describe('the health of the generator', () => {
  it.each([
    ['users', users(2, 3000)],
    ['arrivals', rate(20, 3000)],
  ])('shows in its saturation and its lag when it cannot keep up: %s', async (_what, stage) => {
    const run = await runEngineProcess(job([stage], [expensive()]));
    expect(run.end).toEqual({ kind: 'completed' });
    expect(Math.max(...run.peaks('generator_saturation'))).toBeGreaterThan(0.9);
    expect(p95Lag(run)).toBeGreaterThan(50);
  });

  it('drops arrivals that would be more than a second late, and counts them', async () => {
    const run = await runEngineProcess(job([rate(20, 3000)], [expensive()]));
    expect(run.total('dropped_iterations')).toBeGreaterThan(2);
    expect(run.total('requests') + run.total('dropped_iterations')).toBe(60);
    // All that were sent in the first second are computed before it ends, one after the other.
  }, 60_000);

  it('is measured in every full second, also with nothing to do', async () => {
    const run = await runEngineProcess(job([users(0, 2000)], [get(`${server.origin}/ok`)]));
    for (const frame of run.frames.filter(({ durationMs }) => durationMs === 1000)) {
      const metrics = frame.samples.map(({ metric }) => metric);
      expect(metrics).toEqual(expect.arrayContaining(['schedule_lag', 'generator_saturation']));
    }
  });
});
