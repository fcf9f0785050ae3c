import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpJobRequest } from '../../../core/runners/http/httpJob.ts';
import { get, job, runEngineProcess, text, users } from '../../support/engineRun.ts';
import { startFaultServer, type FaultServer } from '../../support/faultServer.ts';

let server: FaultServer;
beforeEach(async () => {
  server = await startFaultServer();
});
afterEach(() => server.close());

function login(extra: Partial<HttpJobRequest> = {}): HttpJobRequest {
  return get(`${server.origin}/login`, {
    name: 'log in',
    method: 'POST',
    body: { kind: 'json', value: { user: text('ann'), key: [{ kind: 'secret', name: 'KEY' }], tags: [], age: 42 } },
    expect: { status: [201] },
    capture: {
      token: { kind: 'json', path: '$.user.tokens[1]' },
      session: { kind: 'header', name: 'X-Session' },
      csrf: { kind: 'regex', pattern: 'csrf=(\\w+);' },
    },
    ...extra,
  });
}

describe('a flow', () => {
  it('uses values captured by JSON path, header and regular expression, and secrets', async () => {
    const use: HttpJobRequest = {
      ...get('', { name: 'use' }),
      url: [...text(`${server.origin}/private?session=`), { kind: 'captured', name: 'session' }],
      headers: {
        authorization: [...text('Bearer '), { kind: 'captured', name: 'token' }],
        'x-csrf': [{ kind: 'captured', name: 'csrf' }],
      },
      expect: { matches: '^\\{\\}$' },
    };
    const run = await runEngineProcess(job([], [login(), use], { smoke: true, secrets: { KEY: 'se"cret' } }));
    expect(run.total('failures')).toBe(0);
    expect(server.seen.log.map(({ line }) => line)).toEqual(['POST /login', 'GET /private?session=session-7']);
    expect(JSON.parse(server.seen.log[0]?.body ?? '')).toEqual({ user: 'ann', key: 'se"cret', tags: [], age: 42 });
    expect(server.seen.log[0]?.headers['content-type']).toBe('application/json');
    expect(server.seen.log[1]?.headers).toMatchObject({ authorization: 'Bearer token-42', 'x-csrf': 'abc123' });
    expect(run.total('bytes_out')).toBe(server.seen.log[0]?.body.length);
    expect(run.total('iterations')).toBe(1);
  });

  it('ends its pass at a failed request whose value is needed later', async () => {
    const needed = login({ name: 'broken', url: text(`${server.origin}/status?code=500`), thinkMs: 50 });
    const use = { ...get('', { name: 'use' }), url: [...text(`${server.origin}/ok?`), ...captured('token')] };
    const run = await runEngineProcess(job([users(1, 1000)], [needed, use], { secrets: { KEY: 'k' } }));
    expect(run.total('requests', { request: 'broken' })).toBeGreaterThan(1);
    expect(run.total('failures', { request: 'broken', status: '500' })).toBe(run.total('requests'));
    expect(run.total('requests', { request: 'use' })).toBe(0);
    expect(run.total('iterations')).toBe(0);
  });

  it('goes on after a failed request that nothing depends on', async () => {
    const requests = [
      get(`${server.origin}/status?code=503`, { name: 'a' }),
      get(`${server.origin}/ok`, { name: 'b' }),
    ];
    const run = await runEngineProcess(job([], requests, { smoke: true }));
    expect(run.total('failures', { request: 'a', status: '503' })).toBe(1);
    expect(run.total('responses', { request: 'b' })).toBe(1);
    expect(run.total('iterations')).toBe(1);
  });

  it('counts a missing value, a failed expectation and an unexpected status as failures', async () => {
    const requests = [
      get(`${server.origin}/ok`, { name: 'no value', capture: { id: { kind: 'json', path: '$.id' } } }),
      get(`${server.origin}/ok`, { name: 'no match', expect: { matches: 'welcome' } }),
      get(`${server.origin}/ok`, { name: 'not 201', expect: { status: [201] } }),
      get(`${server.origin}/status?code=404`, { name: 'expected 404', expect: { status: [404] } }),
    ];
    const run = await runEngineProcess(job([], requests, { smoke: true }));
    expect(run.total('failures', { request: 'no value', error: 'capture' })).toBe(1);
    expect(run.total('failures', { request: 'no match', error: 'expectation' })).toBe(1);
    expect(run.total('failures', { request: 'not 201', status: '200' })).toBe(1);
    expect(run.total('failures', { request: 'expected 404' })).toBe(0);
    expect(run.total('responses')).toBe(4);
    expect(run.trend('latency').count).toBe(4);
  });

  it('draws by weight, and only requests whose captured names have a value', async () => {
    const requests = [
      login({ name: 'log in', weight: 1 }),
      get(`${server.origin}/ok?often`, { name: 'often', weight: 8 }),
      { ...get('', { name: 'use', weight: 1 }), url: [...text(`${server.origin}/ok?`), ...captured('token')] },
    ];
    const run = await runEngineProcess(job([users(4, 2000)], requests, { secrets: { KEY: 'k' } }));
    const share = (request: string) => run.total('requests', { request }) / run.total('requests');
    expect(share('often')).toBeGreaterThan(0.7);
    expect(share('often')).toBeLessThan(0.92);
    expect(share('log in')).toBeGreaterThan(0.03);
    expect(share('use')).toBeGreaterThan(0.03);
    expect(run.total('failures')).toBe(0);
    // Each pass is one request, also those that end after the load.
    expect(run.total('iterations')).toBe(run.total('responses'));
    const used = server.seen.log.filter(({ line }) => line.startsWith('GET /ok?') && !line.endsWith('often'));
    expect(new Set(used.map(({ line }) => line))).toEqual(new Set(['GET /ok?token-42']));
  });

  it('waits the think time between requests', async () => {
    const run = await runEngineProcess(job([users(1, 1500)], [get(`${server.origin}/ok`, { thinkMs: 400 })]));
    expect(run.total('requests')).toBeGreaterThanOrEqual(2);
    expect(run.total('requests')).toBeLessThanOrEqual(4);
    expect(run.trend('iteration_duration').min()).toBeGreaterThanOrEqual(395);
  });

  it('keeps the value of a secret out of the log', async () => {
    const unreachable = { ...get(''), url: [...text('http://'), { kind: 'secret' as const, name: 'KEY' }] };
    const run = await runEngineProcess(job([], [unreachable], { smoke: true, secrets: { KEY: 'hush-hush.invalid' } }));
    expect(run.logLines).toHaveLength(1);
    expect(run.logLines.join()).not.toContain('hush-hush');
  });
});

describe('a job that cannot be run', () => {
  const broken: [string, () => HttpJobRequest[], RegExp][] = [
    ['a secret without a value', () => [login()], /secret KEY/],
    ['a captured name from nowhere', () => [{ ...get(''), url: captured('id') }], /no earlier request captures/],
    ['an address that is none', () => [get('ftp://127.0.0.1/')], /not a valid http/],
    [
      'a JSON path that is none',
      () => [get('http://x/', { capture: { a: { kind: 'json', path: 'a..b' } } })],
      /JSON path/,
    ],
    ['a broken regular expression', () => [get('http://x/', { expect: { matches: '(' } })], /regular expression/],
  ];
  it.each(broken)('fails before anything is sent: %s', async (_what, requests, message) => {
    const run = await runEngineProcess(job([users(1, 1000)], requests()));
    expect(run.end?.kind).toBe('failed');
    expect(run.end?.kind === 'failed' ? run.end.message : '').toMatch(message);
    expect(server.seen.log).toHaveLength(0);
  });
});

function captured(name: string): HttpJobRequest['url'] {
  return [{ kind: 'captured', name }];
}
