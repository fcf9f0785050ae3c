import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../core/run/runEvent.ts';
import { runManifestSchema } from '../../core/run/runManifest.ts';
import type { RunResult } from '../../core/run/runResult.ts';

// The real command line as people call it, from the bundles that `npm test` has built.
const HEADROOM = path.resolve(import.meta.dirname, '../../bin/headroom');
const SECRET = 'tok-3c9f-very-secret';

let folder: string;
let server: Server;
let port: number;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const seen: IncomingMessage['headers'][] = [];
const children = new Set<ChildProcess>();

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'headroom-run-'));
  server = createServer((request, response) => {
    seen.push(request.headers);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});

const ok = (_: IncomingMessage, response: ServerResponse): void => void setTimeout(() => response.end('fine'), 10);

interface Call {
  code: number | null;
  out: string;
  err: string;
}

function plan(tests: string, head = ''): string {
  const file = path.join(mkdtempSync(path.join(folder, 'plan-')), 'plan.headroom.yaml');
  writeFileSync(
    file,
    `headroom: 1\nenvironments: { local: { target: "http://127.0.0.1:${port}" } }\n${head}\ntests:\n${tests}\n`,
  );
  return file;
}

function headroom(
  args: string[],
  options: { env?: NodeJS.ProcessEnv; onOutput?: (text: string, child: ChildProcess) => void } = {},
): Promise<Call> {
  return new Promise((resolve, reject) => {
    const child = spawn(HEADROOM, args, { env: { ...process.env, ...options.env } });
    children.add(child);
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      options.onOutput?.(out, child);
    });
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      children.delete(child);
      resolve({ code, out, err });
    });
  });
}

function runFolders(planFile: string): string[] {
  const results = path.join(path.dirname(planFile), 'headroom-results');
  return readdirSync(results)
    .filter((name) => !name.startsWith('.'))
    .sort()
    .map((name) => path.join(results, name));
}

function resultOf(runFolder: string | undefined): RunResult {
  return JSON.parse(readFileSync(path.join(runFolder ?? '', 'result.json'), 'utf8')) as RunResult;
}

const test = (id: string, more: string, stages = '[{ users: 2, duration: 2s }]'): string =>
  `  ${id}:\n    runner: http\n    request: GET \${target}/\n    stages: ${stages}\n${more}`;

describe('headroom run', { timeout: 60_000 }, () => {
  it('passes, and leaves a run folder that says so everywhere', async () => {
    answer = ok;
    const file = plan(test('fine', '    checks: ["p95 latency < 5s", "error_rate < 1%"]'));
    const { code, out } = await headroom(['run', file]);
    expect({ code, out }).toMatchObject({ code: 0 });
    const [run] = runFolders(file);
    const result = resultOf(run);
    expect(result).toMatchObject({ state: 'completed', verdict: 'pass', testId: 'fine' });
    expect(result.checks.map(({ id, verdict }) => ({ id, verdict }))).toEqual([
      { id: 'fine/p95-latency', verdict: 'pass' },
      { id: 'fine/error_rate', verdict: 'pass' },
    ]);
    const manifest = runManifestSchema.parse(JSON.parse(readFileSync(path.join(run ?? '', 'run.json'), 'utf8')));
    expect(manifest).toMatchObject({ state: 'completed', environment: { id: 'local' }, runId: result.runId });
    expect(readFileSync(path.join(run ?? '', 'report.md'), 'utf8')).toContain('| `p95 latency < 5s` | `< 5s` |');
    const events = readFileSync(path.join(run ?? '', 'events.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as RunEvent);
    expect(events[0]?.kind).toBe('started');
    expect(events.at(-1)?.kind).toBe('finished');
    expect(events.filter(({ kind }) => kind === 'finished')).toHaveLength(1);
  });

  it.each([
    ['a missed target', '    checks: ["p95 latency < 1us"]', 1, 'fail'],
    ['a warning', '    checks: [{ on: p95 latency, target: "< 5s", warn: "> 1us" }]', 0, 'warn'],
    ['no checks', '', 1, 'no-data'],
    ['nothing measured', '    checks: ["p95 latency{request=GET /} < 5s over 1h"]', 1, 'no-data'],
    ['no baseline', '    checks: ["p95 latency <= baseline"]', 1, 'no-data'],
  ])('%s', async (_, more, expectedCode, verdict) => {
    answer = ok;
    const file = plan(test('one', more));
    const { code, err } = await headroom(['run', file]);
    expect({ code, err, verdict: resultOf(runFolders(file)[0]).verdict }).toMatchObject({
      code: expectedCode,
      verdict,
    });
  });

  it('a warning fails under --strict', async () => {
    answer = ok;
    const file = plan(test('one', '    checks: [{ on: p95 latency, target: "< 5s", warn: "> 1us" }]'));
    expect((await headroom(['run', file, '--strict'])).code).toBe(1);
  });

  it('a guard stops the run long before its planned end', async () => {
    answer = (_, response) => void response.writeHead(500).end();
    const file = plan(
      test(
        'bad',
        '    checks: ["error_rate < 1%"]\n    guards: ["error_rate > 10% for 2s"]',
        '[{ users: 2, duration: 120s }]',
      ),
    );
    const { code } = await headroom(['run', file]);
    const result = resultOf(runFolders(file)[0]);
    expect(code).toBe(1);
    expect(result).toMatchObject({ state: 'completed', verdict: 'fail' });
    expect(result.reasons[0]).toMatch(/^stopped by guard `bad\/guard-error_rate-for-2s`/);
  });

  it('a server that never answers trips a latency guard', async () => {
    answer = () => undefined;
    const file = plan(test('hung', '    guards: ["avg latency > 1s for 2s"]', '[{ users: 2, duration: 120s }]'));
    await headroom(['run', file]);
    expect(resultOf(runFolders(file)[0]).reasons[0]).toMatch(/^stopped by guard/);
  });

  it('nothing listening is a failure, not a pass', async () => {
    const file = plan(
      `  gone:\n    runner: http\n    request: GET http://127.0.0.1:1/\n    stages: [{ users: 1, duration: 2s }]\n    checks: ["p95 latency < 5s", "error_rate < 1%"]`,
    );
    const { code } = await headroom(['run', file]);
    expect(code).toBeGreaterThan(0);
    expect(resultOf(runFolders(file)[0]).checks.map(({ verdict }) => verdict)).toEqual(['no-data', 'fail']);
  });

  it('Ctrl+C ends it politely and keeps what was measured', async () => {
    answer = ok;
    const file = plan(test('long', '    checks: ["p95 latency < 5s"]', '[{ users: 2, duration: 120s }]'));
    let isStopped = false;
    const { code } = await headroom(['run', file, '--format', 'ndjson'], {
      onOutput: (text, child) => {
        if (isStopped || !text.includes('"kind":"frame"')) return;
        isStopped = true;
        child.kill('SIGINT');
      },
    });
    const result = resultOf(runFolders(file)[0]);
    expect(code).toBe(130);
    expect(result).toMatchObject({ state: 'cancelled', verdict: 'no-data' });
    expect(result.observations.length).toBeGreaterThan(0);
  });

  it('secrets reach the server and no file', async () => {
    answer = ok;
    seen.length = 0;
    const more = '    headers: { authorization: "Bearer ${secrets.TOKEN}" }\n    checks: ["error_rate < 1%"]';
    const file = plan(test('secret', more), 'secrets: [TOKEN]');
    const { code, out, err } = await headroom(['run', file, '--verbose'], { env: { TOKEN: SECRET } });
    expect(code).toBe(0);
    expect(seen[0]?.authorization).toBe(`Bearer ${SECRET}`);
    const [run = ''] = runFolders(file);
    for (const name of readdirSync(run)) expect(readFileSync(path.join(run, name), 'utf8'), name).not.toContain(SECRET);
    expect(out + err).not.toContain(SECRET);
  });

  it.each([
    ['an invalid plan', test('x', '    checks: ["p95 latncy < 1s"]'), '', [], /latency/],
    [
      'a missing secret',
      test('x', '    headers: { a: "${secrets.NOT_SET_HERE}" }'),
      'secrets: [NOT_SET_HERE]',
      [],
      /NOT_SET_HERE has no value/,
    ],
    [
      'an unset environment variable',
      test('x', '    headers: { a: "${env.NOT_SET_HERE}" }'),
      '',
      [],
      /NOT_SET_HERE.*not set/,
    ],
    [
      'a failed preflight',
      test('x', ''),
      'preflight: [{ http: "http://127.0.0.1:1/health" }]',
      [],
      /Preflight of x failed/,
    ],
    ['an unknown test', test('checkout', ''), '', ['--test', 'chekout'], /Did you mean checkout/],
    ['an unknown environment', test('x', ''), '', ['--environment', 'locale'], /Did you mean local/],
    ['an unknown variable', test('x', ''), 'variables: { users: 1 }', ['--set', 'user=2'], /Did you mean users/],
    ['a key that is no variable', test('x', ''), '', ['--set', 'duration=9s'], /no variable duration/],
    [
      'a secret as an environment variable',
      test('x', '    headers: { a: "${env.TOKEN}" }'),
      'secrets: [TOKEN]',
      [],
      /is a secret/,
    ],
    ['a runner that this version does not run', '  x: { runner: coder, scaletest: dashboard }', '', [], /runs only/],
  ])('refuses %s before anything is sent', async (_, tests, head, args, message) => {
    seen.length = 0;
    const { code, err } = await headroom(['run', plan(tests, head), ...args]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(message) as string });
    expect(seen).toEqual([]);
  });

  it('sends nothing to a protected host without its name', async () => {
    answer = ok;
    seen.length = 0;
    const file = path.join(mkdtempSync(path.join(folder, 'plan-')), 'headroom.yaml');
    const environments = `environments: { live: { target: "http://127.0.0.1:${port}", protected: true }, other: { target: "http://localhost:1", default: true } }`;
    writeFileSync(
      file,
      `headroom: 1\n${environments}\ntests:\n${test('x', '    checks: ["error_rate < 1%"]')}\n  direct:\n    runner: http\n    request: GET http://127.0.0.1:${port}/\n    stages: [{ users: 1, duration: 1s }]\n`,
    );
    const live = ['run', file, '--environment', 'live', '--test', 'x'];
    expect(await headroom(live)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--confirm 127.0.0.1') as string,
    });
    expect(await headroom(['run', file, '--test', 'direct'])).toMatchObject({ code: 2 });
    expect(seen).toEqual([]);
    expect((await headroom([...live, '--confirm', '127.0.0.1'])).code).toBe(0);
  });

  it('runs a suite in order, stops it on a failure and judges what its tests measured together', async () => {
    answer = ok;
    const tests = [
      test('first', '    checks: ["error_rate < 1%"]'),
      test('second', '    checks: ["p95 latency < 1us"]'),
      test('third', '    checks: ["error_rate < 1%"]'),
    ].join('\n');
    const suites = [
      'suites:',
      '  all: { tests: [first, second, third], stop_on: fail }',
      '  both: { tests: [first, third], checks: ["sum requests > 10"] }',
    ].join('\n');
    const file = plan(tests, suites);
    expect((await headroom(['run', file, '--suite', 'all'])).code).toBe(1);
    const [first, second, suite, ...others] = runFolders(file).map((run) => path.basename(run).slice(16));
    expect([first, second, suite].sort()).toEqual(['first', 'second', 'suite-all']);
    expect(others).toEqual([]);
    expect((await headroom(['run', file, '--suite', 'both'])).code).toBe(0);
  });

  it('runs command steps before and after, the latter also when the run fails', async () => {
    answer = ok;
    const file = plan(
      test(
        'steps',
        '    before: [{ command: [node, -e, "console.log(`before `+1)"] }]\n    after: [{ command: [node, -e, "console.log(`after `+1)"] }]\n    checks: ["p95 latency < 1us"]',
      ),
    );
    await headroom(['run', file]);
    const log = readFileSync(path.join(runFolders(file)[0] ?? '', 'log.txt'), 'utf8');
    expect(log).toMatch(/before 1[\s\S]*after 1/);
  });

  it.each([
    [
      'a step after the load fails: a warning',
      '    after: [{ command: [node, -e, "process.exit(3)"] }]',
      0,
      'completed',
      'warn',
      /\(after\) failed: exit code 3/,
    ],
    [
      'a step before the load fails: nothing is sent',
      '    before: [{ command: [no-such-program-here] }]',
      2,
      'failed',
      'no-data',
      /the run failed/,
    ],
    [
      'a step leaves a child behind',
      '    before: [{ command: [sh, -c, "sleep 30 & echo started"] }]',
      0,
      'completed',
      'pass',
      /^$/,
    ],
  ])('%s', async (_, more, expectedCode, state, verdict, reason) => {
    answer = ok;
    const file = plan(test('steps', `${more}\n    checks: ["error_rate < 1%"]`));
    const { code, err } = await headroom(['run', file]);
    const result = resultOf(runFolders(file)[0]);
    expect({ code, err, state: result.state, verdict: result.verdict }).toMatchObject({
      code: expectedCode,
      state,
      verdict,
    });
    expect(result.reasons.join()).toMatch(reason);
  });

  it('a protected host stays protected when a variable is overridden or a request builds its URL', async () => {
    answer = (_, response) => void response.end(JSON.stringify({ host: `127.0.0.1:${port}` }));
    seen.length = 0;
    const file = path.join(mkdtempSync(path.join(folder, 'plan-')), 'headroom.yaml');
    writeFileSync(
      file,
      `headroom: 1
variables: { live: "127.0.0.1" }
environments:
  live: { target: "http://\${live}:${port}", protected: true }
  other: { target: "http://localhost:${port}", default: true }
tests:
  literal: { runner: http, request: "GET http://127.0.0.1:${port}/", stages: [{ users: 1, duration: 1s }] }
  captured:
    runner: http
    requests:
      - { name: ask, request: "GET \${target}/", capture: { host: $.host } }
      - { name: go, request: "GET http://\${host}/reached" }
    stages: [{ users: 1, duration: 1s }]
    checks: ["error_rate < 100%"]
`,
    );
    expect(await headroom(['run', file, '--test', 'literal', '--set', 'live=example.test'])).toMatchObject({ code: 2 });
    expect(seen).toEqual([]);
    await headroom(['run', file, '--test', 'captured']);
    const reached = seen.filter((headers) => headers.host?.startsWith('127.0.0.1'));
    expect({ asked: seen.length > 0, reached }).toEqual({ asked: true, reached: [] });
  });

  it('a dry run sends nothing, needs no confirmation and shows no secret', async () => {
    seen.length = 0;
    const file = plan(test('x', '    headers: { a: "${secrets.TOKEN}" }'), 'secrets: [TOKEN]');
    const { code, out } = await headroom(['run', file, '--dry-run'], { env: { TOKEN: SECRET } });
    expect({ code, seen, dry: (JSON.parse(out) as { dryRun: boolean }).dryRun }).toEqual({
      code: 0,
      seen: [],
      dry: true,
    });
    expect(out).not.toContain(SECRET);
  });

  it('compares with the median of the baseline, and refuses a baseline of another test', async () => {
    answer = ok;
    const file = plan(test('shop', '    checks: ["p95 latency <= baseline * 1.5"]'));
    const observation = (value: number) => ({ metric: 'latency', statistic: 'p95', selector: {}, value, unit: 'ms' });
    const runs = [1, 10_000, 20_000].map((value, index) => ({
      runId: String(index),
      observations: [observation(value)],
    }));
    const write = (testId: string): void => {
      mkdirSync(path.join(path.dirname(file), 'headroom-baselines'), { recursive: true });
      const baseline = path.join(path.dirname(file), 'headroom-baselines', 'shop.json');
      writeFileSync(baseline, JSON.stringify({ version: 1, testId, runs }));
    };
    write('other');
    expect(await headroom(['run', file])).toMatchObject({
      code: 2,
      err: expect.stringContaining('baseline of other') as string,
    });
    write('shop');
    expect((await headroom(['run', file])).code).toBe(0);
  });

  it('keeps its result when the results cannot be written any more', async () => {
    answer = ok;
    const file = plan(test('gone', '    checks: ["error_rate < 1%"]'));
    let isRemoved = false;
    const { code, out } = await headroom(['run', file], {
      onOutput: () => {
        if (isRemoved) return;
        isRemoved = true;
        rmSync(path.join(path.dirname(file), 'headroom-results'), { recursive: true });
      },
    });
    expect(code).toBe(1);
    expect(out).toContain('error_rate < 1% was 0 %');
    expect(out).toContain('result.json could not be written');
  });

  it('a smoke run is one pass and asks only whether requests work', async () => {
    answer = ok;
    seen.length = 0;
    const file = plan(test('one', '    checks: ["p95 latency < 1us"]', '[{ users: 50, duration: 60s }]'));
    const { code } = await headroom(['run', file, '--smoke']);
    expect({ code, requests: seen.length }).toEqual({ code: 0, requests: 1 });
    expect(JSON.parse(readFileSync(path.join(runFolders(file)[0] ?? '', 'run.json'), 'utf8'))).toMatchObject({
      smoke: true,
    });
  });
});
