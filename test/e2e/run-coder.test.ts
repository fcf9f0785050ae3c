import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { resultOf, runFolders, useWorkbench } from './workbench.ts';

const workbench = useWorkbench();
const TOKEN = 'session-token-of-the-test';
const folder = mkdtempSync(path.join(tmpdir(), 'headroom-coder-'));
mkdirSync(path.join(folder, 'bin'));
symlinkSync(path.resolve(import.meta.dirname, '../standins/coder.mjs'), path.join(folder, 'bin', 'coder'));
afterAll(() => rmSync(folder, { recursive: true }));

let states = 0;
/** Environment of a deployment of its own, which the stand-in plays. */
function standin(settings: Record<string, string> = {}): Record<string, string | undefined> {
  states += 1;
  const own = Object.entries(settings).map(([name, value]): [string, string] => [`CODER_STANDIN_${name}`, value]);
  return {
    PATH: `${path.join(folder, 'bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
    CODER_SESSION_TOKEN: TOKEN,
    CODER_STANDIN_STATE: path.join(folder, `state-${states}.json`),
    CODER_STANDIN_MEAN_MS: '100',
    ...Object.fromEntries(own),
  };
}

/** Workspaces and users that the deployment holds already. */
function withWorkspaces(environment: NodeJS.ProcessEnv, count: number): NodeJS.ProcessEnv {
  const users = Array.from({ length: count }, (_, index) => `scaletest-${index}`);
  const state = { workspaces: users.map((name) => ({ name })), users };
  writeFileSync(environment['CODER_STANDIN_STATE'] ?? '', JSON.stringify(state));
  return environment;
}

function stateOf(environment: NodeJS.ProcessEnv): { workspaces: unknown[] } {
  return JSON.parse(readFileSync(environment['CODER_STANDIN_STATE'] ?? '', 'utf8')) as { workspaces: unknown[] };
}

const CREATE = 'count: 20, template: pod-swdev, concurrency: 10, timeout: 5m';

function coderPlan(scaletest: string, options: string, checks: string[]): string {
  const test = `  test:\n    runner: coder\n    scaletest: ${scaletest}\n    with: { ${options} }\n    checks: ${JSON.stringify(checks)}`;
  return workbench.plan(test, 'secrets: [CODER_SESSION_TOKEN]');
}

function verdicts(file: string): Record<string, string> {
  return Object.fromEntries(
    resultOf(runFolders(file)[0]).checks.map(({ expression, verdict }) => [expression, verdict]),
  );
}

function valueOf(file: string, metric: string, statistic: string): number | undefined {
  const { observations } = resultOf(runFolders(file)[0]);
  return observations.find((one) => one.metric === metric && one.statistic === statistic)?.value;
}

describe('headroom run: coder (the stand-in)', { timeout: 120_000 }, () => {
  const checks = [
    'p95 provisioning < 10s',
    'success_rate > 99%',
    'p95 latency < 500ms',
    'last provisioning_time_p95_ms < 120000',
  ];

  it('measures runs, says no-data where Coder measures nothing, and keeps no secret', async () => {
    const file = coderPlan('create-workspaces', CREATE, checks);
    const { code } = await workbench.headroom(['run', file], { env: standin() });
    expect(verdicts(file)).toEqual({
      'p95 provisioning < 10s': 'pass',
      'success_rate > 99%': 'pass',
      'p95 latency < 500ms': 'no-data',
      'last provisioning_time_p95_ms < 120000': 'no-data',
    });
    expect(code).toBe(1);
    const [run = ''] = runFolders(file);
    const { command } = JSON.parse(readFileSync(path.join(run, 'run.json'), 'utf8')) as { command: string[] };
    const raw = path.join(run, 'raw');
    expect(command.slice(1)).toEqual([
      ...['exp', 'scaletest', 'create-workspaces', '--count=20', '--job-timeout=5m', '--template=pod-swdev'],
      ...['--concurrency=10', '--timeout=5m', `--output=json:${path.join(raw, 'result.json')}`, '--output=text'],
    ]);
    const files = readdirSync(run, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const entry of files) {
      const text = readFileSync(path.join(entry.parentPath, entry.name), 'utf8');
      expect({ file: entry.name, leaks: text.includes(TOKEN) || text.includes('throw-away-password') }).toEqual({
        file: entry.name,
        leaks: false,
      });
    }
  });

  it('has the same figures in both dialects', async () => {
    const files: string[] = [];
    // One after the other: only one run at a time may send load to a target.
    for (const env of [standin({ FAILURE_RATE: '0.2' }), standin({ FAILURE_RATE: '0.2', MODE: 'seed' })]) {
      const file = coderPlan('create-workspaces', CREATE, ['error_rate < 1%']);
      await workbench.headroom(['run', file], { env });
      files.push(file);
    }
    const [real = '', seed = ''] = files;
    for (const [metric, statistic] of [
      ['requests', 'count'],
      ['failures', 'count'],
      ['error_rate', 'rate'],
    ] as const) {
      expect(valueOf(real, metric, statistic)).toBeTypeOf('number');
      expect(valueOf(seed, metric, statistic), metric).toBe(valueOf(real, metric, statistic));
    }
    for (const percentile of ['p50', 'p95', 'p99']) {
      const [ofReal = NaN, ofSeed = NaN] = [real, seed].map((file) => valueOf(file, 'provisioning', percentile));
      expect(Math.abs(ofReal / ofSeed - 1), percentile).toBeLessThan(0.01);
    }
  });

  it.each([
    [
      'failed runs fail their check, and an exit code of 1 loses no figure',
      { FAILURE_RATE: '0.5' },
      1,
      'fail',
      /1 check failed/,
    ],
    ['half a result is no result', { MALFORMED: 'truncated' }, 3, 'invalid', /result file holds no complete result/],
    [
      'no result is told with the words of coder',
      { MALFORMED: 'nothing' },
      3,
      'invalid',
      /wrote no result.*something went wrong/,
    ],
    [
      'a result that contradicts itself is not used',
      { MALFORMED: 'contradiction' },
      3,
      'invalid',
      /contradicts itself/,
    ],
    [
      'a failed clean-up says what remains',
      { CLEANUP_FAILS: '1' },
      0,
      'warn',
      /could not clean up.*scaletest cleanup.*ALL/,
    ],
    ['colours and line ends of a terminal', { MALFORMED: 'ansi' }, 0, 'pass', /^$/],
    ['a slim build', { SLIM: '1' }, 2, 'no-data', /slim build.*full build/],
    ['a version without the command', { VERSION: 'v0.27.3' }, 2, 'no-data', /v0\.27\.3 is too old.*2\.0/],
    ['a login that may not', { LOGIN: 'member' }, 2, 'invalid', /Not logged in as a site owner/],
  ])('%s', async (_, settings, code, verdict, reason) => {
    const file = coderPlan('create-workspaces', CREATE, ['error_rate < 1%']);
    const call = await workbench.headroom(['run', file], { env: standin(settings) });
    const result = resultOf(runFolders(file)[0]);
    expect({ code: call.code, verdict: result.verdict }).toEqual({ code, verdict });
    expect(result.reasons.join('\n')).toMatch(reason);
  });

  it('reads the live counters of workspace-traffic', async () => {
    const file = coderPlan('workspace-traffic', 'timeout: 3s, bytes-per-tick: 2048', [
      'bytes_out > 1kB',
      'avg read_latency < 1s',
      'connection_errors == 0',
      'packet_loss < 1%',
    ]);
    await workbench.headroom(['run', file], { env: withWorkspaces(standin(), 4) });
    expect(valueOf(file, 'bytes_out', 'count')).toBe(4 * 30 * 2048);
    expect(valueOf(file, 'read_latency', 'avg')).toBeCloseTo(20, 5);
    expect(Object.values(verdicts(file))).toEqual(['pass', 'pass', 'pass', 'no-data']);
  });

  it('judges dashboard by its actions: users whose actions fail pass for Coder', async () => {
    const file = coderPlan('dashboard', 'timeout: 3s, interval: 500ms, jitter: 100ms', ['error_rate < 1%']);
    const { code } = await workbench.headroom(['run', file], {
      env: withWorkspaces(standin({ FAILURE_RATE: '0.5' }), 3),
    });
    expect({ code, ...verdicts(file) }).toEqual({ code: 1, 'error_rate < 1%': 'fail' });
    expect(valueOf(file, 'error_rate', 'rate')).toBeCloseTo(0.25, 5);
  });

  it.each([
    [
      'users that never acted',
      'timeout: 2s, concurrency: 1, interval: 500ms, jitter: 100ms',
      3,
      /2 of 3 runs ended long before/,
    ],
    ['nobody to act', 'timeout: 2s, interval: 500ms, jitter: 100ms', 0, /coder ran nothing/],
  ])('a dashboard with %s is no pass', async (_, options, users, reason) => {
    const file = coderPlan('dashboard', options, ['error_rate < 1%']);
    const { code } = await workbench.headroom(['run', file], { env: withWorkspaces(standin(), users) });
    expect(code).toBe(3);
    expect(resultOf(runFolders(file)[0]).reasons.join('\n')).toMatch(reason);
  });

  it('Stop says what remains and how it goes away', async () => {
    const environment = standin({ MEAN_MS: '60000' });
    const file = coderPlan('create-workspaces', CREATE, ['error_rate < 1%']);
    let isStopped = false;
    const { code, out } = await workbench.headroom(['run', file, '--format', 'ndjson'], {
      env: environment,
      onOutput: (text, child) => {
        if (isStopped || !text.includes('"kind":"frame"')) return;
        isStopped = true;
        child.kill('SIGINT');
      },
    });
    const result = resultOf(runFolders(file)[0]);
    expect({ code, state: result.state, left: stateOf(environment).workspaces.length }).toEqual({
      code: 130,
      state: 'cancelled',
      left: 20,
    });
    expect(result.reasons.join('\n')).toMatch(
      /remain on http:.*coder exp scaletest cleanup.*ALL scale test workspaces/,
    );
    expect(out).toContain('coder writes its result at its end alone');
  });

  it('Stop of workspace-traffic keeps what its counters told', async () => {
    const file = coderPlan('workspace-traffic', 'timeout: 5m', ['bytes_out > 1kB']);
    let isStopped = false;
    const { code } = await workbench.headroom(['run', file, '--format', 'ndjson'], {
      env: withWorkspaces(standin(), 2),
      onOutput: (text, child) => {
        if (isStopped || !text.includes('bytes_out')) return;
        isStopped = true;
        child.kill('SIGINT');
      },
    });
    expect(code).toBe(130);
    expect(valueOf(file, 'bytes_out', 'count')).toBeGreaterThan(0);
  });

  it('more than 50 workspaces need their number typed; a smoke run makes one', async () => {
    const environment = standin();
    const file = coderPlan('create-workspaces', 'count: 51, template: pod-swdev, concurrency: 0', ['error_rate < 1%']);
    const refused = await workbench.headroom(['run', file, '--confirm', '50'], { env: environment });
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('--confirm 51') as string });
    expect((await workbench.headroom(['run', file, '--smoke'], { env: environment })).code).toBe(0);
    expect((await workbench.headroom(['run', file, '--confirm', '51'], { env: environment })).code).toBe(0);
    const runs = runFolders(file).map(
      (run) =>
        JSON.parse(readFileSync(path.join(run, 'run.json'), 'utf8')) as { command: string[]; confirmations?: string[] },
    );
    expect(
      runs.map(({ command, confirmations }) => [command.find((word) => word.startsWith('--count')), confirmations]),
    ).toEqual([
      ['--count=1', undefined],
      ['--count=51', ['51: it creates 51 workspaces']],
    ]);
  });
});
