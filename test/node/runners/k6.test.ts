import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { liveGroups } from '../../../core/node/processGroup.ts';
import type { RunEvent } from '../../../core/run/runEvent.ts';
import { GET, K6, k6Runs, verdictsOf } from '../../support/k6Run.ts';

const { run, requests } = k6Runs();

describe.skipIf(K6 === undefined)('k6 with the load of its script', { timeout: 60_000 }, () => {
  it('counts what the server counted, tells failures by status and leaves missing responses out of the latency', async () => {
    const done = await run({
      script: `export const options = { vus: 2, duration: '2s' };
        export default function () { ${GET} http.get(\`\${__ENV.TARGET}/missing\`); http.get('http://127.0.0.1:1/'); }`,
      test: 'checks: ["error_rate{status=404} < 90%", "max latency < 60s"]',
    });
    const requests = done.observed('requests') ?? 0;
    expect(done.served).toBeGreaterThan(10);
    // The last pass may have been at a request that k6 interrupted.
    expect(Math.abs((requests * 2) / 3 - done.served)).toBeLessThanOrEqual(2);
    expect(done.observed('failures')).toBeCloseTo((requests * 2) / 3, -1);
    // The server takes 10 ms; a refused connection took none and must not pass for a fast response.
    expect(done.observed('latency', 'min')).toBeGreaterThan(9);
    expect(done.result.verdict).toBe('pass');
  });

  it.each([false, true])('counts the load and not what setup and teardown send, with samples: %s', async (samples) => {
    const said: string[] = [];
    const done = await run({
      onEvent: (event) => event.kind === 'log' && said.push(event.line),
      script: `export const options = { vus: 1, duration: '2s' };
        export function setup() { for (let i = 0; i < 150; i++) { http.get(\`\${__ENV.TARGET}/missing\`); } }
        export default function () { ${GET} }
        export function teardown() { for (let i = 0; i < 20; i++) { ${GET} } }`,
      test: `with: { samples: ${samples} }`,
    });
    const load = done.served - 170;
    const requests = done.observed('requests') ?? NaN;
    expect(Math.abs(requests - load)).toBeLessThanOrEqual(1);
    expect(done.observed('failures')).toBe(0);
    // One user waits 10 ms for each: there cannot be more than 100 a second.
    expect(done.observed('throughput')).toBeLessThanOrEqual(100);
    expect(said.some((line) => line.includes('teardown of the script sent 170 requests'))).toBe(!samples);
  });

  it('shows thresholds as checks, and none without samples is a pass', async () => {
    const done = await run({
      script: `export const options = { vus: 1, duration: '1s', thresholds: {
          http_req_duration: ['p(95)<60000', 'p(90)<0.001'], 'http_req_duration{name:nowhere}': ['p(95)<500'],
          checks: ['rate>0.9'], dropped_iterations: ['count<1'] } };
        export default function () { ${GET} }`,
    });
    expect(verdictsOf(done)).toEqual({
      'shop/k6: http_req_duration p(95)<60000': 'pass',
      'shop/k6: http_req_duration p(90)<0.001': 'fail',
      'shop/k6: http_req_duration{name:nowhere} p(95)<500': 'no-data',
      'shop/k6: checks rate>0.9': 'no-data',
      'shop/k6: dropped_iterations count<1': 'pass',
    });
    expect([done.result.state, done.result.verdict]).toEqual(['completed', 'fail']);
  });

  it('is no pass when every pass of the script threw an exception', async () => {
    const done = await run({
      script: `export const options = { vus: 1, iterations: 5 };
        export default function () { ${GET} null.boom; }`,
      test: 'checks: ["error_rate < 1%"]',
    });
    expect(done.result.verdict).toBe('invalid');
    expect(done.result.reasons.join()).toMatch(/every pass of the script ended in an uncaught exception \(5 of 5\)/);
  });

  it('has no data when nothing was sent', async () => {
    const done = await run({
      script: `export const options = { vus: 1, iterations: 5 }; export default function () {}`,
      test: 'checks: ["error_rate < 1%", "p95 latency < 1s", "throughput < 5/s"]',
    });
    expect(new Set(Object.values(verdictsOf(done)))).toEqual(new Set(['no-data']));
  });

  it('refuses a script with a fault with the words of k6, and sends nothing', async () => {
    const done = await run({ script: `export default function () { ${GET}` });
    expect([done.sentLoad, done.served]).toEqual([false, 0]);
    expect(done.fold.outcome).toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/k6 cannot run .*Unexpected/),
    });
  });

  it.each([['with: { scenario: nowhere }', /has no scenario nowhere. It has default/]])(
    'refuses %s',
    async (test, message) => {
      const done = await run({ script: `export default function () { ${GET} }`, test });
      expect(done.fold.outcome).toMatchObject({ kind: 'failed', message: expect.stringMatching(message) });
      expect(done.served).toBe(0);
    },
  );

  it('sends nothing to a blocked host', async () => {
    const done = await run({
      script: `export const options = { vus: 1, iterations: 3 }; export default function () { ${GET} }`,
      blockedHosts: ['127.0.0.1', 'shop.example.com'],
    });
    expect(done.served).toBe(0);
  });

  it('keeps a secret that is sent out of every file', async () => {
    const done = await run({
      script: `export const options = { vus: 1, iterations: 3 };
        export default function () {
          http.get(\`\${__ENV.TARGET}/?token=\${__ENV.API_TOKEN}\`, { headers: { authorization: __ENV.API_TOKEN } });
          console.log(__ENV.API_TOKEN);
        }`,
      test: 'with: { samples: true }',
      secrets: { API_TOKEN: 'very-secret-4711' },
    });
    expect(requests().at(-1)?.authorization).toBe('very-secret-4711');
    const files = readdirSync(done.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name)).toContain('samples.csv');
    for (const { parentPath, name } of files) {
      expect(readFileSync(path.join(parentPath, name), 'utf8'), name).not.toContain('very-secret-4711');
    }
  });
});

describe.skipIf(K6 === undefined)('k6 that does not come to its end', { timeout: 60_000 }, () => {
  const LONG = `export const options = { vus: 2, duration: '60s' }; export default function () { ${GET} }`;
  const isSecondFrame = (event: RunEvent): boolean => event.kind === 'frame' && event.frame.second >= 1;

  it('keeps what was measured when it is stopped', async () => {
    const done = await run({
      script: LONG,
      test: 'checks: ["error_rate < 1%"]',
      onEvent: (event, stop) => {
        if (isSecondFrame(event)) stop();
      },
    });
    expect([done.result.state, done.result.verdict]).toEqual(['cancelled', 'no-data']);
    expect(readdirSync(path.join(done.folder, 'raw'))).toContain('summary.json');
    // Each of the two users may have been interrupted in a request.
    expect(done.served - (done.observed('requests') ?? 0)).toBeLessThanOrEqual(2);
    expect(done.observed('latency', 'p95')).toBeGreaterThan(0);
  });

  it('is stopped by a guard', async () => {
    const done = await run({ script: LONG, test: 'guards: ["p95 latency > 1ms for 2s"]\nchecks: ["error_rate < 1%"]' });
    expect(done.fold.outcome).toMatchObject({ kind: 'stopped' });
    expect(done.result.verdict).toBe('fail');
  });

  it('is invalid when it was killed', async () => {
    const done = await run({
      script: LONG,
      test: 'checks: ["error_rate < 1%"]',
      onEvent: (event) => {
        if (isSecondFrame(event)) for (const group of liveGroups()) group.signal('SIGKILL');
      },
    });
    expect(done.result.verdict).toBe('invalid');
    expect(done.result.reasons.join()).toMatch(/ended by SIGKILL/);
  });
});
