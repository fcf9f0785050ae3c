import { describe, expect, it } from 'vitest';
import { readText } from '../../../core/import/readText.ts';
import { contentOf, textOf, told, values, type Told } from './importFixture.ts';

const file = async (name: string): Promise<Told> => told(textOf(name));
const verdictsOf = ({ result }: Told): Record<string, string> =>
  Object.fromEntries(result.checks.map(({ expression, verdict }) => [expression, verdict]));

describe('what a file is, by its content', () => {
  it.each([
    ['k6-export.json', 'k6-summary'],
    ['k6-handle-summary.json', 'k6-summary'],
    ['k6-machine-readable.json', 'k6-summary'],
    ['artillery.json', 'artillery-report'],
    ['wrk.txt', 'wrk-text'],
    ['hey.txt', 'hey-text'],
    ['hey.csv', 'hey-rows'],
    ['coder-merged.log', 'coder-result'],
    ['coder-documents.json', 'coder-result'],
  ])('%s is a %s', (name, kind) => {
    expect(contentOf(readText(textOf(name))).kind).toBe(kind);
    expect(contentOf(readText(textOf(name).replaceAll('\n', '\r\n'))).kind).toBe(kind);
  });

  it('finds the text of a tool among other lines', () => {
    const around = `+ wrk -c 4\n${textOf('wrk.txt')}done\n`;
    expect(contentOf(readText(around)).kind).toBe('wrk-text');
  });

  it.each([
    ['', /empty/],
    ['{}', /JSON, but no result/],
    ['{"metrics":{"mine":{"count":3}}}', /JSON, but no result/],
    ['{"aggregate":{}}', /JSON, but no result/],
    ['[1,2]', /JSON, but no result/],
    ['# Notes\n\nnothing here', /nothing in it/],
    ['{"level":"info"}\n{"level":"warn"}\n', /nothing in it/],
    ['end 3 1.200000\nanother log\nof something else\n', /nothing in it/],
    ['response 0.010000 0.009000 0.001000 0.100000 200\nlog\nlog\n', /nothing in it/],
  ])('leaves %j alone', (text, reason) => {
    expect(readText(text)).toEqual({ kind: 'other', reason: expect.stringMatching(reason) });
  });

  it.each([
    ['k6-export.json', /k6 summary.*not whole/],
    ['k6-handle-summary.json', /k6 summary.*not whole/],
    ['artillery.json', /an Artillery report.*not whole/],
    ['coder-documents.json', /coder scaletest result.*not whole/],
    ['coder-merged.log', /coder scaletest result.*not whole/],
  ])('says that %s is cut off, wherever that was, and never takes it for a result', (name, reason) => {
    const text = textOf(name);
    const end = text.lastIndexOf('}');
    const beginning = text.slice(0, Math.floor(end * 0.3));
    expect(readText(beginning).kind).not.toBe('result');
    for (const share of [0.8, 0.9, 0.999]) {
      const reading = readText(text.slice(0, Math.floor(end * share)));
      expect(reading).toEqual({ kind: 'damaged', reason: expect.stringMatching(reason) });
    }
  });

  it.each([
    ['coder-interleaved.json', /not whole: it was cut off, or something else was written into it/],
    ['wrk.txt', /wrk was ended before it told them/, (text: string) => text.slice(0, text.indexOf('requests in') - 6)],
    ['hey.txt', /the file is cut off/, (text: string) => text.slice(0, text.indexOf('Status code'))],
    ['wrk.txt', /several runs of wrk/, (text: string) => text + text],
    ['hey.txt', /several runs of hey/, (text: string) => text + text],
    ['hey.txt', /several tools/, (text: string) => text + textOf('wrk.txt')],
    [
      'coder-merged.log',
      /several different results of coder/,
      (text: string) => text + text.replace('"total_fail":1', '"total_fail":2'),
    ],
    ['hey.csv', /begins as a response list of hey/, (text: string) => `${text.split('\n')[0]}\nnotes\nmore notes\n`],
  ])('refuses %s: %s', (name, reason, change = (text: string) => text) => {
    expect(readText(change(textOf(name)))).toEqual({ kind: 'damaged', reason: expect.stringMatching(reason) });
  });
});

describe('a report of Artillery', () => {
  it('holds figures, periods, endpoints, and what was expected', async () => {
    const run = await file('artillery.json');
    expect(run.content.startedAt).toBe(1795260569542);
    expect(values(run)).toMatchObject({ 'count requests': 24, 'p95 ttfb': 45.2, 'count iterations': 12 });
    expect(values(run)['rate throughput']).toBeCloseTo(24 / 2.813, 3);
    expect(values(run, { request: '/slow' })).toMatchObject({ 'count requests': 12 });
    expect(verdictsOf(run)).toEqual({ 'expect statusCode': 'fail' });
    expect(run.events.filter(({ kind }) => kind === 'frame')).toMatchObject([
      { frame: { second: 0, durationMs: 458 } },
      { frame: { second: 1, durationMs: 2355 } },
    ]);
  });

  it('tells no failures that the script may have expected, of the whole or of a part', async () => {
    const run = await file('artillery.json');
    expect(values(run)).not.toHaveProperty('count failures');
    expect(values(run)).not.toHaveProperty('rate error_rate');
    expect(values(run)).not.toHaveProperty('p95 latency');
  });

  it('counts errors as failures', async () => {
    expect(values(await file('artillery-dead.json'))).toMatchObject({ 'count requests': 3, 'rate error_rate': 1 });
  });

  const changed = (counters: Record<string, number>): string => {
    const report = JSON.parse(textOf('artillery-dead.json')) as { aggregate: { counters: Record<string, number> } };
    Object.assign(report.aggregate.counters, counters);
    return JSON.stringify(report);
  };

  it.each([
    [{ 'vusers.created': 9 }, { state: 'interrupted', verdict: 'no-data' }, /6 of 9 virtual users had not ended/],
    [{ 'http.requests': 0 }, { state: 'failed', verdict: 'invalid' }, /3 virtual users sent no request/],
    [{ 'vusers.created': 0 }, { state: 'failed', verdict: 'invalid' }, /started no virtual user/],
    [{ 'errors.Undefined function "x"': 1 }, { state: 'failed', verdict: 'invalid' }, /function x is not exported/],
  ])('with %j is no whole run', async (counters, result, reason) => {
    const run = await told(changed(counters));
    expect(run.result).toMatchObject(result);
    expect(run.result.reasons.join('\n')).toMatch(reason);
  });

  it('does not guess of which responses a capture failed', async () => {
    const run = await told(changed({ 'http.codes.503': 2, 'errors.Failed capture or match': 2 }));
    expect(values(run)).not.toHaveProperty('count failures');
  });
});

describe('what wrk prints', () => {
  it('has counts, the exact length, and the percentiles that --latency adds', async () => {
    const run = await file('wrk-latency.txt');
    expect(run.content).toMatchObject({ target: 'http://127.0.0.1:18931/pay', durationMs: 2099.587 });
    expect(values(run)).toMatchObject({
      'count requests': 1717,
      'count failures': 191,
      'p99 latency': 10.27,
      'max latency': 23.06,
      'max users': 4,
    });
    expect(values(run)).not.toHaveProperty('p95 latency');
    expect(values(await file('wrk.txt'))).not.toHaveProperty('p50 latency');
  });

  it.each([
    ['of wrk2, which says more than once how latency was', 'HdrHistogram - Recorded Latency', 'from the planned start'],
    ['of wrk with a second one behind it', 'something else', 'as wrk corrects it'],
  ])('has the first distribution: %s', async (_, title, note) => {
    const distribution = (name: string, p99: string): string =>
      `  Latency Distribution (${name})\n 50.000%    1.00ms\n 99.000%   ${p99}\n100.000%   9.00s \n\n`;
    const spectrum = '  Detailed Percentile spectrum:\n       Value   Percentile   TotalCount 1/(1-Percentile)\n\n';
    const text = textOf('wrk.txt').replace(
      /^ +\d+ requests in/m,
      (line) => distribution(title, '20.00ms') + spectrum + distribution('Uncorrected Latency', '2.00ms') + line,
    );
    const run = await told(text);
    expect(values(run)).toMatchObject({ 'p99 latency': 20 });
    expect(run.content.notes.join()).toContain(note);
  });

  it.each([
    ['wrk', '  Latency Distribution\n     50%  504.30ms\n     99%    1.02s \n'],
    [
      'wrk2',
      '  Latency Distribution (HdrHistogram - Recorded Latency)\n 50.000%  504.30ms\n 99.000%    1.02s \n100.000%    1.20m \n',
    ],
  ])('has times in seconds, behind which %s puts a blank', async (_, distribution) => {
    const text = textOf('wrk.txt').replace(/^ +\d+ requests in/m, (line) => distribution + line);
    expect(values(await told(text))).toMatchObject({ 'p50 latency': 504.3, 'p99 latency': 1020 });
  });

  it('counts what was lost', async () => {
    const text = textOf('wrk.txt').replace(
      'Requests/sec',
      '  Socket errors: connect 1, read 2, write 3, timeout 4\nRequests/sec',
    );
    expect(values(await told(text))).toMatchObject({ 'count requests': 1457, 'count failures': 10 });
  });

  it('with no answers is no measurement', async () => {
    const text = textOf('wrk.txt')
      .replace('1451 requests in 2.01s', '0 requests in 2.01s')
      .replace(/Requests\/sec:.*/, 'Requests/sec:      0.00')
      .replace(/Latency .*/, 'Latency     0.00us    0.00us   0.00us    -nan%');
    const run = await told(text);
    expect(run.result).toMatchObject({ state: 'failed', verdict: 'invalid' });
    expect(values(run)).not.toHaveProperty('avg latency');
  });
});

describe('what hey prints', () => {
  it('has counts, times, and no zeros for percentiles that it does not have', async () => {
    const run = await file('hey.txt');
    expect(values(run)).toMatchObject({
      'count requests': 60,
      'count failures': 7,
      'p95 latency': 7.6,
      'max latency': 9.3,
    });
    expect(values(run)).not.toHaveProperty('p99 latency');
  });

  it('of a dead port is all failures and no latency', async () => {
    const run = await file('hey-dead.txt');
    expect(values(run)).toMatchObject({ 'rate error_rate': 1, 'rate throughput': 0 });
    expect(values(run)).not.toHaveProperty('avg latency');
  });

  it('has the rate that hey states, which is finer than the length', async () => {
    const text = textOf('hey.txt')
      .replace(/Total:\s*[\d.]+/, 'Total:\t0.0026')
      .replace(/Requests\/sec:\s*[\d.]+/, 'Requests/sec:\t23456.7890');
    const run = await told(text);
    expect(run.end).toEqual({ kind: 'completed' });
    expect(values(run)['rate throughput']).toBeCloseTo(23456.789, 6);
  });

  it('says when the counts are not those that were sent', async () => {
    const run = await told(textOf('hey.txt').replace('[200]	53', '[200]	13'));
    expect(run.result).toMatchObject({ verdict: 'invalid' });
    expect(run.result.reasons.join()).toMatch(/sent about 60 requests, but told of 20/);
  });

  it('as CSV has every answer, and no count of requests', async () => {
    const run = await file('hey.csv');
    expect(values(run)['rate throughput']).toBeGreaterThan(400);
    expect(values(run)).toHaveProperty('p99 latency');
    expect(values(run)).not.toHaveProperty('count requests');
    expect(run.content.missing).toContainEqual({ metric: 'failures', reason: expect.stringMatching(/leaves out/) });
  });

  it.each([
    ['of a dead port', 'hey-dead.csv', (text: string) => text, { state: 'failed', verdict: 'invalid' }],
    ['that is cut off', 'hey.csv', (text: string) => text.slice(0, -9), { state: 'interrupted' }],
  ])('as CSV %s never passes', async (_, name, change, result) => {
    expect((await told(change(textOf(name)))).result).toMatchObject(result);
  });

  it('as Headroom makes it print is read by the decoder of the runner', async () => {
    const lines =
      'response 0.010000 0.009000 0.001000 0.100000 200\nresponse 0.020000 0.009000 0.000000 1.100000 503\n';
    const run = await told(`${lines}end 2 1.200000\n`);
    expect(run.end).toEqual({ kind: 'completed' });
    expect(values(run)).toMatchObject({ 'count requests': 2, 'count failures': 1 });
    expect((await told(lines)).result).toMatchObject({ state: 'interrupted' });
  });
});

describe('a result of coder', () => {
  it('is found in a merged log, with its date', async () => {
    const run = await file('coder-merged.log');
    expect(run.content).toMatchObject({ startedAt: Date.UTC(2000, 0, 1), durationMs: 702 });
    expect(values(run)).toMatchObject({ 'count requests': 8, 'count failures': 1, 'max provisioning': 702 });
    expect(values(run)).not.toHaveProperty('p95 latency');
  });

  it('of workspace traffic has bytes', async () => {
    expect(values(await file('coder-traffic.json'))).toMatchObject({ 'count bytes_in': 409600 });
  });

  it('in the form of the documents has what it states', async () => {
    const run = await file('coder-documents.json');
    expect(values(run)).toMatchObject({ 'count requests': 6, 'p95 provisioning': 702 });
    expect(run.content.notes).toContainEqual(expect.stringMatching(/no command of coder writes/));
  });

  it.each([
    ['nobody', '{"total_runs":0,"total_pass":0,"total_fail":0,"elapsed_ms":0,"runs":{}}', /coder ran nothing/],
    [
      'contradictions',
      '{"total_runs":3,"total_pass":1,"total_fail":1,"elapsed_ms":5,"runs":{}}',
      /its result contradicts itself/,
    ],
    [
      'more errors than failures',
      '{"total_runs":2,"total_pass":2,"total_fail":0,"elapsed_ms":5,"runs":{"workspace-traffic/1":{"error":"<nil>"},"workspace-traffic/2":{"error":"dial tcp: refused"}}}',
      /contradicts itself: it states 2 runs, 2 passed and 0 failed, and lists 1 with an error/,
    ],
  ])('of %s is invalid', async (_, text, reason) => {
    const run = await told(text);
    expect(run.result).toMatchObject({ state: 'failed', verdict: 'invalid' });
    expect(run.result.reasons.join()).toMatch(reason);
  });
});
