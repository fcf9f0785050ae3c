import type { SeriesSample, Tags, TrendSummary } from '../../run/aggregate.ts';

/** What k6 says of one metric, whether of a second or of the whole run. */
export type Figure =
  | { kind: 'counter'; count: number }
  | { kind: 'gauge'; value: number; min: number; max: number }
  /** A share of hits; `count` is not a number where k6 does not tell of how many. */
  | { kind: 'rate'; share: number; count: number }
  | { kind: 'trend'; summary: TrendSummary };

/** By k6's own names, submetrics as `name{tag:value}`. A metric without a sample is not in it. */
export type Figures = ReadonlyMap<string, Figure>;

/** Which part of the figures is meant, and how the vocabulary names it. */
export interface Part {
  /** The name under which k6 tells a metric of this part. */
  nameOf: (metric: string) => string;
  tags: Tags;
  /** Requests that got no response; undefined when k6 does not tell. */
  noResponse: number | undefined;
  /** A trend of the requests that got a response, which k6 mixes with the others. */
  answered: (metric: string) => TrendSummary | undefined;
  /** Failed requests by status; undefined when only their sum is known. */
  failuresByStatus?: ReadonlyMap<string, number>;
}

const COUNTERS: readonly (readonly [name: string, k6Name: string])[] = [
  ['iterations', 'iterations'],
  ['bytes_in', 'data_received'],
  ['bytes_out', 'data_sent'],
];
const TRENDS_OF_RESPONSES: readonly (readonly [name: string, k6Name: string])[] = [
  ['latency', 'http_req_duration'],
  ['ttfb', 'http_req_waiting'],
];

export function countOf(figures: Figures, name: string): number | undefined {
  const figure = figures.get(name);
  return figure?.kind === 'counter' ? figure.count : undefined;
}

export function trendOf(figures: Figures, name: string): TrendSummary | undefined {
  const figure = figures.get(name);
  return figure?.kind === 'trend' ? figure.summary : undefined;
}

/** Requests that k6 counts as failed; undefined when nothing told whether requests failed. */
export function failedOf(figures: Figures, name: string): number | undefined {
  const figure = figures.get(name);
  return figure?.kind === 'rate' && Number.isFinite(figure.count) ? Math.round(figure.share * figure.count) : undefined;
}

/** The metrics of the vocabulary, as far as k6 tells them. */
export function vocabularySamples(figures: Figures, part: Part): SeriesSample[] {
  const { nameOf, tags, noResponse } = part;
  const samples: SeriesSample[] = [];
  const counter = (metric: string, total: number | undefined, more: Tags = {}): void => {
    if (total !== undefined) samples.push({ metric, tags: { ...tags, ...more }, sample: { kind: 'counter', total } });
  };
  const summary = (metric: string, trend: TrendSummary | undefined): void => {
    if (trend !== undefined) samples.push({ metric, tags, sample: { kind: 'summary', ...trend } });
  };
  const requests = countOf(figures, nameOf('http_reqs'));
  counter('requests', requests);
  if (requests !== undefined && noResponse !== undefined) counter('responses', requests - noResponse);
  const failures = failedOf(figures, nameOf('http_req_failed'));
  if (part.failuresByStatus === undefined || part.failuresByStatus.size === 0) counter('failures', failures);
  else {
    for (const [status, count] of part.failuresByStatus) {
      counter('failures', count, status === '0' ? { error: 'no-response' } : { status });
    }
  }
  for (const [metric, name] of COUNTERS) counter(metric, countOf(figures, nameOf(name)));
  // k6 reports drops only when there are some, so without them a pass that ended shows that there were none.
  const hasPasses = countOf(figures, nameOf('iterations')) !== undefined;
  counter('dropped_iterations', countOf(figures, nameOf('dropped_iterations')) ?? (hasPasses ? 0 : undefined));
  for (const [metric, name] of TRENDS_OF_RESPONSES) summary(metric, part.answered(name));
  summary('connect', trendOf(figures, nameOf('http_req_connecting')));
  summary('iteration_duration', trendOf(figures, nameOf('iteration_duration')));
  const users = figures.get(nameOf('vus'));
  if (users !== undefined) samples.push(...ownSample('users', users, tags));
  return samples;
}

/** Every metric under k6's own name or the script's, without those that mean the same in the vocabulary. */
export function ownSamples(figures: Figures): SeriesSample[] {
  return [...figures].flatMap(([name, figure]) =>
    name.includes('{') || SAME_IN_VOCABULARY.has(name) ? [] : ownSample(name, figure, {}),
  );
}

const SAME_IN_VOCABULARY: ReadonlySet<string> = new Set(['iterations', 'dropped_iterations', 'iteration_duration']);

function ownSample(metric: string, figure: Figure, tags: Tags): SeriesSample[] {
  switch (figure.kind) {
    case 'counter':
      return [{ metric, tags, sample: { kind: 'counter', total: figure.count } }];
    case 'gauge': {
      const { value, min, max } = figure;
      return [{ metric, tags, sample: { kind: 'gauge', last: value, min, max, sum: value, count: 1 } }];
    }
    case 'rate': {
      // As a summary, because shares of seconds have no common share unless it is known of how many each is.
      const { share, count } = figure;
      return [{ metric, tags, sample: { kind: 'summary', count, avg: share, min: NaN, max: NaN, percentiles: {} } }];
    }
    case 'trend':
      return [{ metric, tags, sample: { kind: 'summary', ...figure.summary } }];
  }
}
