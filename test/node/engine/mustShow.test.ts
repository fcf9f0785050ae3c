import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GuardWatch } from '../../../core/run/guards.ts';
import { Histogram } from '../../../core/stats/histogram.ts';
import { check, selector } from '../../core/run/helpers.ts';
import { get, job, rate, runEngineProcess, users, type EngineRun } from '../../support/engineRun.ts';
import { startFaultServer, type FaultServer } from '../../support/faultServer.ts';

/** With 30 it also shows slow drifts; the short run shows the defects that were seen in other tools. */
const SECONDS = Number(process.env['HEADROOM_ENGINE_SECONDS'] ?? 6);

let server: FaultServer;
beforeEach(async () => {
  server = await startFaultServer();
});
afterEach(() => server.close());

function serverPercentile(percent: number): number {
  const histogram = new Histogram();
  for (const value of server.seen.servedMs) histogram.record(value);
  return histogram.percentile(percent) ?? NaN;
}

/** p50 of the responses that ended in this second. */
function p50In(run: EngineRun, second: number): number {
  const merged = new Histogram();
  for (const { metric, sample } of run.frames[second]?.samples ?? []) {
    if (metric === 'latency' && sample.kind === 'trend') merged.add(sample.histogram);
  }
  return merged.percentile(50) ?? NaN;
}

describe('a server that answers in 100 ms and closes every tenth connection after its reply', () => {
  it('shows its 100 ms from the first to the last second, its closes as reconnects, and no errors', async () => {
    // The same server without the closes, at the same time: a busy machine slows both.
    const closing = get(`${server.origin}/close?every=10&ms=100`, { name: 'closing' });
    const steady = get(`http://localhost:${server.port}/ok?ms=100`, { name: 'steady' });
    const run = await runEngineProcess(job([users(20, SECONDS * 1000)], [closing, steady]));
    const p50 = (request: string) => run.trend('latency', { request }).percentile(50) ?? NaN;
    expect(run.total('failures')).toBe(0);
    expect(Math.abs(p50('closing') - p50('steady'))).toBeLessThan(5);
    expect(p50('closing')).toBeLessThan(serverPercentile(50) + 20);
    // What the ready-made engines show here: 101, 205, 303, 409, … as every close adds the wait of an older request.
    expect(p50In(run, SECONDS - 1)).toBeLessThan(150);
    // A close at the very end needs no new connection any more; there is one for each user at most.
    const closes = Math.floor(run.total('responses', { request: 'closing' }) / 10);
    expect(run.total('reconnects', { request: 'closing' })).toBeLessThanOrEqual(closes);
    expect(run.total('reconnects', { request: 'closing' })).toBeGreaterThanOrEqual(closes - 20);
    expect(run.total('reconnects', { request: 'steady' })).toBe(0);
    expect(closes).toBeGreaterThan(SECONDS * 5);
  }, 60_000);
});

describe('a server that hangs for 5 s in the middle of arrivals', () => {
  it('shows the wait from the intended start in p99, and every arrival', async () => {
    const run = await runEngineProcess(job([rate(30, 8000)], [get(`${server.origin}/ok`)]), (event) => {
      if (event.kind === 'frame' && event.frame.second === 0) server.stall();
      if (event.kind === 'frame' && event.frame.second === 5) server.resume();
    });
    expect(run.total('dropped_iterations')).toBe(0);
    expect(run.total('responses')).toBe(240);
    expect(run.total('failures')).toBe(0);
    const latency = run.trend('latency');
    expect(latency.percentile(99)).toBeGreaterThan(4500);
    // 150 of 240 arrivals fell into the hang, evenly: half of all waited for more than a second or two.
    expect(latency.percentile(50)).toBeGreaterThan(800);
    expect(latency.percentile(20)).toBeLessThan(500);
  }, 30_000);
});

describe('a server that never answers', () => {
  it('is an error rate of 100 %, and the guard on latency trips while everything still waits', async () => {
    const hung = check(selector('latency', 'avg'), { stop: ['>', 1000, { kind: 'for', ms: 2000 }] }, { id: 'hung' });
    const watch = new GuardWatch([hung]);
    let trippedIn: number | undefined;
    const run = await runEngineProcess(
      job([users(5, 6000)], [get(`${server.origin}/never`)], { timeoutMs: 5500 }),
      (event) => {
        if (event.kind === 'frame' && watch.add(event.frame) !== undefined) trippedIn = event.frame.second;
      },
    );
    expect(trippedIn).toBeLessThanOrEqual(4);
    expect(run.total('responses')).toBe(0);
    expect(run.total('failures')).toBe(run.total('requests'));
    expect(run.total('failures', { error: 'timeout' })).toBeGreaterThanOrEqual(5);
  }, 30_000);
});

describe('arrivals from a cold start', () => {
  it('all happen, although each of the first needs a connection of its own', async () => {
    const run = await runEngineProcess(job([rate(400, 1000)], [get(`${server.origin}/ok?ms=300`)]));
    expect(run.total('dropped_iterations')).toBe(0);
    expect(run.total('requests')).toBe(400);
    expect(server.seen.requests.get('/ok')).toBe(400);
    expect(run.total('failures')).toBe(0);
    // About 120 passes are under way at a time, and a connection is used again.
    expect(server.seen.connectionsOpened).toBeLessThan(400);
  });
});
