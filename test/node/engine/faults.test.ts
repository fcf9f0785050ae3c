import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { get, job, runEngineProcess, users, type EngineRun } from '../../support/engineRun.ts';
import { startFaultServer, type FaultServer } from '../../support/faultServer.ts';

let server: FaultServer;
beforeEach(async () => {
  server = await startFaultServer();
});
afterEach(() => server.close());

/** A port that nobody listens on. */
async function unusedPort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Nothing that was attempted may vanish from the counts. */
function expectNothingLost(run: EngineRun): void {
  const ended = run.total('responses') + run.total('aborted') + failuresByError(run);
  expect(ended).toBe(run.total('requests'));
}

/** Failures that are not about the content of a response. */
function failuresByError(run: EngineRun): number {
  const kinds = [
    'timeout',
    'refused',
    'reset',
    'closed',
    'dns',
    'tls',
    'bad-response',
    'unanswered',
    'invalid-request',
  ];
  return kinds.reduce((sum, error) => sum + run.total('failures', { error }), 0);
}

describe('a server that closes connections', () => {
  it('does not distort the latency of later requests when it closes unannounced', async () => {
    const run = await runEngineProcess(job([users(2, 2500)], [get(`${server.origin}/close?every=5&ms=100`)]));
    const latency = run.trend('latency');
    expect(run.total('failures')).toBe(0);
    expect(latency.min()).toBeGreaterThanOrEqual(98);
    // The defect to exclude adds 100 ms with every close: 200, 300, 400, …
    expect(latency.percentile(50)).toBeLessThan(190);
    expect(server.seen.connectionsOpened).toBeGreaterThan(4);
    expectNothingLost(run);
  });

  it('honours an announced close without inventing errors', async () => {
    const run = await runEngineProcess(job([users(3, 1000)], [get(`${server.origin}/announced-close`)]));
    expect(run.total('failures')).toBe(0);
    expect(run.total('reconnects')).toBe(0);
    expect(run.total('requests')).toBe(server.seen.requests.get('/announced-close'));
    expect(run.trend('connect').count).toBe(run.total('requests'));
  });

  it('sends an idempotent request again once when the kept-alive connection was closed before any reply', async () => {
    const run = await runEngineProcess(job([users(1, 1500)], [get(`${server.origin}/drop?every=5`)]));
    expect(run.total('reconnects')).toBeGreaterThan(0);
    expect(run.total('failures')).toBe(0);
    expect(server.seen.requests.get('/drop')).toBe(run.total('requests') + run.total('reconnects'));
  });

  it('counts every dropped POST as a failure: 1 in 5 is 20 %', async () => {
    const post = get(`${server.origin}/drop?every=5`, { method: 'POST', body: { kind: 'text', text: [] } });
    const run = await runEngineProcess(job([users(4, 1500)], [post]));
    expect(run.total('reconnects')).toBe(0);
    expect(server.seen.requests.get('/drop')).toBe(run.total('requests'));
    expect(run.total('failures')).toBe(Math.floor(run.total('requests') / 5));
    expectNothingLost(run);
  });
});

describe('a server that is not there', () => {
  it('backs off, so that a dead server does not cause a storm', async () => {
    const run = await runEngineProcess(job([users(2, 3000)], [get(`http://127.0.0.1:${await unusedPort()}/`)]));
    // Each user tries at about 0, 0.25, 0.75 and 1.75 s.
    expect(run.total('requests')).toBeGreaterThanOrEqual(2);
    expect(run.total('requests')).toBeLessThanOrEqual(10);
    expect(run.total('failures', { error: 'refused' })).toBe(run.total('requests'));
    expect(run.total('responses')).toBe(0);
    expect(run.trend('latency').count).toBe(0);
    expect(run.logLines).toHaveLength(1);
  });

  it('tells a host name that does not resolve', async () => {
    const run = await runEngineProcess(job([], [get('http://no-such-host.invalid/')], { smoke: true }));
    expect(run.total('failures', { error: 'dns' })).toBe(1);
  });

  it('tells a server that does not speak TLS', async () => {
    const run = await runEngineProcess(job([], [get(`https://127.0.0.1:${server.port}/ok`)], { smoke: true }));
    expect(run.total('failures', { error: 'tls' })).toBe(1);
  });
});

describe('a server that does not answer', () => {
  it('shows the growing age of the requests in flight and counts all of them as failures', async () => {
    const run = await runEngineProcess(job([users(3, 3000)], [get(`${server.origin}/never`)], { timeoutMs: 2500 }));
    const ages = run.peaks('in_flight_age');
    expect(ages[0]).toBeGreaterThan(500);
    expect(ages[1]).toBeGreaterThan((ages[0] ?? 0) + 500);
    expect(run.total('responses')).toBe(0);
    expect(run.total('failures')).toBe(run.total('requests'));
    expect(run.total('failures', { error: 'timeout' })).toBeGreaterThanOrEqual(3);
    expectNothingLost(run);
  });

  it('gives requests at the end a grace and then counts them as unanswered', async () => {
    const run = await runEngineProcess(job([users(2, 1000)], [get(`${server.origin}/never`)], { timeoutMs: 30_000 }));
    expect(run.total('failures', { error: 'unanswered' })).toBe(2);
    expect(run.end).toEqual({ kind: 'completed' });
    // One second of load and five of grace.
    expect(run.frames.at(-1)?.second).toBeGreaterThanOrEqual(5);
  });

  it('applies the time limit to the whole response', async () => {
    const requests = [get(`${server.origin}/slow-body?ms=5000`)];
    const run = await runEngineProcess(job([], requests, { smoke: true, timeoutMs: 300 }));
    expect(run.total('failures', { error: 'timeout' })).toBe(1);
    expect(run.total('responses')).toBe(0);
  });

  it('measures the first byte apart from the last', async () => {
    const run = await runEngineProcess(job([], [get(`${server.origin}/slow-body?ms=300`)], { smoke: true }));
    expect(run.trend('latency').min()).toBeGreaterThan(290);
    expect(run.trend('ttfb').max()).toBeLessThan(run.trend('latency').min() ?? 0);
  });
});
