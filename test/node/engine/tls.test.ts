import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpJob } from '../../../core/runners/http/httpJob.ts';
import { get, job, runEngineProcess, users, type EngineRun } from '../../support/engineRun.ts';
import { startFaultServer, TEST_CERTIFICATE, type FaultServer } from '../../support/faultServer.ts';

let server: FaultServer;
let folder: string;
beforeEach(async () => {
  server = await startFaultServer({ tls: true });
  folder = mkdtempSync(path.join(tmpdir(), 'headroom-tls-'));
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

function smoke(tls?: HttpJob['tls'], origin = server.origin): Promise<EngineRun> {
  return runEngineProcess(job([], [get(`${origin}/ok`)], { smoke: true, ...(tls && { tls }) }));
}

describe('a certificate that signs itself', () => {
  it('is refused, and the failure says that it is about TLS', async () => {
    for (const tls of [undefined, { verify: true }]) {
      const run = await smoke(tls);
      expect(run.total('failures', { error: 'tls' })).toBe(1);
      expect(run.logLines).toEqual([expect.stringMatching(/tls \(self-signed certificate; `tls: \{ ca: FILE \}`/)]);
    }
    expect(server.seen.log).toHaveLength(0);
  });

  it.each([
    ['is trusted when the plan names it', { verify: true, caPath: TEST_CERTIFICATE }],
    ['is accepted when nothing is verified', { verify: false }],
  ])('%s', async (_what, tls) => {
    const run = await smoke(tls);
    expect(run.total('failures')).toBe(0);
    expect(run.total('responses')).toBe(1);
    expect(run.trend('connect').min()).toBeGreaterThan(0);
  });

  it('is refused under another name even when it is trusted', async () => {
    const run = await smoke({ verify: true, caPath: TEST_CERTIFICATE }, `https://127.0.0.2:${server.port}`);
    expect(run.total('failures')).toBe(1);
    expect(run.total('responses')).toBe(0);
  });

  it('is checked once for each connection, which many requests share', async () => {
    const tls = { verify: true, caPath: TEST_CERTIFICATE };
    const run = await runEngineProcess(job([users(3, 1000)], [get(`${server.origin}/ok`)], { tls }));
    expect(run.total('failures')).toBe(0);
    expect(run.trend('connect').count).toBe(3);
    expect(run.total('requests')).toBeGreaterThan(10);
  });
});

describe('a file of authorities', () => {
  it.each([
    ['is not there', undefined, /cannot be read/],
    ['holds no certificate', 'hello', /holds no PEM certificate/],
    [
      'holds a broken one',
      '-----BEGIN CERTIFICATE-----\nxxxx\n-----END CERTIFICATE-----\n',
      /has a broken certificate/,
    ],
  ])('that %s ends the run before anything is sent', async (_what, content, message) => {
    const caPath = path.join(folder, 'ca.pem');
    if (content !== undefined) writeFileSync(caPath, content);
    const run = await smoke({ verify: true, caPath });
    expect(run.end).toEqual({ kind: 'failed', message: expect.stringMatching(message) as string });
    expect(run.frames).toEqual([]);
  });
});
