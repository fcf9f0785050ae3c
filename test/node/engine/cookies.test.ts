import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { get, job, runEngineProcess, text, users } from '../../support/engineRun.ts';
import { startFaultServer, type FaultServer } from '../../support/faultServer.ts';

let server: FaultServer;
beforeEach(async () => {
  server = await startFaultServer();
});
afterEach(() => server.close());

const cookiesSent = (): (string | undefined)[] => server.seen.log.map(({ headers }) => headers.cookie);

describe('cookies', () => {
  it('are sent back as browsers do it: by path and age, and the plan wins over the server', async () => {
    const paths = ['set-cookie?a=1;Path=/&b=2;Path=/private&c=3;Max-Age=0&d=4;Path=/', 'ok', 'private'];
    const requests = paths.map((path) => get(`${server.origin}/${path}`, { name: path }));
    requests.push(get(`${server.origin}/ok`, { name: 'own', headers: { cookie: text('a=mine; e=5') } }));
    await runEngineProcess(job([], requests, { smoke: true, cookies: true }));
    expect(cookiesSent()).toEqual([undefined, 'a=1; d=4', 'b=2; a=1; d=4', 'a=mine; e=5; d=4']);
  });

  it('are kept across redirects', async () => {
    const request = get(`${server.origin}/set-cookie?session=7&to=/ok`, { maxRedirects: 5 });
    await runEngineProcess(job([], [request], { smoke: true, cookies: true }));
    expect(cookiesSent()).toEqual([undefined, 'session=7']);
  });

  it('do not leave their host', async () => {
    const requests = [
      get(`${server.origin}/set-cookie?a=1;Domain=example.com&b=2;Path=/`, { name: 'set' }),
      get(`http://localhost:${server.port}/ok`, { name: 'other host' }),
    ];
    await runEngineProcess(job([], requests, { smoke: true, cookies: true }));
    expect(cookiesSent()).toEqual([undefined, undefined]);
  });

  it('are not kept when switched off', async () => {
    const requests = ['set-cookie?a=1', 'ok'].map((path) => get(`${server.origin}/${path}`, { name: path }));
    await runEngineProcess(job([], requests, { smoke: true, cookies: false }));
    expect(cookiesSent()).toEqual([undefined, undefined]);
  });

  it('are new with each pass of a flow', async () => {
    const requests = ['set-cookie?a=1;Path=/', 'ok'].map((path) =>
      get(`${server.origin}/${path}`, { name: path, thinkMs: 50 }),
    );
    await runEngineProcess(job([users(1, 1000)], requests, { cookies: true }));
    const sent = server.seen.log.map(({ line, headers }) => [line.includes('set'), headers.cookie]);
    expect(sent.length).toBeGreaterThan(4);
    expect(sent.filter(([isFirst, cookie]) => isFirst && cookie !== undefined)).toEqual([]);
    expect(sent.filter(([isFirst, cookie]) => !isFirst && cookie !== 'a=1')).toEqual([]);
  });

  it('last as long as the user when requests are drawn by weight, and belong to that user alone', async () => {
    const requests = ['set-cookie?a=1;Path=/', 'ok'].map((path) =>
      get(`${server.origin}/${path}`, { name: path, weight: 1, thinkMs: 20 }),
    );
    await runEngineProcess(job([users(1, 1000)], requests, { cookies: true }));
    const firstSet = server.seen.log.findIndex(({ line }) => line.includes('set-cookie'));
    expect(firstSet).toBeGreaterThanOrEqual(0);
    const after = cookiesSent().slice(firstSet + 1);
    expect(new Set(after)).toEqual(new Set(['a=1']));
  });
});
