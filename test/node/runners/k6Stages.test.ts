import { describe, expect, it } from 'vitest';
import { GET, K6, k6Runs, verdictsOf } from '../../support/k6Run.ts';

const { run, requests } = k6Runs();

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
    expect(
      new Set(
        requests()
          .slice(-done.served)
          .map(({ url }) => url),
      ),
    ).toEqual(new Set(['/buy?shoes&blue&setup']));
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
