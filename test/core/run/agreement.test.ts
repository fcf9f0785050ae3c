import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComparisonOperator, Level, Selector, Statistic, Window } from '../../../core/checks/check.ts';
import type { SeriesSample, Tags } from '../../../core/run/aggregate.ts';
import { GuardWatch } from '../../../core/run/guards.ts';
import type { Frame } from '../../../core/run/runEvent.ts';
import { foldRun, runResult, startRun } from '../../../core/run/foldRun.ts';
import type { RunEvent } from '../../../core/run/runEvent.ts';
import { check, counter, eventsOf, gauge, resultOf, selector, trend } from './helpers.ts';

/** What really happened in a second, kept raw: the naive reference sorts and counts these. */
interface RawSecond {
  second: number;
  durationMs: number;
  stage: string;
  warmup: boolean;
  requests: { request: string; latency?: number; error?: string }[];
  users: number;
}

const REQUESTS = ['cart', 'pay'] as const;

const rawRequest = fc.record(
  {
    request: fc.constantFrom(...REQUESTS),
    latency: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.double({ min: 0.01, max: 60_000, noNaN: true })),
    error: fc.constantFrom('timeout', 'status'),
  },
  { requiredKeys: ['request'] },
);

/** A run with warm-up, two stages, left-out seconds and sometimes a fragment of a second at its end. */
const rawRun = fc
  .record({
    seconds: fc.array(
      fc.record({
        isLeftOut: fc.boolean().chain((maybe) => (maybe ? fc.boolean() : fc.constant(false))),
        requests: fc.array(rawRequest, { maxLength: 8 }),
        users: fc.integer({ min: 0, max: 50 }),
      }),
      { minLength: 1, maxLength: 14 },
    ),
    warmups: fc.integer({ min: 0, max: 3 }),
    change: fc.integer({ min: 3, max: 12 }),
    lastMs: fc.constantFrom(1000, 1000, 300),
  })
  .map(({ seconds, warmups, change, lastMs }): RawSecond[] =>
    seconds
      .map((one, second) => ({ ...one, second }))
      .filter(({ isLeftOut }, index) => !isLeftOut || index === seconds.length - 1)
      .map(({ second, requests, users }) => ({
        second,
        durationMs: second === seconds.length - 1 ? lastMs : 1000,
        stage: second < warmups ? 'warm-up' : second < change ? 'ramp' : 'peak',
        warmup: second < warmups,
        // A request ends with a response, or with an error and then without.
        requests: requests.map(({ request, latency, error }) =>
          error !== undefined ? { request, error } : { request, latency: latency ?? 1 },
        ),
        users,
      })),
  );

function frameOf(raw: RawSecond): Frame {
  const samples = REQUESTS.flatMap((request): SeriesSample[] => {
    const own = raw.requests.filter((one) => one.request === request);
    const latencies = own.map(({ latency }) => latency).filter((latency) => latency !== undefined);
    const errors = [...new Set(own.map(({ error }) => error).filter((error) => error !== undefined))];
    return [
      trend('latency', latencies, { request }),
      counter('requests', own.length, { request }),
      counter('responses', latencies.length, { request }),
      counter('failures', 0, { request }),
      ...errors.map((error) =>
        counter('failures', own.filter((one) => one.error === error).length, { request, error }),
      ),
    ];
  });
  const { second, durationMs, stage, warmup } = raw;
  return { second, durationMs, stage, warmup, samples: [...samples, gauge('users', [raw.users])] };
}

/** Every second from 0 on; one that was left out belongs to the stage before it (the first one's at the start). */
function timeline(run: readonly RawSecond[]): (RawSecond & { isSilent: boolean })[] {
  const line: (RawSecond & { isSilent: boolean })[] = [];
  for (const raw of run) {
    while (line.length < raw.second) {
      const { stage, warmup } = line.at(-1) ?? raw;
      line.push({ second: line.length, durationMs: 1000, stage, warmup, requests: [], users: 0, isSilent: true });
    }
    line.push({ ...raw, isSilent: false });
  }
  return line;
}

function nearestRank(values: readonly number[], percent: number): number | undefined {
  const ordered = values.toSorted((a, b) => a - b);
  return ordered[Math.max(1, Math.ceil((percent / 100) * ordered.length - 1e-9)) - 1];
}

function statisticOf(values: readonly number[], statistic: Statistic): number | undefined {
  if (values.length === 0) return undefined;
  const sum = values.reduce((total, value) => total + value, 0);
  const mean = sum / values.length;
  switch (statistic) {
    case 'avg':
      return mean;
    case 'min':
      return Math.min(...values);
    case 'max':
      return Math.max(...values);
    case 'med':
      return nearestRank(values, 50);
    case 'stdev':
      return Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length);
    case 'count':
      return values.length;
    case 'sum':
      return sum;
    case 'last':
      return values.at(-1);
    default:
      return nearestRank(values, Number(statistic.slice(1)));
  }
}

type Line = ReturnType<typeof timeline>;

/** The value of a stretch of time by its definition in the design, from raw values. */
function naiveValue(line: Line, { metric, statistic = 'rate', tags }: Selector): number | undefined {
  const told = line.filter(({ isSilent }) => !isSilent);
  if (told.length === 0) return undefined;
  const all = told.flatMap(({ requests }) => requests);
  const place = all.filter(({ request }) => tags['request'] === undefined || request === tags['request']);
  const meant = place.filter(({ error }) => tags['error'] === undefined || error === tags['error']);
  const responses = (requests: RawSecond['requests']): number =>
    requests.filter((one) => one.latency !== undefined && (tags['request'] ?? one.request) === one.request).length;
  const failures = meant.filter(({ error }) => error !== undefined).length;
  const seconds = line.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000;
  switch (metric) {
    case 'latency':
      return statisticOf(
        place.map(({ latency }) => latency).filter((latency) => latency !== undefined),
        statistic,
      );
    case 'users':
      return statisticOf(
        told.map(({ users }) => users),
        statistic,
      );
    case 'requests':
      return statistic === 'rate' ? place.length / seconds : place.length;
    case 'failures':
      return failures;
    case 'error_rate':
      return place.length === 0 ? undefined : failures / place.length;
    case 'success_rate':
      return place.length === 0 ? undefined : 1 - failures / place.length;
    case 'throughput': {
      if (statistic === 'rate' || statistic === 'avg') return responses(all) / seconds;
      const full = line.filter(({ durationMs }) => durationMs === 1000);
      if (!full.some(({ isSilent }) => !isSilent)) return undefined;
      const rates = full.map(({ requests }) => responses(requests));
      // The last second that somebody told of.
      if (statistic === 'last') return responses(full.filter(({ isSilent }) => !isSilent).at(-1)?.requests ?? []);
      return statisticOf(rates, statistic);
    }
    default:
      throw new Error(metric);
  }
}

function inScope(line: Line, tags: Tags, withWarmup = false): Line {
  return line.filter(({ stage, warmup }) =>
    tags['stage'] === undefined ? withWarmup || !warmup : stage === tags['stage'],
  );
}

const statistics: Record<string, readonly Statistic[]> = {
  latency: ['avg', 'min', 'max', 'med', 'stdev', 'count', 'sum', 'p1', 'p50', 'p90', 'p95', 'p99', 'p99.9', 'p100'],
  users: ['avg', 'min', 'max', 'med', 'stdev', 'last', 'p90'],
  requests: ['count', 'sum', 'rate'],
  failures: ['count'],
  error_rate: ['rate'],
  success_rate: ['rate'],
  throughput: ['rate', 'avg', 'min', 'max', 'med', 'stdev', 'last', 'p90'],
};

const anySelector = fc.constantFrom(...Object.keys(statistics)).chain((metric) =>
  fc.record({
    metric: fc.constant(metric),
    statistic: fc.constantFrom(...(statistics[metric] ?? [])),
    tags: fc.record(
      {
        stage: fc.constantFrom('warm-up', 'ramp', 'peak', 'never'),
        ...(metric === 'users' ? {} : { request: fc.constantFrom('cart', 'pay') }),
        ...(metric === 'failures' || metric === 'error_rate' ? { error: fc.constantFrom('timeout', 'status') } : {}),
      },
      { requiredKeys: [] },
    ),
  }),
);

const OPERATORS: readonly ComparisonOperator[] = ['<', '<=', '>', '>=', '==', '!='];

function naiveCompare(operator: ComparisonOperator, observed: number, limit: number): boolean {
  switch (operator) {
    case '<':
      return observed < limit;
    case '<=':
      return observed <= limit;
    case '>':
      return observed > limit;
    case '>=':
      return observed >= limit;
    case '==':
      return observed === limit;
    case '!=':
      return observed !== limit;
  }
}

/** Near enough that either verdict is right: within the error of percentiles or of adding up binary fractions. */
function isClose(value: number, limit: number, share: number): boolean {
  return Math.abs(value - limit) <= share * Math.max(Math.abs(value), Math.abs(limit)) + 1e-9;
}

function isRounded({ metric, statistic }: Selector): boolean {
  return (metric === 'latency' || metric === 'users') && /^(p\d|med)/.test(statistic ?? '');
}

const limits = fc.oneof(
  fc.integer({ min: 0, max: 60 }),
  fc.constantFrom(0, 0.1, 0.25, 0.5, 1),
  fc.double({ min: 0, max: 60_000, noNaN: true }),
);

const settings = { numRuns: 400 };

describe('judging the whole run agrees with a reference that keeps raw values', () => {
  it('for every metric, statistic, tag filter and operator', () => {
    fc.assert(
      fc.property(rawRun, anySelector, fc.constantFrom(...OPERATORS), limits, (run, what, operator, limit) => {
        const row = check(what, { target: [operator, limit] });
        const [result] = resultOf({ checks: [row] }, run.map(frameOf)).checks;
        const expected = naiveValue(inScope(timeline(run), what.tags), what);
        if (expected === undefined) {
          expect(result).toMatchObject({ verdict: 'no-data' });
          expect(result).not.toHaveProperty('observed');
          expect(result?.notes.join()).not.toBe('');
          return;
        }
        const share = isRounded(what) ? 0.01 : 1e-6;
        expect(isClose(result?.observed ?? NaN, expected, share), `${result?.observed} for ${expected}`).toBe(true);
        if (!isClose(expected, limit, share)) {
          expect(result?.verdict).toBe(naiveCompare(operator, expected, limit) ? 'pass' : 'fail');
        } else if (isRounded(what) && !isClose(expected, limit, 1e-6)) {
          expect(result?.notes).toContain('borderline');
        }
      }),
      settings,
    );
  });
});

/** Stretches without a break, since a stage or the measured run can only be interrupted by what is out of scope. */
function stretchesOf(line: Line, what: Selector, withWarmup: boolean): Line[] {
  const scope = new Set(inScope(line, what.tags, withWarmup));
  const runs: Line[] = [[]];
  for (const second of line) {
    if (scope.has(second)) runs.at(-1)?.push(second);
    else if ((runs.at(-1)?.length ?? 0) > 0) runs.push([]);
  }
  return runs;
}

/** Every full window: for each second the shortest stretch of at least the window's length that ends with it. */
function fullWindows(runs: readonly Line[], ms: number): Line[] {
  return runs.flatMap((line) =>
    line.flatMap((_, end) => {
      for (let start = end; start >= 0; start -= 1) {
        const part = line.slice(start, end + 1);
        if (part.reduce((sum, { durationMs }) => sum + durationMs, 0) >= ms) return [part];
      }
      return [];
    }),
  );
}

type Told = 'pass' | 'fail' | 'no-data' | 'either';

/** By the words of the design, window by window. `either` when some value is too near the limit to be sure. */
function naiveWindowVerdict(
  line: Line,
  what: Selector,
  level: Level,
  operator: ComparisonOperator,
  limit: number,
  window: Window,
  withWarmup: boolean,
): Told {
  const windows = fullWindows(stretchesOf(line, what, withWarmup), window.ms);
  const near: number[] = [];
  const truth = (part: Line): boolean | undefined => {
    const value = naiveValue(part, what);
    if (value === undefined) return undefined;
    if (isClose(value, limit, isRounded(what) ? 0.02 : 1e-6)) near.push(value);
    return naiveCompare(operator, value, limit);
  };
  const truths = windows.map((part): boolean | undefined => {
    if (window.kind === 'over') return truth(part);
    const seconds = part.map((second) => truth([second]));
    if (seconds.includes(false)) return false;
    return seconds.includes(undefined) ? undefined : true;
  });
  if (near.length > 0) return 'either';
  if (truths.every((one) => one === undefined)) return 'no-data';
  const isTarget = level === 'target';
  if (isTarget && window.kind === 'over') {
    if (truths.includes(false)) return 'fail';
    return truths.includes(undefined) ? 'no-data' : 'pass';
  }
  return truths.includes(true) === isTarget ? 'pass' : 'fail';
}

const windows = fc.record({
  kind: fc.constantFrom<Window['kind']>('for', 'over'),
  ms: fc.constantFrom(1000, 2000, 3000, 5000, 2500),
});

describe('windows agree with a reference that looks at every stretch anew', () => {
  it.each<Level>(['target', 'critical', 'stop'])('as %s', (level) => {
    fc.assert(
      fc.property(
        rawRun,
        anySelector,
        fc.constantFrom(...OPERATORS),
        limits,
        windows,
        (run, what, op, limit, window) => {
          const row = check(what, { [level]: [op, limit, window] });
          const setup = level === 'stop' ? { guards: [row] } : { checks: [row] };
          const [result] = resultOf(setup, run.map(frameOf)).checks;
          const expected = naiveWindowVerdict(timeline(run), what, level, op, limit, window, level === 'stop');
          if (expected === 'either') return;
          expect(result?.verdict).toBe(expected);
        },
      ),
      settings,
    );
  });

  it('and a guard trips in the run exactly when its row fails in the result', () => {
    fc.assert(
      fc.property(
        rawRun,
        anySelector,
        fc.constantFrom(...OPERATORS),
        limits,
        windows,
        (run, what, op, limit, window) => {
          const row = check(what, { stop: [op, limit, window] });
          const frames = run.map(frameOf);
          const watch = new GuardWatch([row]);
          const trips = frames.map((frame) => watch.add(frame)).filter((trip) => trip !== undefined);
          const [result] = resultOf({ guards: [row] }, frames).checks;
          expect(trips.length).toBe(result?.verdict === 'fail' ? 1 : 0);
          for (const { nearness } of watch.distances()) expect(nearness >= 0 && nearness <= 1).toBe(true);
        },
      ),
      settings,
    );
  });
});

describe('folding', () => {
  const setup = {
    checks: [
      check(selector('latency', 'p95'), { target: ['<', 500] }),
      check(selector('error_rate'), { target: ['<', 0.1, { kind: 'for', ms: 3000 }] }),
      check(selector('throughput', 'min'), { target: ['>', 1], critical: ['<', 0.5, { kind: 'over', ms: 2000 }] }),
    ],
    guards: [check(selector('latency', 'avg'), { stop: ['>', 5000, { kind: 'for', ms: 2000 }] })],
  };

  it('gives the same result live, replayed from JSON and with every frame delivered twice', () => {
    fc.assert(
      fc.property(rawRun, (run) => {
        const events = eventsOf(run.map(frameOf), { kind: 'completed' });
        const live = startRun(setup);
        for (const event of events) {
          foldRun(live, event);
          runResult(live, 'running');
        }
        const lines = events.map((event) => JSON.stringify(event));
        const replayed = lines.map((line) => JSON.parse(line) as RunEvent).reduce(foldRun, startRun(setup));
        const doubled = events.flatMap((event) => [event, event]).reduce(foldRun, startRun(setup));
        expect(runResult(replayed)).toEqual(runResult(live));
        expect(runResult(doubled)).toEqual(runResult(live));
        expect(JSON.parse(JSON.stringify(runResult(live)))).toEqual(runResult(live));
      }),
      { numRuns: 80 },
    );
  });

  it('never passes a run that did not complete, wherever it is cut off', () => {
    fc.assert(
      fc.property(rawRun, fc.nat(), fc.constantFrom('cut', 'cancelled', 'failed'), (run, at, end) => {
        const events = eventsOf(run.map(frameOf), { kind: 'completed' });
        const kept = events.slice(0, at % events.length);
        if (end === 'cancelled') kept.push({ at: 1, kind: 'finished', outcome: { kind: 'cancelled' } });
        if (end === 'failed') kept.push({ at: 1, kind: 'finished', outcome: { kind: 'failed', message: 'exit 1' } });
        const result = runResult(kept.reduce(foldRun, startRun(setup)));
        expect(['fail', 'no-data', 'invalid']).toContain(result.verdict);
        expect(result.reasons.length).toBeGreaterThan(0);
        for (const { verdict } of result.checks) expect(['fail', 'no-data']).toContain(verdict);
      }),
      { numRuns: 150 },
    );
  });
});
