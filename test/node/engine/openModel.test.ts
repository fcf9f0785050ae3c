import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LoadProfile } from '../../../core/node/engine/profile.ts';
import { get, job, rate, runEngineProcess, users } from '../../support/engineRun.ts';
import { startFaultServer, type FaultServer } from '../../support/faultServer.ts';

let server: FaultServer;
beforeEach(async () => {
  server = await startFaultServer();
});
afterEach(() => server.close());

describe('arrivals at a rate', () => {
  it('are as many as planned', async () => {
    const stages = [rate(40, 1000, { name: 'up', from: 0 }), rate(40, 1000, { name: 'hold' })];
    const run = await runEngineProcess(job(stages, [get(`${server.origin}/ok`)]));
    expect(run.total('requests') + run.total('dropped_iterations')).toBe(60);
    expect(server.seen.requests.get('/ok')).toBe(run.total('requests'));
    expect(run.total('dropped_iterations')).toBe(0);
  });

  it('keep their schedule across a stall of the server, and the wait counts as latency', async () => {
    let stalledAt: number | undefined;
    const run = await runEngineProcess(job([rate(50, 4000)], [get(`${server.origin}/ok`)]), (event) => {
      if (event.kind !== 'frame') return;
      if (event.frame.second === 0) {
        stalledAt = performance.now();
        server.stall();
      }
      if (event.frame.second === 1) server.resume();
    });
    expect(stalledAt).toBeDefined();
    // Every arrival happened, the stall notwithstanding.
    expect(run.total('requests') + run.total('dropped_iterations')).toBe(200);
    expect(run.total('requests')).toBeGreaterThan(190);
    expect(run.total('responses')).toBe(run.total('requests'));
    const latency = run.trend('latency');
    // A second of stall at 50/s: the requests in it waited from nearly a second down to nothing.
    expect(latency.max()).toBeGreaterThan(700);
    expect(latency.percentile(90)).toBeGreaterThan(200);
    expect(latency.percentile(40)).toBeLessThan(200);
    expect(server.seen.mostConnectionsOpen).toBeGreaterThan(20);
  });

  it('drops what finds no connection at the cap, and says so', async () => {
    const run = await runEngineProcess(job([rate(2500, 1000)], [get(`${server.origin}/never`)], { timeoutMs: 1500 }));
    expect(run.total('requests')).toBe(1000);
    expect(run.total('dropped_iterations')).toBe(1500);
    expect(run.total('failures')).toBe(1000);
    expect(Math.max(...run.peaks('users'))).toBe(1000);
  });
});

describe('the load profile', () => {
  it('places arrivals evenly, along ramps and over stages', () => {
    const profile = new LoadProfile([
      rate(10, 1000),
      rate(0, 1000),
      rate(20, 1000, { from: 0 }),
      rate(0, 1000, { from: 20 }),
    ]);
    const times: number[] = [];
    for (let number = 0; ; number += 1) {
      const time = profile.arrivalAt(number);
      if (time === undefined) break;
      times.push(time);
    }
    expect(times).toHaveLength(30);
    expect(times.slice(0, 3).map(Math.round)).toEqual([0, 100, 200]);
    expect(times.filter((time) => time >= 1000 && time < 2000)).toHaveLength(0);
    expect(times.filter((time) => time >= 2000 && time < 3000)).toHaveLength(10);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
    // Half of a ramp's arrivals fall into its last 30 %.
    expect(times[15]).toBeGreaterThan(2650);
  });

  it('has the level of the ramp at each moment', () => {
    const profile = new LoadProfile([users(10, 1000, { from: 0 }), users(10, 1000), users(4, 500)]);
    expect([0, 500, 1000, 1999, 2000, 2499, 2500].map((ms) => profile.levelAt(ms))).toEqual([0, 5, 10, 10, 4, 4, 0]);
    expect([0, 999, 1000, 2400, 9999].map((ms) => profile.indexAt(ms))).toEqual([0, 0, 1, 2, 2]);
  });
});
