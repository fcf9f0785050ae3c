import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../core/node/planFile.ts';
import { liveGroups } from '../../../core/node/processGroup.ts';
import type { FinishedRun } from '../../../core/node/runRequest.ts';
import { runTest } from '../../../core/node/runTest.ts';
import type { RunEvent } from '../../../core/run/runEvent.ts';
import { startCountingServer, type CountingServer } from '../../support/countingServer.ts';
import { findToolForTests } from '../../support/tools.ts';

const K6 = findToolForTests('k6');

let folder: string;
let server: CountingServer;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'headroom-k6-'));
  server = await startCountingServer();
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

interface Asked {
  /** What the script exports besides its import of `http`. */
  script: string;
  /** Keys of the test in the plan, each on its line. */
  test?: string;
  smoke?: boolean;
  secrets?: Record<string, string>;
  blockedHosts?: string[];
  /** Called for every event; `stop` cancels the run. */
  onEvent?: (event: RunEvent, stop: () => void) => void;
}

interface Done extends FinishedRun {
  /** Requests that reached the server. */
  served: number;
  observed: (metric: string, statistic?: string, selector?: Record<string, string>) => number | undefined;
}

async function run({
  script,
  test = '',
  smoke = false,
  secrets = {},
  blockedHosts = [],
  onEvent,
}: Asked): Promise<Done> {
  const work = mkdtempSync(path.join(folder, 'plan-'));
  const planPath = path.join(work, 'plan.headroom.yaml');
  writeFileSync(path.join(work, 'script.js'), `import http from 'k6/http';\n${script}\n`);
  const lines = test.split('\n').map((line) => `    ${line.trim()}\n`);
  writeFileSync(
    planPath,
    `headroom: 1\nenvironments: { local: { target: '${server.url}' } }\ntests:\n  shop:\n    runner: k6\n    script: script.js\n${lines.join('')}`,
  );
  const { plan, text, problems } = readPlanFile(planPath, { environment: 'local' });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [shop] = plan?.tests ?? [];
  if (plan === undefined || shop === undefined) throw new Error('The plan has no test.');
  const before = server.requests.length;
  const cancel = new AbortController();
  const done = await runTest({
    plan,
    test: shop,
    planPath,
    planText: text,
    resultsFolder: path.join(work, 'results'),
    tool: { name: 'k6', program: K6 ?? '', version: '2.2.0' },
    engineBundle: '',
    secrets: new Map(Object.entries(secrets)),
    environment: process.env,
    overrides: new Map(),
    confirmedHosts: [],
    blockedHosts,
    smoke,
    signal: cancel.signal,
    onEvent: (event) => onEvent?.(event, () => cancel.abort()),
  });
  const observed: Done['observed'] = (metric, statistic, selector = {}) =>
    done.result.observations.find(
      (one) =>
        one.metric === metric &&
        (statistic === undefined || one.statistic === statistic) &&
        JSON.stringify(one.selector) === JSON.stringify(selector),
    )?.value;
  return { ...done, served: server.requests.length - before, observed };
}

const verdictsOf = ({ result }: FinishedRun): Record<string, string> =>
  Object.fromEntries(result.checks.map(({ id, verdict }) => [id, verdict]));

const GET = 'http.get(`${__ENV.TARGET}/fine`);';

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
    expect(server.requests.at(-1)?.authorization).toBe('very-secret-4711');
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

describe.skipIf(K6 === undefined)('k6 with stages of the plan', { timeout: 60_000 }, () => {
  const SCRIPT = `export const options = { scenarios: {
      buy: { executor: 'constant-vus', vus: 9, duration: '9m', exec: 'buy', env: { WHAT: 'shoes' }, tags: { team: 'red' } } },
      thresholds: { 'http_reqs{team:red}': ['count>0'] } };
    export function setup() { return { from: 'setup' }; }
    export function buy(data) { http.get(\`\${__ENV.TARGET}/buy?\${__ENV.WHAT}&\${__ENV.COLOUR}&\${data.from}\`, { tags: { name: 'buy' } }); }`;

  it('keeps function, variables, tags and setup of the scenario, and tells each stage', async () => {
    const done = await run({
      script: SCRIPT,
      test: `with: { env.COLOUR: blue }
        stages: [{ name: warm, users: 1, duration: 1s, warmup: true }, { name: low, users: 2, duration: 2s }, { name: high, users: 4, duration: 3s }]
        checks: ["p95 latency{stage=high} < 60s", "max users{stage=high} >= 4", "requests{stage=low} > 5"]`,
    });
    expect(new Set(server.requests.slice(-done.served).map(({ url }) => url))).toEqual(
      new Set(['/buy?shoes&blue&setup']),
    );
    expect(Object.keys(verdictsOf(done))).toContain('shop/k6: http_reqs{team:red} count>0');
    expect(new Set(Object.values(verdictsOf(done)))).toEqual(new Set(['pass']));
    const totalOf = (tags: Record<string, string>): number => {
      const requests = done.fold.store.aggregate('requests', tags);
      return requests?.kind === 'counter' ? requests.total : NaN;
    };
    expect(totalOf({})).toBe(totalOf({ stage: 'low' }) + totalOf({ stage: 'high' }));
    expect(totalOf({})).toBeLessThan(done.served);
  });

  it('ends early with a threshold of the script that aborts', async () => {
    const done = await run({
      script: `export const options = { thresholds: { http_req_duration: [{ threshold: 'p(95)<0.001', abortOnFail: true }] } };
        export default function () { ${GET} }`,
      test: `stages: [{ name: low, rate: 10, duration: 3s }, { name: high, rate: 20, duration: 20s }]
        checks: ["p95 latency < 60s"]`,
    });
    const { state, verdict, reasons } = done.result;
    expect([state, verdict], reasons.join()).toEqual(['completed', 'fail']);
    expect(reasons[0]).toMatch(/^stopped by guard `shop\/k6: abortOnFail`: k6 ended the run/);
    expect(reasons.join()).toContain('`shop/k6: http_req_duration p(95)<0.001`');
    expect(verdictsOf(done)['shop/k6: http_req_duration p(95)<0.001']).toBe('fail');
    expect(done.served).toBeLessThan(150);
  });

  it('tells with samples what only single values can tell', async () => {
    const done = await run({
      script: SCRIPT,
      test: `with: { samples: true }
        stages: [{ name: low, rate: 10, duration: 2s }, { name: high, rate: 20.5, duration: 2s }]
        checks: ["p95 latency < 60s over 2s", "stdev latency{stage=high} < 60s", "p99.9 latency{request=buy} < 60s", "error_rate{scenario=buy} < 1%"]`,
    });
    expect(new Set(Object.values(verdictsOf(done)))).toEqual(new Set(['pass']));
    expect(done.observed('requests')).toBe(done.served);
    expect(done.served).toBeGreaterThanOrEqual(58);
    expect(done.served).toBeLessThanOrEqual(62);
  });

  it('makes one pass with one user for a smoke run', async () => {
    const done = await run({ script: SCRIPT, smoke: true });
    expect([done.served, done.result.verdict]).toEqual([1, 'pass']);
  });
});
