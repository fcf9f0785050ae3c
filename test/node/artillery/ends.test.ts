import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { RunEvent } from '../../../core/run/runEvent.ts';
import { useArtilleryBench } from '../../support/artilleryRun.ts';
import { describeWithTool } from '../../support/tools.ts';
import { isAlive } from '../../support/until.ts';

const FLOW = 'config: { target: x }\nscenarios: [{ flow: [{ get: { url: / } }] }]\n';
const LONG = '    stages: [{ rate: 5, duration: 60s }]\n    checks: [error_rate < 100%]';
const SHORT = '    stages: [{ rate: 4, duration: 1s }]\n    checks: [error_rate <= 100%]';

function isBusyFrame(event: RunEvent): boolean {
  return event.kind === 'frame' && event.frame.samples.some(({ metric }) => metric === 'requests');
}

describeWithTool('artillery', 'how runs of Artillery end', (artillery) => {
  const bench = useArtilleryBench();

  test('Stop keeps what was measured, also while every request hangs', { timeout: 180_000 }, async () => {
    bench.answer = () => undefined;
    let pidOfTool = 0;
    let stoppedAt = 0;
    let sentBefore = 0;
    const { result, fold } = await bench.run(artillery, {
      script: FLOW,
      test: LONG,
      onEvent: (event, { stop, pid }) => {
        if (!isBusyFrame(event) || stoppedAt > 0) return;
        pidOfTool = pid;
        stoppedAt = performance.now();
        sentBefore = bench.seen.length;
        stop();
      },
    });
    expect(performance.now() - stoppedAt).toBeLessThan(9000);
    expect(result.state).toBe('cancelled');
    expect(result.verdict).not.toBe('pass');
    const requests = fold.store.aggregate('requests', {});
    if (requests?.kind !== 'counter') throw new Error('no requests were counted');
    // One that leaves while Artillery ends may be seen by the service and no longer be told by the tool.
    expect(requests.total).toBeGreaterThanOrEqual(sentBefore);
    expect(requests.total).toBeLessThanOrEqual(bench.seen.length);
    expect(fold.store.aggregate('in_flight_age', {})).toMatchObject({ kind: 'gauge' });
    expect(isAlive(pidOfTool)).toBe(false);
  });

  test('a killed Artillery makes the run invalid', { timeout: 180_000 }, async () => {
    bench.answer = (_, response) => void response.end('fine');
    let pidOfTool = 0;
    const { result } = await bench.run(artillery, {
      script: FLOW,
      test: LONG,
      onEvent: (event, { pid }) => {
        if (!isBusyFrame(event) || pidOfTool > 0) return;
        pidOfTool = pid;
        process.kill(pid, 'SIGKILL');
      },
    });
    expect(result.verdict).toBe('invalid');
    expect(result.reasons.join('\n')).toContain('ended by SIGKILL');
    expect(isAlive(pidOfTool)).toBe(false);
  });

  test('a flow without end is stopped and told', { timeout: 180_000 }, async () => {
    const { result, folder } = await bench.run(artillery, {
      script: 'config: { target: x }\nscenarios: [{ flow: [{ loop: [{ get: { url: / } }, { think: 0.2 }] }] }]\n',
      test: `${SHORT}\n    with: { drain_seconds: 1 }`,
    });
    expect(result.verdict).toBe('invalid');
    expect(result.reasons.join('\n')).toMatch(/4 virtual users had not ended 1 s after the last phase/);
    expect(existsSync(path.join(folder, 'raw', 'stdout.txt'))).toBe(true);
  });

  test.each([
    ['a function that is not there', '[{ function: sing }, { get: { url: / } }]', /function sing is not exported/],
    [
      'a protected host',
      '[{ get: { url: "http://{{ $env.OTHER }}/" } }]',
      /tried to reach localhost, which is protected/,
    ],
    ['no request at all', '[{ log: hello }]', /4 virtual users sent no request/],
    ['a URL that is none', '[{ get: { url: nowhere } }]', /4 virtual users sent no request. It counted: errors\./],
    ['a script that Artillery refuses', '[{ get: { ulr: / } }]', /exit code 1: it refused the script.*get.url/],
  ])('%s is never a pass', { timeout: 180_000 }, async (_, flow, reason) => {
    const { result } = await bench.run(artillery, {
      script: `config: { target: x }\nscenarios: [{ flow: ${flow} }]\n`,
      test: SHORT.replace('<= 100%', '< 1%'),
      blockedHosts: ['localhost'],
      environment: { OTHER: `localhost:${bench.port}` },
    });
    expect(result.verdict).toBe('invalid');
    expect(result.reasons.join('\n')).toMatch(reason);
    if (flow.includes('OTHER')) expect(bench.seen).toEqual([]);
  });
});
