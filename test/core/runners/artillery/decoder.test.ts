import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { foldRun, runResult, startRun } from '../../../../core/run/foldRun.ts';
import type { Exit, RunnerEvent } from '../../../../core/runners/adapter.ts';
import { ArtilleryDecoder, TAP_CHANNEL, type DecoderSetup } from '../../../../core/runners/artillery/decoder.ts';
import type { TapBucket } from '../../../../core/runners/artillery/tapMessage.ts';
import { Histogram } from '../../../../core/stats/histogram.ts';

const NOTHING = { hasEnsure: false, hasEnsurePlugin: false, hasExpect: false, hasExpectPlugin: false };
const T0 = 1_800_000_000_000;
const OK: Exit = { kind: 'exited', code: 0, signal: null };
const EMPTY = new Histogram().toSparse();
const RECORDED = readFileSync(path.resolve(import.meta.dirname, '../../../fixtures/artillery/tap.ndjson'), 'utf8');

function decoderOf(setup: Partial<DecoderSetup> = {}): ArtilleryDecoder {
  return new ArtilleryDecoder({
    ...{ testId: 't', stages: [], stated: NOTHING, drainMs: 1000, redact: (text) => text.replace('hush', '[secret]') },
    ...setup,
  });
}

function bucket(rest: Partial<TapBucket> = {}): TapBucket {
  return {
    ...{ kind: 'bucket', worker: 1, at: T0, ms: 250, active: 0, busy: 0.1, counters: {}, trends: {}, requests: [] },
    ...{ ages: { count: 0, sum: 0, min: 0, max: 0 }, errors: {} },
    ...rest,
  };
}

function requests(name: string, begun: number): TapBucket['requests'][number] {
  const latency = new Histogram();
  for (let count = 0; count < begun; count++) latency.record(10);
  return {
    ...{ name, begun, responses: begun, bytesIn: 0, statuses: {}, errors: {} },
    ...{ latency: latency.toSparse(), ttfb: EMPTY, connect: EMPTY },
  };
}

const READY = { kind: 'ready', worker: 1 };
const DONE = { kind: 'done', counters: {} };
const WORK = bucket({ counters: { 'vusers.created': 1 }, requests: [requests('a', 1)] });

/** What becomes of these messages, all told at once a second after they were written. */
function run(
  messages: readonly unknown[],
  options: { setup?: Partial<DecoderSetup>; output?: string[]; exit?: Exit } = {},
): { events: readonly RunnerEvent[]; failure?: string } {
  const decoder = decoderOf(options.setup);
  const events = [
    ...messages.flatMap((message) => decoder.line(TAP_CHANNEL, JSON.stringify(message), T0 + 1000)),
    ...(options.output ?? []).flatMap((line) => decoder.line('stdout', line, T0 + 1000)),
  ];
  const { events: last, failure } = decoder.ended(0, options.exit ?? OK, T0 + 60_000, { isStopped: false });
  return { events: [...events, ...last], ...(failure === undefined ? {} : { failure }) };
}

describe('a recorded run', () => {
  const decoder = decoderOf();
  const first = 1_795_252_070_000;
  const lines = RECORDED.trim().split('\n');
  const events = lines.flatMap((line, at) => decoder.line(TAP_CHANNEL, line, first + at * 300));
  const end = decoder.ended(0, { kind: 'exited', code: 1, signal: null }, first + 20_000, { isStopped: false });
  const run = [...events, ...end.events].reduce(foldRun, startRun({ checks: [], guards: [] }));
  const total = (metric: string): unknown => run.store.aggregate(metric, {});

  test('adds up to what Artillery reported itself', () => {
    expect(total('http.requests')).toMatchObject({ total: 50 });
    expect(total('requests')).toMatchObject({ total: 50 });
    expect(total('responses')).toMatchObject({ total: 50 });
    expect(total('failures')).toMatchObject({ total: 20 });
    expect(total('vusers.created')).toMatchObject({ total: 10 });
    expect(events.filter(({ kind }) => kind === 'log').map((event) => 'line' in event && event.line)).toEqual([
      'phase 1 (one) has begun',
    ]);
  });

  test('has frames with rising seconds, the last of them a fragment', () => {
    const frames = [...events, ...end.events].flatMap((event) => (event.kind === 'frame' ? [event.frame] : []));
    expect(frames.map(({ second }) => second)).toEqual(frames.map((_, index) => index));
    expect(frames.slice(0, -1).every(({ durationMs }) => durationMs === 1000)).toBe(true);
  });

  test('ended with exit code 1 because of `ensure`, which is a check and no failure of the run', () => {
    expect(end.failure).toBeUndefined();
    expect(runResult(run).checks.map(({ expression, verdict }) => `${expression}: ${verdict}`)).toEqual([
      'expect statusCode: fail',
      'ensure http.response_time.p95 < 100: fail',
      'ensure vusers.failed == 0: no-data',
    ]);
  });
});

describe('frames', () => {
  test('put workers together, and what comes late into the next second', () => {
    const decoder = decoderOf();
    const tell = (at: number, message: unknown): readonly RunnerEvent[] =>
      decoder.line(TAP_CHANNEL, JSON.stringify(message), at);
    tell(T0, { kind: 'phase', at: T0, index: 0, isOver: false });
    tell(T0 + 260, bucket({ active: 2, requests: [requests('a', 3)] }));
    tell(T0 + 270, bucket({ worker: 2, active: 3, requests: [requests('a', 4)] }));
    const [frame] = decoder.tick(T0 + 1800);
    tell(T0 + 1900, bucket({ worker: 2, at: T0 + 250, requests: [requests('a', 5)] }));
    const { events } = decoder.ended(0, OK, T0 + 3000, { isStopped: true });
    const totals = [frame, ...events].flatMap((event) =>
      event?.kind === 'frame'
        ? [[event.frame.second, event.frame.samples.find(({ metric }) => metric === 'requests')?.sample]]
        : [],
    );
    expect(totals).toEqual([
      [0, { kind: 'counter', total: 7 }],
      [1, { kind: 'counter', total: 5 }],
    ]);
    expect(frame).toMatchObject({ frame: { durationMs: 1000 } });
  });

  test('carry the stage in which a bucket lies', () => {
    const stages = ['low', 'high'].map((name) => ({ name, warmup: name === 'low', level: '1/s' }));
    const { events } = run(
      [
        { kind: 'phase', at: T0, index: 0, isOver: false },
        WORK,
        { kind: 'phase', at: T0 + 1000, index: 1, isOver: false },
        bucket({ at: T0 + 1000, requests: [requests('a', 1)] }),
      ],
      { setup: { stages } },
    );
    const frames = events.flatMap((event) => (event.kind === 'frame' ? [event.frame] : []));
    expect(frames.map(({ stage, warmup }) => [stage, warmup])).toEqual([
      ['low', true],
      ['high', false],
    ]);
  });

  test('hold no secret in a name, and no name of a script that means something else here', () => {
    const { events } = run([
      bucket({
        counters: { requests: 5, x: 1 },
        trends: { x: { ...EMPTY, count: 1, buckets: [0, 1] } },
        requests: [requests('call hush', 1)],
        errors: { 'no hush': 1 },
      }),
    ]);
    expect(JSON.stringify(events)).not.toContain('hush');
    const [frame] = events.flatMap((event) => (event.kind === 'frame' ? [event.frame] : []));
    const metrics = frame?.samples.map(({ metric }) => metric);
    expect(metrics).toEqual(expect.arrayContaining(['artillery.requests', 'x', 'x.trend']));
  });
});

describe('what is no run of Artillery as it should be', () => {
  const failed = (signal: string | null, code: number | null): Exit => ({ kind: 'exited', code, signal });
  test.each<[string, readonly unknown[], { output?: string[]; exit?: Exit }, RegExp | undefined]>([
    ['a good run', [READY, WORK, DONE], {}, undefined],
    ['no report', [READY, WORK], {}, /ended before the run was over/],
    ['killed', [READY, WORK], { exit: failed('SIGKILL', null) }, /ended by SIGKILL/],
    [
      'a worker that broke down',
      [READY],
      { exit: failed(null, 11), output: ['Error: no engine'] },
      /worker.*no engine/,
    ],
    ['no tap', [WORK, DONE], {}, /could not measure inside/],
    ['no user', [READY, DONE], {}, /started no virtual user/],
    ['no request', [READY, bucket({ counters: { 'vusers.created': 3 } }), DONE], {}, /3 virtual users sent no request/],
    ['an exit code of the script', [READY, WORK, DONE], { exit: failed(null, 9) }, /exit code 9/],
    [
      'a missing function',
      [READY, WORK, bucket({ errors: { 'Undefined function "f"': 1 } }), DONE],
      {},
      /function f is not/,
    ],
    [
      'a missing hook',
      [READY, WORK, DONE],
      { output: ['WARNING: custom function g could not be found'] },
      /function g is/,
    ],
    [
      'a phase left out',
      [READY, WORK, DONE],
      { output: ['Unknown phase spec definition, skipping.'] },
      /a phase of the/,
    ],
    [
      'an unknown environment',
      [READY, WORK, DONE],
      { output: ['WARNING: environment n is set but is not defined in the script'] },
      /environment n is not in/,
    ],
    ['a missing plugin', [READY, WORK, DONE], { output: ['WARNING: Could not load plugin: p'] }, /plugin p could not/],
    [
      'an unknown expectation',
      [READY, WORK, DONE],
      { output: ["Expect Plugin: Expectation 'statuscode' is not supported"] },
      /expectation statuscode/,
    ],
    ['a protected host', [READY, WORK, { kind: 'blocked', host: 'prod.example' }, DONE], {}, /--confirm prod\.example/],
  ])('%s', (_, messages, options, reason) => {
    const { failure } = run(messages, options);
    if (reason === undefined) expect(failure).toBeUndefined();
    else expect(failure).toMatch(reason);
  });

  test('users that never end are told, and Artillery is stopped', () => {
    const decoder = decoderOf();
    decoder.line(TAP_CHANNEL, JSON.stringify({ kind: 'phase', at: T0, index: 0, isOver: false }), T0);
    decoder.line(TAP_CHANNEL, JSON.stringify(bucket({ active: 2 })), T0 + 250);
    decoder.line(TAP_CHANNEL, JSON.stringify({ kind: 'phase', at: T0 + 500, index: 0, isOver: true }), T0 + 500);
    decoder.tick(T0 + 1400);
    expect(decoder.hasSaidAll()).toBe(false);
    decoder.tick(T0 + 1600);
    expect(decoder.hasSaidAll()).toBe(true);
    expect(decoder.ended(0, OK, T0 + 2000, { isStopped: false }).failure).toMatch(/2 virtual users had not ended/);
  });

  test('garbage is logged, twenty lines of it at most', () => {
    const decoder = decoderOf();
    const garbage = ['{', 'null', '{"kind":"bucket"}', '\0'.repeat(3000)];
    const events = Array.from({ length: 10 }).flatMap(() =>
      garbage.flatMap((line) => decoder.line(TAP_CHANNEL, line, T0)),
    );
    expect(events).toHaveLength(20);
    expect(events.every((event) => event.kind === 'log' && event.line.length <= 500)).toBe(true);
  });

  test.each([
    [{ hasEnsure: true, hasEnsurePlugin: false }, 't/artillery: ensure', /plugins: \{ ensure: \{\} \}/],
    [{ hasExpect: true, hasExpectPlugin: true }, 't/artillery: expect', /no response was looked at/],
  ])('conditions that nobody looked at are without data: %o', (stated, id, note) => {
    const { events } = run([READY, WORK, DONE], { setup: { stated: { ...NOTHING, ...stated } } });
    const verdicts = events.flatMap((event) => (event.kind === 'verdicts' ? event.verdicts : []));
    expect(verdicts).toEqual([expect.objectContaining({ id, state: 'no-data', note: expect.stringMatching(note) })]);
  });
});
