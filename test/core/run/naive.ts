import fc from 'fast-check';
import type { ComparisonOperator, Selector, Statistic } from '../../../core/checks/check.ts';
import type { SeriesSample, Tags } from '../../../core/run/aggregate.ts';
import type { Frame } from '../../../core/run/runEvent.ts';
import { counter, gauge, trend } from './helpers.ts';

/** What really happened in a second, kept raw: the naive reference sorts and counts these. */
export interface RawSecond {
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
export const rawRun = fc
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

export function frameOf(raw: RawSecond): Frame {
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
export function timeline(run: readonly RawSecond[]): (RawSecond & { isSilent: boolean })[] {
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

export type Line = ReturnType<typeof timeline>;

/** The value of a stretch of time by its definition in the design, from raw values. */
export function naiveValue(line: Line, { metric, statistic = 'rate', tags }: Selector): number | undefined {
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

export function inScope(line: Line, tags: Tags, withWarmup = false): Line {
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

export const anySelector = fc.constantFrom(...Object.keys(statistics)).chain((metric) =>
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

export const OPERATORS: readonly ComparisonOperator[] = ['<', '<=', '>', '>=', '==', '!='];

export function naiveCompare(operator: ComparisonOperator, observed: number, limit: number): boolean {
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
export function isClose(value: number, limit: number, share: number): boolean {
  return Math.abs(value - limit) <= share * Math.max(Math.abs(value), Math.abs(limit)) + 1e-9;
}

export function isRounded({ metric, statistic }: Selector): boolean {
  return (metric === 'latency' || metric === 'users') && /^(p\d|med)/.test(statistic ?? '');
}

export const limits = fc.oneof(
  fc.integer({ min: 0, max: 60 }),
  fc.constantFrom(0, 0.1, 0.25, 0.5, 1),
  fc.double({ min: 0, max: 60_000, noNaN: true }),
);
