import { describe, expect, it } from 'vitest';
import { httpTest, ok, resultOf, runFolders, useWorkbench } from './workbench.ts';

const workbench = useWorkbench();

describe('headroom run: stopping', { timeout: 60_000 }, () => {
  it('a guard stops the run long before its planned end', async () => {
    // Not at once: requests without a pause could keep the generator so busy that the run says nothing.
    workbench.answer = (_, response) => void setTimeout(() => response.writeHead(500).end(), 20);
    const file = workbench.plan(
      httpTest(
        'bad',
        '    checks: ["error_rate < 1%"]\n    guards: ["error_rate > 10% for 2s"]',
        '[{ users: 2, duration: 120s }]',
      ),
    );
    const { code } = await workbench.headroom(['run', file]);
    const result = resultOf(runFolders(file)[0]);
    expect(code).toBe(1);
    expect(result).toMatchObject({ state: 'completed', verdict: 'fail' });
    expect(result.reasons[0]).toMatch(/^stopped by guard `bad\/guard-error_rate-for-2s`/);
  });

  it('a server that never answers trips a latency guard', async () => {
    workbench.answer = () => undefined;
    const file = workbench.plan(
      httpTest('hung', '    guards: ["avg latency > 1s for 2s"]', '[{ users: 2, duration: 120s }]'),
    );
    await workbench.headroom(['run', file]);
    expect(resultOf(runFolders(file)[0]).reasons[0]).toMatch(/^stopped by guard/);
  });

  it('Ctrl+C ends it politely and keeps what was measured', async () => {
    workbench.answer = ok;
    const file = workbench.plan(httpTest('long', '    checks: ["p95 latency < 5s"]', '[{ users: 2, duration: 120s }]'));
    let isStopped = false;
    const { code } = await workbench.headroom(['run', file, '--format', 'ndjson'], {
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

  it('a second Ctrl+C kills the clean-up that does not end, and the result is kept all the same', async () => {
    workbench.answer = ok;
    const more =
      '    checks: ["error_rate < 1%"]\n    after: [{ command: [node, -e, "setInterval(() => 0, 1e6); console.log(`cleaning`)"] }]';
    const file = workbench.plan(httpTest('long', more, '[{ users: 2, duration: 120s }]'));
    let interrupts = 0;
    const { code } = await workbench.headroom(['run', file, '--format', 'ndjson'], {
      onOutput: (text, child) => {
        const due = Number(text.includes('"kind":"frame"')) + Number(text.includes('"line":"cleaning"'));
        for (; interrupts < due; interrupts += 1) child.kill('SIGINT');
      },
    });
    expect({ code, interrupts }).toEqual({ code: 130, interrupts: 2 });
    expect(resultOf(runFolders(file)[0])).toMatchObject({ state: 'cancelled' });
  });

  it.each([
    ['a service that hangs until requests time out', '${target}', '    timeout: 2s\n'],
    ['a service that is down', 'http://127.0.0.1:1', ''],
  ])('%s trips an error guard, though seconds pass without a failure', async (_, target, more) => {
    workbench.answer = () => undefined;
    const file = workbench.plan(
      `  down:\n    runner: http\n    request: GET ${target}/\n    stages: [{ users: 2, duration: 60s }]\n${more}    guards: ["error_rate > 10% for 4s"]`,
    );
    const { code } = await workbench.headroom(['run', file]);
    const result = resultOf(runFolders(file)[0]);
    expect({ code, reason: result.reasons[0] }).toMatchObject({
      code: 1,
      reason: expect.stringMatching(/^stopped by guard `down\/guard-error_rate-for-4s`/) as string,
    });
  });
});
