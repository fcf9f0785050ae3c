import type { Selector, Statistic } from '../checks/check.ts';
import { mergedAggregate, type Aggregate } from './aggregate.ts';
import type { MeasuredSource } from './measuredSource.ts';
import { ingredientsOf, measure } from './measure.ts';
import { INTERNAL_METRICS } from './observations.ts';
import type { Frame } from './runEvent.ts';
import { SecondView } from './secondView.ts';
import { secondsCovered } from './seriesStore.ts';

/** More points than a chart has pixels show nothing more, and cost time to send and to draw. */
export const MOST_POINTS = 600;
/** Of a shorter stretch a rate is mostly chance. */
const SHORTEST_FOR_RATE_MS = 990;

/** What a line shows of one stretch: the value of all its seconds together, and the least and most of single ones. */
export interface LinePoint {
  /** Where the stretch begins, in seconds from the start of the load. */
  second: number;
  /** How many seconds of the time line it takes. */
  seconds: number;
  value: number;
  low?: number;
  high?: number;
  /** The value is the highest of single seconds: the tool told no more of them than figures, which have no common one. */
  isHighest?: true;
}

/** Some seconds of one stage, as one. */
export interface Stretch {
  second: number;
  endSecond: number;
  stage: string;
  warmup: boolean;
  /** Time that was measured, silent seconds too. */
  durationMs: number;
  /** What charted metrics are measured from, by name. */
  aggregates: ReadonlyMap<string, Aggregate>;
  /** By charted metric; trends have none, their percentiles say it. */
  extremes: ReadonlyMap<string, Extremes>;
  /** The highest percentile of latency of single seconds, where a tool tells percentiles only. */
  peaks: ReadonlyMap<Statistic, number>;
}

interface Extremes {
  low: number;
  high: number;
}

/**
 * How the figures of a run went through time, in a bounded number of stretches: what every chart is drawn from. A long
 * run is merged into stretches of 2, 4, 8 … seconds by adding up histograms, so that a percentile stays the percentile
 * of all requests. A stretch never reaches over the border of a stage.
 */
export class Course {
  private merged: Stretch[] = [];
  private widthSeconds = 1;
  private readonly mostPoints: number;

  constructor(mostPoints = MOST_POINTS) {
    this.mostPoints = mostPoints;
  }

  /** Frames come in order. One whose second was there already is a repetition and is ignored: returns false. */
  add(frame: Frame, view = new SecondView(frame, false)): boolean {
    if (frame.second < (this.merged.at(-1)?.endSecond ?? 0)) return false;
    this.append(this.merged, stretchOf(frame, view));
    if (this.merged.length > this.mostPoints) this.widen();
    return true;
  }

  stretches(): readonly Stretch[] {
    return this.merged;
  }

  /** The line of a metric, in order of time. Stretches without a value are left out. */
  line(metric: string, statistic?: Statistic): LinePoint[] {
    return this.merged.flatMap((stretch) => {
      const together = valueIn(stretch, metric, statistic);
      const value = together ?? highestIn(stretch, metric, statistic);
      if (value === undefined) return [];
      const place = { second: stretch.second, seconds: stretch.endSecond - stretch.second };
      const point = { ...place, value, ...(together === undefined ? { isHighest: true as const } : {}) };
      const { low = value, high = value } = stretch.extremes.get(metric) ?? {};
      return [low <= value && value <= high && low < high ? { ...point, low, high } : point];
    });
  }

  private append(stretches: Stretch[], next: Stretch): void {
    const last = stretches.at(-1);
    if (last === undefined || !this.belongTogether(last, next)) stretches.push(next);
    else stretches[stretches.length - 1] = mergedStretch(last, next);
  }

  private belongTogether(one: Stretch, other: Stretch): boolean {
    const slotOf = ({ second }: Stretch): number => Math.floor(second / this.widthSeconds);
    return one.stage === other.stage && one.warmup === other.warmup && slotOf(one) === slotOf(other);
  }

  private widen(): void {
    this.widthSeconds *= 2;
    const wider: Stretch[] = [];
    for (const stretch of this.merged) this.append(wider, stretch);
    this.merged = wider;
  }
}

/** Undefined when it was not measured there, never 0. */
export function valueIn(stretch: Stretch, metric: string, statistic?: Statistic): number | undefined {
  if (isTooShort(metric, stretch.durationMs)) return undefined;
  const source: MeasuredSource = {
    aggregate: (name) => stretch.aggregates.get(name),
    durationMs: () => stretch.durationMs,
    secondRates: () => ({ values: [], silentSeconds: 0 }),
  };
  return valueOf(source, metric, statistic);
}

/** The highest of single seconds, where their percentiles have no common one. */
export function highestIn(stretch: Stretch, metric: string, statistic?: Statistic): number | undefined {
  return metric === 'latency' && statistic !== undefined ? stretch.peaks.get(statistic) : undefined;
}

/** What charts show of latency. */
const CHARTED_PERCENTILES: readonly Statistic[] = ['p50', 'p95', 'p99'];

function peaksOf(latency: Aggregate | undefined, view: SecondView): Map<Statistic, number> {
  if (latency?.kind !== 'summary') return new Map();
  const values = CHARTED_PERCENTILES.map((statistic) => [statistic, valueOf(view, 'latency', statistic)] as const);
  return new Map(values.flatMap(([statistic, value]) => (value === undefined ? [] : [[statistic, value] as const])));
}

function stretchOf(frame: Frame, view: SecondView): Stretch {
  const { second, stage, warmup, durationMs } = frame;
  const aggregates = new Map<string, Aggregate>();
  const extremes = new Map<string, Extremes>();
  for (const metric of chartedMetrics(frame)) {
    for (const ingredient of ingredientsOf(metric, {})) {
      const aggregate = view.aggregate(ingredient.metric, {});
      if (aggregate !== undefined) aggregates.set(ingredient.metric, aggregate);
    }
    if (metric === 'latency' || isTooShort(metric, durationMs)) continue;
    const natural = valueOf(view, metric);
    const low = valueOf(view, metric, 'min') ?? natural;
    const high = valueOf(view, metric, 'max') ?? natural;
    if (low !== undefined && high !== undefined) extremes.set(metric, { low, high });
  }
  const peaks = peaksOf(aggregates.get('latency'), view);
  return { second, endSecond: second + secondsCovered(frame), stage, warmup, durationMs, aggregates, extremes, peaks };
}

/** Latency, throughput, errors, and every gauge: users and monitors. */
function chartedMetrics({ samples }: Frame): ReadonlySet<string> {
  const charted = new Set<string>();
  for (const { metric, sample } of samples) {
    const isGauge = sample.kind === 'gauge' && !INTERNAL_METRICS.has(metric);
    if (metric === 'latency' || isGauge) charted.add(metric);
    if (metric === 'responses') charted.add('throughput');
    if (metric === 'requests') charted.add('error_rate');
  }
  return charted;
}

/** Seconds without a frame between the two passed all the same: nothing was completed in them. */
function mergedStretch(earlier: Stretch, later: Stretch): Stretch {
  const silentSeconds = later.second - earlier.endSecond;
  const silence = new Map(silentSeconds > 0 ? [['throughput', { low: 0, high: 0 }]] : []);
  return {
    ...earlier,
    endSecond: later.endSecond,
    durationMs: earlier.durationMs + silentSeconds * 1000 + later.durationMs,
    aggregates: joined([earlier.aggregates, later.aggregates], (one, other) => mergedAggregate([one, other])),
    extremes: joined([earlier.extremes, silence, later.extremes], (one, other) => ({
      low: Math.min(one.low, other.low),
      high: Math.max(one.high, other.high),
    })),
    peaks: joined([earlier.peaks, later.peaks], Math.max),
  };
}

/** All entries of the maps; those of one name become one by `merge`, or none when they cannot. */
function joined<Name, T>(
  maps: readonly ReadonlyMap<Name, T>[],
  merge: (one: T, other: T) => T | undefined,
): Map<Name, T> {
  const all = new Map<Name, T>();
  for (const [name, value] of maps.flatMap((map) => [...map])) {
    const there = all.get(name);
    const both = there === undefined ? value : merge(there, value);
    if (both === undefined) all.delete(name);
    else all.set(name, both);
  }
  return all;
}

function isTooShort(metric: string, durationMs: number): boolean {
  return metric === 'throughput' && durationMs < SHORTEST_FOR_RATE_MS;
}

function valueOf(source: MeasuredSource, metric: string, statistic?: Statistic): number | undefined {
  const selector: Selector = statistic === undefined ? { metric, tags: {} } : { statistic, metric, tags: {} };
  return measure(source, selector)?.value;
}
