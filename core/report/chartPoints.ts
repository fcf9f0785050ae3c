import type { Selector, Statistic } from '../checks/check.ts';
import { ingredientsOf, measure, type Ingredient } from '../run/measure.ts';
import type { MeasuredSource } from '../run/measuredSource.ts';
import { mergeSlices, sliceOf, sliceSource, type Slice } from '../run/slice.ts';

/** A chart's line has at most so many points, however long the run was. */
export const MOST_POINTS = 600;

/** What a line shows at one place: the value of all seconds of the point together, and the least and most of one second. */
export interface ChartPoint {
  second: number;
  /** How many seconds the point stands for. */
  seconds: number;
  value: number;
  low?: number;
  high?: number;
}

interface Point {
  slice: Slice;
  low: number;
  high: number;
}

/**
 * The course of one metric, in bounded memory. When the run outgrows the points, neighbours are merged: histograms
 * are added up, so a percentile of a merged point is the percentile of all its requests, never a mean of percentiles.
 */
export class ChartPoints {
  private readonly metric: string;
  private readonly ingredients: Ingredient[];
  private points = new Map<number, Point>();
  private secondsPerPoint = 1;

  constructor(metric: string) {
    this.metric = metric;
    this.ingredients = ingredientsOf(metric, {});
  }

  /** One second (or a longer frame) as something to measure. Seconds without a value leave a gap. */
  add(second: number, source: MeasuredSource): void {
    const slice = sliceOf(source, this.ingredients);
    const own = sliceSource(slice, this.ingredients);
    const natural = this.valueOf(own, undefined);
    const low = this.valueOf(own, 'min') ?? natural;
    const high = this.valueOf(own, 'max') ?? natural;
    if (low === undefined || high === undefined) return;
    while (second >= MOST_POINTS * this.secondsPerPoint) this.widen();
    const point = { slice, low, high };
    merge(this.points, Math.floor(second / this.secondsPerPoint), point);
  }

  /** The line of a statistic, in order of time. Only lines of single values have a span between least and most. */
  line(statistic: Statistic | undefined): ChartPoint[] {
    return [...this.points].flatMap(([index, { slice, low, high }]) => {
      const value = this.valueOf(sliceSource(slice, this.ingredients), statistic);
      if (value === undefined) return [];
      const place = { second: index * this.secondsPerPoint, seconds: this.secondsPerPoint };
      const isPercentile = statistic !== undefined && /^p\d/.test(statistic);
      const hasSpan = !isPercentile && low <= value && value <= high && low < high;
      return [hasSpan ? { ...place, value, low, high } : { ...place, value }];
    });
  }

  private valueOf(source: MeasuredSource, statistic: Statistic | undefined): number | undefined {
    const selector: Selector =
      statistic === undefined ? { metric: this.metric, tags: {} } : { statistic, metric: this.metric, tags: {} };
    return measure(source, selector)?.value;
  }

  private widen(): void {
    this.secondsPerPoint *= 2;
    const wider = new Map<number, Point>();
    for (const [index, point] of this.points) merge(wider, Math.floor(index / 2), point);
    this.points = wider;
  }
}

function merge(points: Map<number, Point>, index: number, point: Point): void {
  const there = points.get(index);
  if (there === undefined) {
    points.set(index, point);
    return;
  }
  there.slice = mergeSlices(there.slice, point.slice);
  there.low = Math.min(there.low, point.low);
  there.high = Math.max(there.high, point.high);
}
