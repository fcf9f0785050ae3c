import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { get, job, runEngineProcess, text, users } from '../../support/engineRun.ts';
import { startFaultServer, type FaultServer } from '../../support/faultServer.ts';

let server: FaultServer;
beforeEach(async () => {
  server = await startFaultServer();
});
afterEach(() => server.close());

const BLOCKED = { blockedHosts: ['127.0.0.1'] };

describe('a blocked host', () => {
  it('gets no connection, and every request to it fails as blocked, with one warning', async () => {
    const requests = ['one', 'two'].map((name) => get(`${server.origin}/ok`, { name, thinkMs: 50 }));
    const run = await runEngineProcess(job([users(2, 1000)], requests, BLOCKED));
    expect(run.end).toEqual({ kind: 'completed' });
    expect(run.total('requests')).toBeGreaterThan(0);
    expect(run.total('failures', { error: 'blocked' })).toBe(run.total('requests'));
    expect(run.total('responses') + run.total('bytes_out')).toBe(0);
    expect(server.seen.connectionsOpened).toBe(0);
    expect(run.logLines).toEqual([expect.stringMatching(/127\.0\.0\.1 is protected.*--confirm 127\.0\.0\.1/)]);
  });

  it.each(['http://2130706433', 'http://user:pass@127.0.0.1'])('is known however it is written: %s', async (origin) => {
    const run = await runEngineProcess(job([], [get(`${origin}:${server.port}/ok`)], { ...BLOCKED, smoke: true }));
    expect(run.total('failures', { error: 'blocked' })).toBe(1);
    expect(server.seen.connectionsOpened).toBe(0);
  });

  it('is refused when only a captured value leads to it, and other hosts are not', async () => {
    const login = get(`${server.origin}/login`, {
      name: 'login',
      expect: { status: [201] },
      capture: { where: { kind: 'regex', pattern: 'csrf=(abc123)' } },
    });
    const url = [...text('http://'), { kind: 'captured' as const, name: 'where' }, ...text('.Example./')];
    const next = { ...get(''), name: 'next', url };
    const work = job([], [login, next], { blockedHosts: ['abc123.example'], smoke: true });
    const run = await runEngineProcess(work);
    expect(run.total('responses', { request: 'login' })).toBe(1);
    expect(run.total('failures', { request: 'next', error: 'blocked' })).toBe(1);
  });
});
