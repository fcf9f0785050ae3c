import { Histogram, type SparseHistogram } from '../stats/histogram.ts';
import { GaugeValues } from './gaugeValues.ts';

/** Tags of a series, such as `{ stage: 'peak', request: 'open cart' }`. */
export type Tags = Readonly<Record<string, string>>;

/** The values of one series in one second, in a form that can be merged over any stretch of time or set of tags. */
export type Sample =
  | { kind: 'trend'; histogram: SparseHistogram }
  | { kind: 'counter'; total: number }
  | { kind: 'gauge'; last: number; min: number; max: number; sum: number; count: number }
  /** A trend of which a tool tells only figures, not the values. Two of them have no common percentile. */
  | ({ kind: 'summary' } & TrendSummary);

/** What a tool says of many values. What it does not say is not a number. */
export interface TrendSummary {
  count: number;
  avg: number;
  min: number;
  max: number;
  /** Percent -> value; `50` is the median. */
  percentiles: Readonly<Record<string, number>>;
}

export interface SeriesSample {
  metric: string;
  tags: Tags;
  sample: Sample;
}

/** Many samples of one or several series merged into one. Whoever made it owns it and may merge more into it. */
export type Aggregate = TrendAggregate | CounterAggregate | GaugeAggregate | SummaryAggregate;

export interface TrendAggregate {
  kind: 'trend';
  histogram: Histogram;
}

/** `parts`: how many summaries are in it. Percentiles are there only while it is one. */
export interface SummaryAggregate extends TrendSummary {
  kind: 'summary';
  parts: number;
}

export interface CounterAggregate {
  kind: 'counter';
  total: number;
}

/** `sum` and `count` are of all readings; `seconds` holds one value a second, the mean of that second's readings. */
export interface GaugeAggregate {
  kind: 'gauge';
  last: number;
  /** The second that `last` is from. */
  lastSecond: number;
  min: number;
  max: number;
  sum: number;
  count: number;
  seconds: GaugeValues;
}

export function emptyAggregate(kind: Sample['kind']): Aggregate {
  switch (kind) {
    case 'trend':
      return { kind, histogram: new Histogram() };
    case 'counter':
      return { kind, total: 0 };
    case 'summary':
      return { kind, parts: 0, count: 0, avg: NaN, min: NaN, max: NaN, percentiles: {} };
    case 'gauge':
      return {
        kind,
        last: NaN,
        lastSecond: -1,
        min: Infinity,
        max: -Infinity,
        sum: 0,
        count: 0,
        seconds: new GaugeValues(),
      };
  }
}

/** NaN becomes null in JSON; both must end as NaN, which is never a measured value, so that live and replay agree. */
function numberOrNaN(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}

/** Adds one second's sample to `aggregate`. A sample of another kind than the aggregate is a bug of the caller. */
export function mergeSample(aggregate: Aggregate, sample: Sample, second: number): void {
  if (aggregate.kind === 'trend' && sample.kind === 'trend') {
    aggregate.histogram.add(sample.histogram);
  } else if (aggregate.kind === 'counter' && sample.kind === 'counter') {
    aggregate.total += numberOrNaN(sample.total);
  } else if (aggregate.kind === 'gauge' && sample.kind === 'gauge') {
    if (sample.count === 0) return;
    const seconds = new GaugeValues();
    seconds.record(sample.sum / sample.count);
    mergeGauge(aggregate, { ...sample, lastSecond: second, seconds });
  } else if (aggregate.kind === 'summary' && sample.kind === 'summary') {
    mergeSummary(aggregate, { ...sample, parts: 1 });
  } else {
    throw new Error(`A ${sample.kind} sample cannot be merged into a ${aggregate.kind}.`);
  }
}

/** Adds everything in `from` to `into`; `from` stays as it is. Both must be of one kind. */
export function mergeAggregate(into: Aggregate, from: Aggregate): void {
  if (into.kind === 'trend' && from.kind === 'trend') {
    into.histogram.addHistogram(from.histogram);
  } else if (into.kind === 'counter' && from.kind === 'counter') {
    into.total += from.total;
  } else if (into.kind === 'gauge' && from.kind === 'gauge') {
    mergeGauge(into, from);
  } else if (into.kind === 'summary' && from.kind === 'summary') {
    mergeSummary(into, from);
  } else {
    throw new Error(`A ${from.kind} cannot be merged into a ${into.kind}.`);
  }
}

/** One aggregate of them all, or undefined when there are none or they are not of one kind. */
export function mergedAggregate(aggregates: readonly Aggregate[]): Aggregate | undefined {
  const [first] = aggregates;
  if (first === undefined || aggregates.some(({ kind }) => kind !== first.kind)) return undefined;
  const merged = emptyAggregate(first.kind);
  for (const aggregate of aggregates) mergeAggregate(merged, aggregate);
  return merged;
}

function mergeGauge(into: GaugeAggregate, from: Omit<GaugeAggregate, 'kind'>): void {
  if (from.count === 0) return;
  if (from.lastSecond >= into.lastSecond) {
    into.last = numberOrNaN(from.last);
    into.lastSecond = from.lastSecond;
  }
  into.min = Math.min(into.min, numberOrNaN(from.min));
  into.max = Math.max(into.max, numberOrNaN(from.max));
  into.sum += numberOrNaN(from.sum);
  into.count += from.count;
  into.seconds.add(from.seconds);
}

/** Percentiles of parts say nothing of the whole, so a whole of several parts has none. */
function mergeSummary(into: SummaryAggregate, from: Omit<SummaryAggregate, 'kind'>): void {
  if (from.parts === 0) return;
  const { count, avg, min, max, percentiles } = from;
  if (into.parts === 0) {
    Object.assign(into, { parts: from.parts, count, avg, min, max, percentiles });
    return;
  }
  const together = into.count + count;
  into.avg = together > 0 ? (weighted(into.avg, into.count) + weighted(avg, count)) / together : NaN;
  into.count = together;
  // Math.min of a number and no number is no number: what one part does not tell the whole does not know.
  into.min = Math.min(into.min, min);
  into.max = Math.max(into.max, max);
  into.percentiles = {};
  into.parts += from.parts;
}

function weighted(average: number, count: number): number {
  return count === 0 ? 0 : average * count;
}
