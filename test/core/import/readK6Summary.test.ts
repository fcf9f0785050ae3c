import { describe, expect, it } from 'vitest';
import { measure } from '../../../core/run/measure.ts';
import { textOf, told, values, type Told } from './importFixture.ts';

const file = async (name: string): Promise<Told> => told(textOf(name));
const verdictsOf = ({ result }: Told): Record<string, string> =>
  Object.fromEntries(result.checks.map(({ expression, verdict }) => [expression, verdict]));

describe('a k6 summary', () => {
  it.each(['k6-export.json', 'k6-handle-summary.json'])('%s holds figures and thresholds', async (name) => {
    const run = await file(name);
    expect(run.end).toEqual({ kind: 'completed' });
    expect(run.content.durationMs).toBeCloseTo(3074.77, 1);
    expect(values(run)).toMatchObject({
      'count requests': 79,
      'count failures': 4,
      'count iterations': 77,
      'max users': 2,
    });
    expect(values(run)['p99 http_req_duration']).toBeCloseTo(46.03, 2);
    expect(verdictsOf(run)).toEqual({
      'http_req_duration p(95)<500': 'pass',
      'http_req_duration avg<1': 'fail',
      'http_req_duration{scenario:buy} p(99)<900': 'pass',
      'never_measured p(95)<10': 'no-data',
      'http_req_failed rate<0.5': 'pass',
      'carts count>2': 'pass',
    });
  });

  it('of the new form has the same figures, its date and version, and no thresholds', async () => {
    const run = await file('k6-machine-readable.json');
    expect(run.content).toMatchObject({
      toolVersion: '2.2.0',
      notes: [expect.stringMatching(/leaves out the thresholds/)],
    });
    expect(new Date(run.content.startedAt ?? 0).toISOString()).toMatch(/^2026-11-21T11:29:14/);
    expect(values(run)).toMatchObject({ 'count requests': 79, 'count failures': 4, 'rate checks': 1 });
    expect(run.result.checks).toEqual([]);
  });

  it('tells no latency where requests failed that may have got no response, and says why', async () => {
    const run = await file('k6-export.json');
    expect(values(run)).not.toHaveProperty('p95 latency');
    expect(values(run)).not.toHaveProperty('rate throughput');
    expect(run.content.missing).toContainEqual({
      metric: 'latency',
      reason: expect.stringMatching(/^4 requests failed/),
    });
  });

  it('tells latency and throughput where nothing failed', async () => {
    const text = textOf('k6-export.json').replace(/"passes": 4,\s*"fails": 75/, '"passes": 0, "fails": 79');
    const run = await told(text);
    expect(values(run)['p95 latency']).toBeCloseTo(43.75, 2);
    expect(values(run)['rate throughput']).toBeCloseTo(25.69, 2);
  });

  it.each([
    [{ passes: 10, fails: 0 }, 0, 'no-data', /^every request failed, and of one without a response k6 counts 0 ms/],
    [{ passes: 4, fails: 6 }, 0, 'no-data', /counts 0 ms$/],
    [{ passes: 4, fails: 6 }, 9, 'pass', /up to 4 of 10 requests got no response/],
    [undefined, 9, 'no-data', /^how many requests got a response is not told/],
  ])(
    `judges a plan's own check of k6's times as it does the thresholds: %o, %s`,
    async (failed, max, verdict, note) => {
      const metrics = {
        http_reqs: { count: 10, rate: 5 },
        http_req_duration: { avg: max / 3, min: 0, med: 0, max, 'p(95)': max, thresholds: { 'p(95)<500': false } },
        iterations: { count: 10, rate: 5 },
        ...(failed === undefined ? {} : { http_req_failed: failed }),
      };
      // Without a count, zeros are no values at all, so there is one.
      const text = JSON.stringify({ metrics }).replace('"avg"', '"count":10,"avg"');
      const { result } = await told(text, ['p95 http_req_duration < 500ms']);
      expect(result.checks).toMatchObject([
        { verdict, notes: expect.arrayContaining([expect.stringMatching(note)]) },
        { verdict, notes: expect.arrayContaining([expect.stringMatching(note)]) },
      ]);
    },
  );

  it('has no failures where k6 knows of only a part of the requests whether they failed', async () => {
    const metrics = {
      http_reqs: { count: 500, rate: 50 },
      http_req_failed: { passes: 0, fails: 100, value: 0, thresholds: { 'rate<0.01': false } },
      http_req_duration: { avg: 3, min: 0, med: 2, max: 9, 'p(95)': 8, thresholds: { 'p(95)<9': false } },
    };
    const checks = ['error_rate < 5%', 'p95 latency < 1s', 'p95 http_req_duration < 1s', 'http_req_failed < 1%'];
    const { result } = await told(JSON.stringify({ metrics }), checks);
    const why = { verdict: 'no-data', notes: [expect.stringContaining('tells of 100 of 500 requests whether')] };
    const unknown = { verdict: 'no-data', notes: [expect.stringMatching(/^how many requests got a response/)] };
    // What the script itself asks for is what k6 measured it of.
    expect(result.checks).toMatchObject([why, why, unknown, { verdict: 'pass' }, { verdict: 'pass' }, unknown]);
  });

  it('fails such a check where the times are too long even so', async () => {
    const times = { avg: 3, min: 0, med: 0, max: 9, 'p(95)': 900 };
    const metrics = {
      http_reqs: { count: 10, rate: 5 },
      http_req_failed: { passes: 10, fails: 0 },
      http_req_duration: times,
    };
    const { result } = await told(JSON.stringify({ metrics }), ['p95 http_req_duration < 500ms']);
    expect(result.checks).toMatchObject([{ verdict: 'fail', observed: 900 }]);
  });

  it('as k6 writes it by default has no counts of trends, and zeros are no values', async () => {
    const text = JSON.stringify({
      metrics: {
        http_reqs: { count: 10, rate: 5 },
        http_req_failed: { passes: 0, fails: 10, value: 0 },
        http_req_duration: { avg: 3, min: 1, med: 2, max: 9, 'p(90)': 7, 'p(95)': 8, thresholds: { 'p(95)<9': false } },
        checkout: { avg: 0, min: 0, med: 0, max: 0, 'p(90)': 0, 'p(95)': 0, thresholds: { 'p(95)<9': false } },
        'http_req_duration{page:pay}': { avg: 0, min: 0, med: 0, max: 0, 'p(95)': 0, thresholds: { 'p(95)<9': false } },
      },
    });
    const run = await told(text);
    expect(values(run)).toMatchObject({ 'p95 latency': 8, 'rate throughput': 5 });
    expect(values(run)).not.toHaveProperty('p99 latency');
    expect(verdictsOf(run)).toEqual({
      'http_req_duration p(95)<9': 'pass',
      'checkout p(95)<9': 'no-data',
      'http_req_duration{page:pay} p(95)<9': 'no-data',
    });
  });

  const TIMES = { avg: 3, min: 1, med: 2, max: 9, 'p(95)': 8 };
  const layouts: Record<string, (thresholds: unknown) => object> = {
    flat: (thresholds) => ({
      http_reqs: { count: 10, rate: 5 },
      http_req_failed: { passes: 0, fails: 10, value: 0 },
      http_req_duration: { ...TIMES, thresholds },
    }),
    nested: (thresholds) => ({
      http_reqs: { type: 'counter', contains: 'default', values: { count: 10, rate: 5 } },
      http_req_failed: { type: 'rate', contains: 'default', values: { passes: 0, fails: 10, rate: 0 } },
      http_req_duration: { type: 'trend', contains: 'time', values: TIMES, thresholds },
    }),
  };
  const [holds, crossed] = ['http_req_duration p(95)<9', 'http_req_duration avg<1'];

  it.each([
    ['flat', { 'p(95)<9': false, 'avg<1': true }, { [holds]: 'pass', [crossed]: 'fail' }],
    ['flat', { 'p(95)<9': { ok: true }, 'avg<1': { ok: false } }, { [holds]: 'pass', [crossed]: 'fail' }],
    ['nested', { 'p(95)<9': { ok: true }, 'avg<1': { ok: false } }, { [holds]: 'pass', [crossed]: 'fail' }],
    ['nested', { 'p(95)<9': true, 'avg<1': false }, { [holds]: 'no-data', [crossed]: 'no-data' }],
    ...['flat', 'nested'].flatMap((layout): [string, unknown, object][] => [
      [layout, { 'p(95)<9': null, 'avg<1': 'ok' }, { [holds]: 'no-data', [crossed]: 'no-data' }],
      [layout, { 'p(95)<9': [], 'avg<1': { ok: 'true' } }, { [holds]: 'no-data', [crossed]: 'no-data' }],
      [layout, ['p(95)<9', { threshold: 'avg<1' }], { [holds]: 'no-data', [crossed]: 'no-data' }],
      [layout, 'ok', { 'http_req_duration thresholds': 'no-data' }],
      [layout, [7], { 'http_req_duration thresholds': 'no-data' }],
      [layout, {}, {}],
      [layout, null, {}],
    ]),
  ])('of the %s layout never drops a threshold, in whatever form it is: %j', async (layout, thresholds, verdicts) => {
    const run = await told(JSON.stringify({ metrics: layouts[layout]?.(thresholds) }));
    expect(verdictsOf(run)).toEqual(verdicts);
    expect(values(run)).toMatchObject({ 'count requests': 10, 'max latency': 9 });
    for (const { verdict, notes } of run.result.checks) {
      if (verdict === 'no-data') expect(notes.join()).toMatch(/in a form that k6 does not write|do not tell here/);
    }
  });

  it('of a gauge knows only the extremes', async () => {
    const { fold } = await file('k6-export.json');
    expect(measure(fold.store, { statistic: 'max', metric: 'users', tags: {} })?.value).toBe(2);
    expect(measure(fold.store, { statistic: 'avg', metric: 'users', tags: {} })).toBeUndefined();
  });

  it('of a run that did nothing is none to trust', async () => {
    const run = await told('{"metrics":{"vus":{"value":0,"min":0,"max":0},"data_sent":{"count":0,"rate":0}}}');
    expect(run.result).toMatchObject({ state: 'failed', verdict: 'invalid' });
  });
});
