import { createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ErrorKind } from '../../../core/node/engine/errorKind.ts';
import type { HttpJobRequest } from '../../../core/runners/http/httpJob.ts';
import { get, job, runEngineProcess } from '../../support/engineRun.ts';
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

interface Fault {
  what: string;
  url: (places: { origin: string; port: number; unused: number }) => string;
  /** Absent: the request succeeds. */
  counted?: { error: ErrorKind } | { status: string };
  extra?: Partial<HttpJobRequest>;
}

/** What each fault of a server is counted as. A response is one that came to its end, whatever it says. */
const FAULTS: Fault[] = [
  { what: 'a good answer', url: ({ origin }) => `${origin}/ok` },
  { what: 'a body of 10 MB', url: ({ origin }) => `${origin}/big?bytes=10000000` },
  { what: 'a body that ends with the connection', url: ({ origin }) => `${origin}/until-close` },
  { what: 'an announced close', url: ({ origin }) => `${origin}/announced-close` },
  { what: 'a slow body within the time limit', url: ({ origin }) => `${origin}/slow-body?ms=200` },
  { what: 'an unannounced close after the reply', url: ({ origin }) => `${origin}/close?every=1` },
  { what: 'nobody listens', url: ({ unused }) => `http://127.0.0.1:${unused}/`, counted: { error: 'refused' } },
  { what: 'no such host', url: () => 'http://no-such-host.invalid/', counted: { error: 'dns' } },
  { what: 'no TLS', url: ({ port }) => `https://127.0.0.1:${port}/ok`, counted: { error: 'tls' } },
  { what: 'never an answer', url: ({ origin }) => `${origin}/never`, counted: { error: 'timeout' } },
  { what: 'a body that never ends', url: ({ origin }) => `${origin}/drip`, counted: { error: 'timeout' } },
  { what: 'a body too slow', url: ({ origin }) => `${origin}/slow-body?ms=5000`, counted: { error: 'timeout' } },
  { what: 'a half-open connection', url: ({ origin }) => `${origin}/half-open`, counted: { error: 'closed' } },
  { what: 'a reset', url: ({ origin }) => `${origin}/reset`, counted: { error: 'reset' } },
  { what: 'a dropped request', url: ({ origin }) => `${origin}/drop?every=1`, counted: { error: 'closed' } },
  { what: 'a body shorter than said', url: ({ origin }) => `${origin}/short`, counted: { error: 'closed' } },
  { what: 'a chunk cut off', url: ({ origin }) => `${origin}/half-chunk`, counted: { error: 'closed' } },
  { what: 'a body longer than said', url: ({ origin }) => `${origin}/long`, counted: { error: 'bad-response' } },
  { what: 'no HTTP', url: ({ origin }) => `${origin}/not-http`, counted: { error: 'bad-response' } },
  { what: 'headers without end', url: ({ origin }) => `${origin}/huge-headers`, counted: { error: 'bad-response' } },
  { what: 'status 503', url: ({ origin }) => `${origin}/status?code=503`, counted: { status: '503' } },
  { what: 'status 404', url: ({ origin }) => `${origin}/status?code=404`, counted: { status: '404' } },
  {
    what: 'a body that does not match',
    url: ({ origin }) => `${origin}/ok`,
    counted: { error: 'expectation' },
    extra: { expect: { matches: 'welcome' } },
  },
  {
    what: 'a value that is not there',
    url: ({ origin }) => `${origin}/ok`,
    counted: { error: 'capture' },
    extra: { capture: { id: { kind: 'json', path: '$.id' } } },
  },
];

describe('the fault matrix', () => {
  it.each(['GET', 'POST'])('counts each fault as what it is, with %s', async (method) => {
    const places = { origin: server.origin, port: server.port, unused: await unusedPort() };
    const requests = FAULTS.map(({ what, url, extra }) => get(url(places), { name: what, method, ...extra }));
    const run = await runEngineProcess(job([], requests, { smoke: true, timeoutMs: 1000 }));
    const counted = FAULTS.map(({ what }) => {
      const failures = run.frames
        .flatMap((frame) => frame.samples)
        .filter(({ metric, tags }) => metric === 'failures' && tags['request'] === what)
        .map(({ tags }) => tags['error'] ?? tags['status']);
      return [what, ...failures].join(': ');
    });
    const wanted = FAULTS.map(({ what, counted: kind }) => {
      if (kind === undefined) return what;
      return `${what}: ${'error' in kind ? kind.error : kind.status}`;
    });
    expect(counted).toEqual(wanted);
    expect(run.total('requests')).toBe(FAULTS.length);
    expect(run.end).toEqual({ kind: 'completed' });
  });
});
