import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpJob, HttpJobRequest } from '../../../core/runners/http/httpJob.ts';
import { get, job, runEngineProcess, text, type EngineRun } from '../../support/engineRun.ts';
import { startFaultServer, type FaultServer } from '../../support/faultServer.ts';

let server: FaultServer;
let other: FaultServer;
beforeEach(async () => {
  server = await startFaultServer();
  other = await startFaultServer();
});
afterEach(() => Promise.all([server.close(), other.close()]));

function smoke(path: string, extra: Partial<HttpJobRequest> = {}, rest: Partial<HttpJob> = {}): Promise<EngineRun> {
  const request = get(`${server.origin}${path}`, { maxRedirects: 10, ...extra });
  return runEngineProcess(job([], [request], { smoke: true, ...rest }));
}

const lines = (from: FaultServer): string[] => from.seen.log.map(({ line }) => line);

describe('redirects', () => {
  it('are one request whose latency covers the whole chain', async () => {
    const run = await smoke('/redirect?n=1&ms=150');
    expect(lines(server)).toEqual(['GET /redirect?n=1&ms=150', 'GET /ok']);
    expect(run.total('requests')).toBe(1);
    expect(run.total('responses')).toBe(1);
    expect(run.total('failures')).toBe(0);
    expect(run.total('bytes_in')).toBe('go on'.length + 'ok'.length);
    expect(run.trend('latency').count).toBe(1);
    expect(run.trend('latency').min()).toBeGreaterThan(148);
    expect(run.trend('connect').count).toBe(1);
  });

  it('are responses like any other when none may be followed, or when the plan expects them', async () => {
    for (const extra of [{ maxRedirects: 0 }, { expect: { status: [302] } }]) {
      const run = await smoke('/redirect', extra);
      expect(run.total('responses')).toBe(1);
      expect(run.total('failures')).toBe(0);
    }
    expect(server.seen.requests.get('/ok')).toBeUndefined();
  });

  it.each([
    ['a loop', '/loop', 10, 11, /more than 10 redirects/],
    ['more than allowed', '/redirect?n=4', 3, 4, /more than 3 redirects/],
    ['an address that is none', '/redirect?to=mailto:someone', 10, 1, /status 302 leads to something/],
  ])('fail by their own kind: %s', async (_what, path, maxRedirects, sent, message) => {
    const run = await smoke(path, { maxRedirects });
    expect(run.total('failures', { error: 'redirects' })).toBe(1);
    expect(run.total('responses')).toBe(0);
    expect(server.seen.log).toHaveLength(sent);
    expect(run.logLines).toEqual([expect.stringMatching(message)]);
  });

  it('may be exactly as many as allowed', async () => {
    expect((await smoke('/redirect?n=3', { maxRedirects: 3 })).total('failures')).toBe(0);
  });

  it('share one time limit', async () => {
    const run = await smoke('/redirect?ms=250&to=/ok?ms=250', {}, { timeoutMs: 400 });
    expect(run.total('failures', { error: 'timeout' })).toBe(1);
  });

  it.each([
    [301, 'POST', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [303, 'POST', 'GET', ''],
    [303, 'PUT', 'GET', ''],
    [302, 'PUT', 'PUT', 'text'],
    [307, 'POST', 'POST', 'text'],
    [308, 'POST', 'POST', 'text'],
    [303, 'HEAD', 'HEAD', ''],
  ])('%i after %s goes on with %s', async (code, method, next, body) => {
    const sent = method === 'HEAD' ? {} : { body: { kind: 'text' as const, text: text('text') } };
    await smoke(`/redirect?code=${code}`, { method, headers: { 'content-type': text('text/plain') }, ...sent });
    expect(server.seen.log[1]).toMatchObject({ line: `${next} /ok`, body });
    expect(server.seen.log[1]?.headers['content-type']).toBe(body === '' ? undefined : 'text/plain');
  });

  it('take credentials along within an origin and never to another', async () => {
    const headers = {
      authorization: text('Bearer secret'),
      cookie: text('id=7'),
      'x-api-key': text('k'),
      accept: text('text/plain'),
    };
    await smoke('/redirect', { headers });
    expect(server.seen.log[1]?.headers).toMatchObject({ authorization: 'Bearer secret', cookie: 'id=7' });
    await smoke(`/redirect?to=${other.origin}/ok`, { headers });
    expect(other.seen.log[0]?.headers).toMatchObject({ accept: 'text/plain', host: `127.0.0.1:${other.port}` });
    for (const secret of ['authorization', 'cookie', 'x-api-key']) {
      expect(other.seen.log[0]?.headers).not.toHaveProperty(secret);
    }
  });

  it('never lead to a blocked host', async () => {
    const run = await smoke(`/redirect?to=http://localhost:${other.port}/ok`, {}, { blockedHosts: ['localhost'] });
    expect(run.total('failures', { error: 'blocked' })).toBe(1);
    expect(other.seen.connectionsOpened).toBe(0);
    expect(run.logLines).toEqual([expect.stringMatching(/localhost is protected/)]);
  });
});
