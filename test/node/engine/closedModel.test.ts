import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { get, job, runEngineProcess, users } from '../../support/engineRun.ts';
import { startFaultServer, type FaultServer } from '../../support/faultServer.ts';

let server: FaultServer;
beforeEach(async () => {
  server = await startFaultServer();
});
afterEach(() => server.close());

describe('users', () => {
  it('sends as many requests as the server sees and reports one frame a second', async () => {
    const run = await runEngineProcess(job([users(5, 2500)], [get(`${server.origin}/ok?ms=20`)]));
    expect(run.end).toEqual({ kind: 'completed' });
    expect(run.total('requests')).toBe(server.seen.requests.get('/ok'));
    expect(run.total('responses')).toBe(run.total('requests'));
    expect(run.total('failures')).toBe(0);
    expect(run.trend('latency').count).toBe(run.total('responses'));
    expect(run.trend('latency').min()).toBeGreaterThanOrEqual(19);
    expect(run.trend('connect').count).toBe(5);
    expect(server.seen.connectionsOpened).toBe(5);
    expect(run.total('bytes_in')).toBe(2 * run.total('responses'));

    expect(run.frames.slice(0, 2).map(({ second, durationMs }) => [second, durationMs])).toEqual([
      [0, 1000],
      [1, 1000],
    ]);
    expect(run.peaks('users')[1]).toBe(5);
    for (const saturation of run.peaks('generator_saturation')) {
      expect(saturation).toBeGreaterThanOrEqual(0);
      expect(saturation).toBeLessThanOrEqual(1);
    }
  });

  it('reports every counter in every frame, even when nothing happened', async () => {
    const run = await runEngineProcess(job([users(0, 1500)], [get(`${server.origin}/ok`)]));
    for (const frame of run.frames) {
      const counters = frame.samples.filter(({ sample }) => sample.kind === 'counter').map(({ metric }) => metric);
      expect(new Set(counters)).toEqual(
        new Set([
          'requests',
          'responses',
          'failures',
          'aborted',
          'started_iterations',
          'iterations',
          'dropped_iterations',
          'reconnects',
          'bytes_in',
          'bytes_out',
        ]),
      );
    }
    expect(run.total('requests')).toBe(0);
  });

  it('ramps up and down to the levels that the server sees', async () => {
    const stages = [
      users(12, 2000, { name: 'up', from: 0 }),
      users(12, 1000, { name: 'hold' }),
      users(3, 1000, { name: 'down', from: 12 }),
      users(3, 1000, { name: 'tail' }),
    ];
    let openInTail = NaN;
    const run = await runEngineProcess(job(stages, [get(`${server.origin}/ok?ms=10`)]), (event) => {
      if (event.kind === 'frame' && event.frame.second === 4) openInTail = server.seen.connectionsOpen;
    });
    expect(run.stages).toEqual(['up', 'hold', 'down', 'tail']);
    expect(server.seen.mostConnectionsOpen).toBe(12);
    expect(run.peaks('users')[2]).toBe(12);
    expect(run.peaks('users')[4]).toBeLessThanOrEqual(4);
    expect(openInTail).toBeLessThanOrEqual(4);
    expect(run.total('failures')).toBe(0);
    // A user that is taken away finishes its request.
    expect(run.total('requests')).toBe(run.total('responses'));
  });

  it('counts a request to the stage in which it began, and marks warm-up frames', async () => {
    const stages = [users(2, 1000, { name: 'warm-up', warmup: true }), users(2, 1000, { name: 'main' })];
    const run = await runEngineProcess(job(stages, [get(`${server.origin}/ok?ms=400`)]));
    expect(run.frames[0]).toMatchObject({ stage: 'warm-up', warmup: true });
    expect(run.frames[1]).toMatchObject({ stage: 'main', warmup: false });
    // The requests that began at about 800 ms ended in the next second and still belong to the warm-up.
    const late = run.frames[1]?.samples.filter(
      ({ metric, tags }) => metric === 'responses' && tags['stage'] === 'warm-up',
    );
    expect(late).toHaveLength(1);
    expect(run.total('requests')).toBe(
      run.total('requests', { stage: 'warm-up' }) + run.total('requests', { stage: 'main' }),
    );
  });

  it('makes one pass with one user in a smoke run', async () => {
    const requests = [get(`${server.origin}/ok`, { name: 'a', weight: 5 }), get(`${server.origin}/big`, { name: 'b' })];
    const run = await runEngineProcess(job([users(50, 60_000)], requests, { smoke: true }));
    expect(run.end).toEqual({ kind: 'completed' });
    expect(server.seen.log.map(({ line }) => line)).toEqual(['GET /ok', 'GET /big']);
    expect(run.total('iterations')).toBe(1);
    expect(run.stages).toEqual(['smoke']);
  });
});
