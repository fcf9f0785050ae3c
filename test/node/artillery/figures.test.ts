import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Statistic } from '../../../core/checks/check.ts';
import type { RunResult } from '../../../core/run/runResult.ts';
import { useArtilleryBench } from '../../support/artilleryRun.ts';
import { describeWithTool } from '../../support/tools.ts';

const SECRET = 'tok-91f2-very-secret';
const BODY_MS = 60;

const SCRIPT = `
config:
  target: http://127.0.0.1:1
  phases: [{ duration: 60, arrivalRate: 50 }]
  plugins: { expect: { outputFormat: silent }, ensure: {} }
  ensure:
    conditions: [{ expression: vusers.failed == 0, strict: false }, { expression: http.requests > 0 }]
scenarios:
  - flow:
      - get: { url: /slow, name: slow body, headers: { authorization: 'Bearer {{ $env.TOKEN }}' } }
      - get: { url: '/missing/{{ $randomNumber(1, 9) }}', expect: { statusCode: 404 } }
      - get: { url: /moved, expect: { statusCode: 201 } }
      - post: { url: /json, name: '{{ $env.TOKEN }}', json: { a: 1 }, capture: { json: $.nope, as: nothing } }
`;

function observed(result: RunResult, metric: string, statistic: Statistic, selector = {}): number | undefined {
  const wanted = JSON.stringify(selector);
  return result.observations.find(
    (one) => one.metric === metric && one.statistic === statistic && JSON.stringify(one.selector) === wanted,
  )?.value;
}

describeWithTool('artillery', 'figures of a run of Artillery', (artillery) => {
  const bench = useArtilleryBench();

  test('they are those of the server, and the conditions of the script are checks', { timeout: 180_000 }, async () => {
    bench.answer = (request, response) => {
      request.resume();
      if (request.url === '/slow') {
        response.write('first');
        setTimeout(() => response.end('second'), BODY_MS);
      } else if (request.url === '/moved') response.writeHead(302, { location: '/fine' }).end('to');
      else if (request.url === '/json') response.setHeader('content-type', 'application/json').end('{"a":1}');
      else response.writeHead(request.url === '/fine' ? 200 : 404).end('text');
    };
    const { result, folder, events } = await bench.run(artillery, {
      script: SCRIPT,
      test: `    stages:
      - { rate: 4, duration: 1s, name: low }
      - { rate: 8, duration: 2s, name: high }
    checks: [error_rate < 90%, "p95 latency{request=slow body} < 60s", "count requests{stage=high} > 1"]`,
      secrets: { TOKEN: SECRET },
    });

    // Twenty users, each with four requests and one redirect; `/moved` misses its expectation, `/json` its capture.
    expect(bench.seen).toHaveLength(100);
    expect(bench.seen.filter(({ headers }) => headers.authorization === `Bearer ${SECRET}`)).toHaveLength(20);
    expect(observed(result, 'requests', 'count')).toBe(100);
    expect(observed(result, 'http.requests', 'count')).toBe(100);
    expect(observed(result, 'failures', 'count')).toBe(40);
    expect(observed(result, 'requests', 'count', { request: 'GET /moved' })).toBe(40);
    expect(observed(result, 'requests', 'count', { request: 'GET /missing/{{ $randomNumber(1, 9) }}' })).toBe(20);
    expect(observed(result, 'bytes_in', 'count')).toBe(20 * (11 + 4 + 2 + 4 + 7));
    expect(observed(result, 'latency', 'min', {})).toBeGreaterThanOrEqual(0);
    expect(observed(result, 'latency', 'p50', { request: 'slow body' })).toBeGreaterThanOrEqual(BODY_MS * 0.98);
    expect(events.flatMap((event) => (event.kind === 'stage' ? [`${event.stage} ${event.level}`] : []))).toEqual([
      'low 4/s',
      'high 8/s',
    ]);
    expect(Object.fromEntries(result.checks.map(({ id, verdict }) => [id, verdict]))).toEqual({
      'shop/error_rate': 'pass',
      'shop/p95-latency{request=slow body}': 'pass',
      'shop/requests{stage=high}': 'pass',
      'shop/artillery: expect statusCode': 'fail',
      'shop/artillery: ensure vusers.failed == 0': 'warn',
      'shop/artillery: ensure http.requests > 0': 'pass',
    });
    expect(result.state).toBe('completed');
    expect(['fail', 'invalid']).toContain(result.verdict);

    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name)).toContain('artillery-report.json');
    for (const { parentPath, name } of files)
      expect(readFileSync(path.join(parentPath, name), 'utf8'), name).not.toContain(SECRET);
  });

  test('a dead port is a failure of every request', { timeout: 180_000 }, async () => {
    const { result } = await bench.run(artillery, {
      target: 'http://127.0.0.1:1',
      script: 'config: { target: "http://x.invalid" }\nscenarios: [{ flow: [{ get: { url: / } }] }]\n',
      test: '    stages: [{ rate: 5, duration: 1s }]\n    checks: [error_rate < 1%, "p95 latency < 10s"]',
    });
    expect(observed(result, 'error_rate', 'rate')).toBe(1);
    expect(result.checks.map(({ verdict }) => verdict)).toEqual(['fail', 'no-data']);
    expect(['fail', 'invalid']).toContain(result.verdict);
  });

  test('a smoke run is one virtual user', { timeout: 180_000 }, async () => {
    bench.answer = (_, response) => void response.end('fine');
    const { result } = await bench.run(artillery, {
      script:
        'config:\n  target: x\n  phases: [{ duration: 60, arrivalRate: 9 }]\nscenarios: [{ flow: [{ get: { url: / } }] }]\n',
      test: '    checks: [error_rate < 1%]',
      smoke: true,
    });
    expect({ verdict: result.verdict, requests: bench.seen.length }).toEqual({ verdict: 'pass', requests: 1 });
  });
});
