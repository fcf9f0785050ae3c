import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readResultFile } from '../../../core/node/importRun/resultFile.ts';
import { openSource } from '../../../core/node/importRun/sourceFile.ts';
import { checksOf, contentOf, toldBy, values, type Told } from '../../core/import/importFixture.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'headroom-samples-'));
afterAll(() => rmSync(folder, { recursive: true }));

function toldOf(lines: readonly string[], checks: readonly string[] = []): Promise<Told> {
  return toldOfText(`${lines.join('\n')}\n`, checks);
}

function toldOfText(text: string | Buffer, checks: readonly string[] = []): Promise<Told> {
  const file = path.join(folder, 'samples');
  writeFileSync(file, text);
  return toldBy(contentOf(readResultFile(openSource(file)).reading), checksOf(checks));
}

/** A whole second, in ms. */
const START = 1_795_260_551_000;

const point = (
  metric: string,
  atMs: number,
  value: number,
  tags: object = { scenario: 'shop', status: '200' },
): string =>
  JSON.stringify({ metric, type: 'Point', data: { time: new Date(START + atMs).toISOString(), value, tags } });
const metric = (name: string, type: string, thresholds: unknown[] = [], parts: string[] = []): string =>
  JSON.stringify({
    type: 'Metric',
    data: { name, type, contains: 'default', thresholds, submetrics: parts.map((part) => ({ name: part })) },
    metric: name,
  });
const answered = (atMs: number, tookMs: number, tags?: object): string[] => [
  point('http_reqs', atMs, 1, tags),
  point('http_req_duration', atMs, tookMs, tags),
  point('http_req_failed', atMs, 0, tags),
];
const users = (atMs: number, level: number): string => point('vus', atMs, level, {});

const HEADER = 'metric_name,timestamp,metric_value,check,error,group,name,scenario,status,extra_tags';
const row = (name: string, stamp: string, value: number): string => `${name},${stamp},${value},,,,/,shop,200,`;
const rows = (stamp: string, tookMs: number): string[] => [
  row('http_reqs', stamp, 1),
  row('http_req_duration', stamp, tookMs),
  row('http_req_failed', stamp, 0),
];
const inSeconds = (atMs: number): string => String(Math.floor((START + atMs) / 1000));
const inMs = (atMs: number): string => String(START + atMs);
const asDate = (atMs: number): string => new Date(START + atMs).toISOString();

const lengthOf = ({ fold }: Told): number => fold.store.durationMs({});

describe('the length of a load, as samples tell it', () => {
  it('reaches from the begin of the first request to the end of the last', async () => {
    const run = await toldOf([...answered(800, 300), ...answered(1000, 100), ...answered(1250, 200)]);
    expect(run.content.startedAt).toBe(START + 500);
    expect(lengthOf(run)).toBe(750);
    expect(values(run)).toMatchObject({ 'rate throughput': 4, 'count requests': 3 });
  });

  it('leaves out setup and teardown, however long these are', async () => {
    const preparing = { group: '::setup' };
    const before = Array.from({ length: 400 }, (_, index) => answered(index * 50, 40, preparing)).flat();
    const idle = (from: number): string[] => Array.from({ length: 20 }, (_, second) => users(from + second * 1000, 0));
    const load = Array.from({ length: 41 }, (_, index) => answered(20_600 + index * 50, 50)).flat();
    const run = await toldOf([...idle(0), ...before, ...load, users(21_600, 2), ...idle(24_000)]);
    expect(lengthOf(run)).toBe(2050);
    expect(values(run)).toMatchObject({ 'rate throughput': 20, 'count requests': 41, 'max users': 2 });
    expect(run.fold.store.aggregate('users', {})).toMatchObject({ min: 2 });
  });

  it('holds what was told later than its second', async () => {
    const run = await toldOf([...answered(100, 100), ...answered(9500, 100), ...answered(3000, 50), users(12_000, 0)]);
    expect(values(run)).toMatchObject({ 'count requests': 3 });
    expect(lengthOf(run)).toBe(9500);
  });

  it.each([
    ['whole seconds', inSeconds, 3000, 10],
    ['dates in whole seconds', (atMs: number) => asDate(Math.floor(atMs / 1000) * 1000).replace('.000', ''), 3000, 10],
    ['milliseconds', inMs, 2950, 30 / 2.95],
    ['dates', asDate, 2950, 30 / 2.95],
  ])('in a CSV with %s is as exact as these', async (_, stampOf, lengthMs, perSecond) => {
    const lines = Array.from({ length: 30 }, (_, index) => rows(stampOf(50 + index * 100), 50)).flat();
    const run = await toldOf([HEADER, ...lines]);
    expect(run.content.startedAt).toBe(START);
    expect(lengthOf(run)).toBe(lengthMs);
    expect(values(run)['rate throughput']).toBeCloseTo(perSecond, 9);
    expect(run.content.notes.some((note) => note.includes('whole seconds'))).toBe(lengthMs === 3000);
  });

  it('is none where all was at one moment, so nothing is told of a second', async () => {
    const at = (atMs: number): string[] => [point('http_reqs', atMs, 1), point('http_req_failed', atMs, 0)];
    const run = await toldOf([...at(500), ...at(500)], ['throughput > 500/s', 'rate requests > 1/s']);
    expect(lengthOf(run)).toBe(0);
    expect(values(run)).toMatchObject({ 'count requests': 2 });
    expect(values(run)).not.toHaveProperty('rate throughput');
    const why = { verdict: 'no-data', notes: [expect.stringContaining('measured at one moment')] };
    expect(run.result.checks).toMatchObject([why, why]);
  });

  it('is never less than a second where the CSV tells only seconds', async () => {
    const run = await toldOf([HEADER, ...rows(inSeconds(700), 20), ...rows(inSeconds(710), 20)]);
    expect(values(run)).toMatchObject({ 'rate throughput': 2 });
  });
});

describe('a CSV that is cut off', () => {
  const lines = [HEADER, ...rows(inMs(50), 20), ...rows(inMs(150), 20)];
  const whole = `${lines.join('\n')}\n`;
  const lastLine = lines.at(-1) ?? '';
  const CUT_OFF = { kind: 'interrupted', message: 'the last line is not whole, so the file is cut off' };

  it('is told wherever its last line ends, and what is there of that line counts for nothing', async () => {
    // The last line is that of `http_req_failed`; a `1` in it would be a failure.
    const failed = whole.replace(lastLine, lastLine.replace(',0,', ',1,'));
    for (let missing = 1; missing <= lastLine.length; missing++) {
      const run = await toldOfText(failed.slice(0, -missing), ['error_rate < 1%']);
      expect(run.end).toEqual(CUT_OFF);
      expect(values(run)).toMatchObject({ 'count requests': 2, 'count failures': 0 });
      expect(run.result.checks).toMatchObject([{ verdict: 'no-data' }]);
    }
  });

  it('is told where somebody has ended the line', async () => {
    const run = await toldOfText(`${whole.trimEnd().replace(/,[^,]*$/, '')}\n`);
    expect(run.end).toEqual(CUT_OFF);
    const quoted = lastLine.replace(',/,', ',"/a,b",').replace(/,[^,]*$/, '');
    expect((await toldOf([...lines.slice(0, -1), quoted])).end).toEqual(CUT_OFF);
  });

  it('is told by its packing, and all lines before count', async () => {
    const packed = gzipSync(Buffer.from(whole));
    const { end, result } = await toldOfText(packed.subarray(0, packed.length - 4));
    expect(end).toMatchObject({ kind: 'interrupted', message: expect.stringContaining('breaks off') as string });
    expect(result.verdict).toBe('no-data');
  });

  it('is none where its lines end as another system ends them, or where lines are empty', async () => {
    for (const text of [whole.replaceAll('\n', '\r\n'), `${whole}\n\n`]) {
      expect((await toldOfText(text)).end).toEqual({ kind: 'completed' });
    }
    const quoted = lines.map((line) => (line === HEADER ? line : line.replace(',/,', ',"/a,b",')));
    expect((await toldOf(quoted)).end).toEqual({ kind: 'completed' });
  });
});

describe('metrics of the script', () => {
  const own = ['carts', 'queue', 'good', 'cart_time'];

  it('have no figures where a CSV cannot tell what kind they are, and say why', async () => {
    const lines = own.flatMap((name) => [row(name, inMs(10), 3), row(name, inMs(20), 4)]);
    const told = [HEADER, ...rows(inMs(50), 20), ...lines, row('browser_web_vital_cls', inMs(20), 0.5)];
    const run = await toldOf(told, ['count carts < 4', 'p95 latency < 1s']);
    expect(run.result.checks).toMatchObject([
      {
        verdict: 'no-data',
        notes: [expect.stringMatching("^nothing measured: k6's CSV does not tell whether `carts`")],
      },
      { verdict: 'pass' },
    ]);
    expect(run.result.observations.filter((one) => own.includes(one.metric))).toEqual([]);
    expect(run.fold.missing).toEqual(
      own.map((name) => ({ metric: name, reason: expect.stringMatching(`whether \`${name}\` is a counter`) })),
    );
    expect(run.fold.store.aggregate('browser_web_vital_cls', {})?.kind).toBe('trend');
  });

  it('have them in the kind that the file tells', async () => {
    const lines = own.map((name) => point(name, 10, 1));
    const kinds = ['counter', 'gauge', 'rate', 'trend'].map((kind, index) => metric(own[index]!, kind));
    const run = await toldOf([...kinds, ...answered(50, 20), ...lines]);
    expect(run.fold.missing).toEqual([]);
    expect(own.map((name) => run.fold.store.aggregate(name, {})?.kind)).toEqual(['counter', 'gauge', 'trend', 'trend']);
  });

  it('have none where samples stand alone, without the lines that describe them', async () => {
    const run = await toldOf([...answered(50, 20), point('carts', 10, 3)]);
    expect(run.fold.missing).toMatchObject([{ metric: 'carts', reason: expect.stringContaining('lacks the line') }]);
    expect(run.fold.store.aggregate('carts', {})).toBeUndefined();
  });
});

describe("a plan's check of a time under k6's own name", () => {
  const refused = (atMs: number): string[] =>
    ['http_reqs', 'http_req_duration', 'http_req_failed'].map((name) =>
      point(name, atMs, name === 'http_req_duration' ? 0 : 1, { scenario: 'shop', status: '0', name: 'pay' }),
    );
  const CHECKS = ['p95 http_req_duration < 500ms', 'p95 http_req_duration{request=pay} < 500ms'];

  it('has no data where no request got a response, which k6 counts as 0 ms', async () => {
    const { result } = await toldOf([...refused(100), ...refused(200)], CHECKS);
    const note = ['no request got a response, which k6 counts as 0 ms'];
    expect(result.checks).toMatchObject([
      { verdict: 'no-data', notes: note },
      { verdict: 'no-data', notes: note },
    ]);
    expect(result.checks[0]).not.toHaveProperty('observed');
  });

  it('says how many got none', async () => {
    const { result } = await toldOf([...answered(100, 50), ...answered(150, 50), ...refused(200)], CHECKS);
    expect(result.checks).toMatchObject([
      { verdict: 'pass', notes: expect.arrayContaining(['1 of 3 requests got no response, and k6 counts these, too']) },
      { verdict: 'no-data' },
    ]);
  });
});

describe('failures', () => {
  const pay = { scenario: 'shop', status: '0', error_code: '1212', name: 'pay' };
  const look = { scenario: 'shop', status: '200', name: 'look' };
  const CHECKS = ['error_rate < 5%', 'error_rate{request=pay} < 5%', 'error_rate{request=look} < 5%'];
  const unjudged = { verdict: 'no-data', notes: [expect.stringMatching(/of 1 of 3 requests .* `http_req_failed`/)] };
  const lines = [...answered(100, 20, look), ...answered(150, 20, look), point('http_reqs', 200, 1, pay)];

  it('are known only where the samples tell of each request whether it failed', async () => {
    const run = await toldOf(lines, CHECKS);
    expect(run.result.checks).toMatchObject([unjudged, unjudged, { verdict: 'pass' }]);
    expect(values(run)).not.toHaveProperty('rate error_rate');
    expect(values(run)).toMatchObject({ 'count requests': 3 });
  });

  it('are known where only the last request lacks the rest of its samples, because the file is cut off', async () => {
    const text = `${lines.join('\n')}\n${point('http_req_failed', 200, 1, pay).slice(0, 40)}`;
    const run = await toldOfText(text);
    expect(run.end.kind).toBe('interrupted');
    expect(values(run)).toMatchObject({ 'count failures': 0 });
  });

  it('are not known of a CSV either', async () => {
    const run = await toldOf([HEADER, ...rows(inMs(50), 20), row('http_reqs', inMs(60), 1)], ['error_rate < 5%']);
    expect(run.result.checks).toMatchObject([
      { verdict: 'no-data', notes: [expect.stringContaining('of 1 of 2 requests')] },
    ]);
  });
});

describe('thresholds that samples name', () => {
  it('are checks without data, so that no run passes without them', async () => {
    const lines = [
      metric('http_req_duration', 'trend', ['p(95)<500', { threshold: 'avg<1', abortOnFail: true }]),
      metric('http_req_failed', 'rate', [], ['http_req_failed{scenario:shop}']),
      metric('http_reqs', 'counter', [], ['http_req_duration{expected_response:true}']),
    ];
    const { result } = await toldOf([...lines, ...answered(50, 20)]);
    expect(result.verdict).toBe('no-data');
    expect(result.checks).toMatchObject([
      {
        id: 'shop/k6: http_req_duration p(95)<500',
        verdict: 'no-data',
        notes: [expect.stringContaining('import the summary')],
      },
      { id: 'shop/k6: http_req_duration avg<1', verdict: 'no-data' },
      { expression: 'http_req_failed{scenario:shop} thresholds', verdict: 'no-data' },
    ]);
  });
});
