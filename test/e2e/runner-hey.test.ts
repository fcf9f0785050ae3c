import { expect, it } from 'vitest';
import { describeWithTool } from '../support/tools.ts';
import { until } from '../support/until.ts';
import { lastResult, observed, processesOf } from './toolRuns.ts';
import { ok, useWorkbench } from './workbench.ts';

const workbench = useWorkbench();

function heyTest(more: string, stages = '[{ users: 4, duration: 2s }]', request = 'request: GET ${target}/'): string {
  return `  h:\n    runner: hey\n    ${request}\n    stages: ${stages}\n${more}`;
}

const PASSING = '    checks: ["error_rate < 50%"]';
const isRunning = (): boolean => processesOf('hey', `:${workbench.port}/`).length > 0;

describeWithTool('hey', 'headroom run: hey', () => {
  it('agrees with what the server counted, step by step', async () => {
    let [answered, refused] = [0, 0];
    workbench.answer = (_, response) => {
      answered += 1;
      response.statusCode = answered % 10 === 0 ? 500 : 200;
      if (response.statusCode === 500) refused += 1;
      setTimeout(() => response.end('fine'), 10);
    };
    const stages = '[{ name: up, users: 4, duration: 4s, ramp: true }, { name: peak, users: 4, duration: 1500ms }]';
    const checks =
      '    checks: ["error_rate < 50%", "p95 latency{stage=peak} < 5s", "p95 latency < 5s for 2s", "p95 ttfb > 9ms"]';
    const file = workbench.plan(heyTest(checks, stages));
    const call = await workbench.headroom(['run', file]);
    expect(call.code, call.out + call.err).toBe(0);
    expect(observed(file, 'requests', 'count')).toBe(answered);
    expect(observed(file, 'failures', 'count')).toBe(refused);
    expect(observed(file, 'users', 'max')).toBe(4);
    expect(lastResult(file).reasons).toContain('the ramp of stage `up` was a staircase of users: 2 for 2 s, 4 for 2 s');
  });

  it('a port that nobody listens on is 100 % errors', async () => {
    const file = workbench.plan(heyTest(PASSING, '[{ users: 2, duration: 1s }]', 'request: GET http://127.0.0.1:1/'));
    expect((await workbench.headroom(['run', file])).code).not.toBe(0);
    expect(lastResult(file).verdict).toBe('fail');
    expect(observed(file, 'error_rate', 'rate')).toBe(1);
  });

  it('smoke is one request', async () => {
    workbench.answer = ok;
    workbench.seen.length = 0;
    const file = workbench.plan(heyTest(PASSING, '[{ users: 50, duration: 60s }]'));
    const call = await workbench.headroom(['run', file, '--smoke']);
    expect(call.code, call.out + call.err).toBe(0);
    expect(workbench.seen).toHaveLength(1);
  });

  it('a secret would show, so nothing is sent', async () => {
    workbench.seen.length = 0;
    const file = workbench.plan(heyTest('    headers: { authorization: "${secrets.TOKEN}" }'), 'secrets: [TOKEN]');
    const call = await workbench.headroom(['run', file], { env: { TOKEN: 'sesame-open' } });
    expect(call.code).toBe(2);
    expect(call.out + call.err).toMatch(/would show the secret `TOKEN`/);
    expect(workbench.seen).toEqual([]);
  });

  it('Ctrl+C keeps what was measured', async () => {
    workbench.answer = ok;
    workbench.seen.length = 0;
    const file = workbench.plan(heyTest(PASSING, '[{ users: 2, duration: 60s }]'));
    let interrupt = (): void => undefined;
    const run = workbench.headroom(['run', file, '--verbose'], {
      onOutput: (_, child) => (interrupt = () => void child.kill('SIGINT')),
    });
    await until(() => workbench.seen.length > 50);
    interrupt();
    await run;
    expect(lastResult(file).state).toBe('cancelled');
    expect(observed(file, 'requests', 'count')).toBe(workbench.seen.length);
    expect(observed(file, 'latency', 'p95')).toBeGreaterThan(9);
    expect(isRunning()).toBe(false);
  });

  it('a hey that is killed makes the run invalid', async () => {
    workbench.answer = ok;
    workbench.seen.length = 0;
    const file = workbench.plan(heyTest(PASSING, '[{ users: 2, duration: 60s }]'));
    const run = workbench.headroom(['run', file]);
    await until(() => workbench.seen.length > 20);
    for (const { pid } of processesOf('hey', `:${workbench.port}/`)) process.kill(pid, 'SIGKILL');
    expect((await run).code).not.toBe(0);
    expect(lastResult(file)).toMatchObject({ verdict: 'invalid', state: 'failed' });
    expect(lastResult(file).reasons.join()).toMatch(/ended by SIGKILL/);
  });
});
