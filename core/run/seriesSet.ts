import {
  emptyAggregate,
  mergedAggregate,
  mergeSample,
  type Aggregate,
  type Sample,
  type SeriesSample,
  type Tags,
} from './aggregate.ts';

/**
 * Tags that tell how a request ended. A series with such a tag appears only once something ended that way, so its
 * absence means zero, while an unknown stage or request means that nothing was measured.
 */
const OUTCOME_TAGS: ReadonlySet<string> = new Set(['error', 'error_code', 'status']);

export function withoutOutcomeTags(filter: Tags): Tags {
  return Object.fromEntries(Object.entries(filter).filter(([key]) => !OUTCOME_TAGS.has(key)));
}

export function includesTags(tags: Tags, filter: Tags): boolean {
  return Object.entries(filter).every(([key, value]) => Object.hasOwn(tags, key) && tags[key] === value);
}

/** True when a series with these tags may hold values that the filter means: no tag says otherwise. */
function mayHold(tags: Tags, filter: Tags): boolean {
  return Object.entries(filter).every(([key, value]) => !Object.hasOwn(tags, key) || tags[key] === value);
}

export interface Series {
  tags: Tags;
  /** Series of warm-up stages are found only by a filter that names the stage. */
  warmup: boolean;
  aggregate: Aggregate;
  /** `[second, amount, …]` of a counter that is also looked at second by second; seconds with 0 are left out. */
  seconds?: number[];
}

/** Sums up samples by metric and tags, and answers what a selector asks from them. */
export class SeriesSet {
  private readonly byMetric = new Map<string, Map<string, Series>>();
  private readonly keptBySecond: ReadonlySet<string>;
  private readonly hidesWarmup: boolean;

  /** With `hidesWarmup`, queries that name no stage leave warm-up series out. `keptBySecond`: counters to keep in seconds. */
  constructor(options: { hidesWarmup: boolean; keptBySecond?: Iterable<string> }) {
    this.hidesWarmup = options.hidesWarmup;
    this.keptBySecond = new Set(options.keptBySecond ?? []);
  }

  add({ metric, tags, sample }: SeriesSample, warmup: boolean, second: number): void {
    const series = this.seriesOf(metric, tags, warmup, sample.kind);
    mergeSample(series.aggregate, sample, second);
    if (sample.kind === 'counter' && sample.total !== 0) series.seconds?.push(second, sample.total);
  }

  metrics(): string[] {
    return [...this.byMetric.keys()];
  }

  /** Every value that a tag has in measured series (without warm-up where that is hidden), in order of appearance. */
  tagValues(key: string): string[] {
    const values = new Set<string>();
    for (const series of this.byMetric.values()) {
      for (const { tags, warmup } of series.values()) {
        const value = Object.hasOwn(tags, key) ? tags[key] : undefined;
        if (value !== undefined && !(this.hidesWarmup && warmup)) values.add(value);
      }
    }
    return [...values];
  }

  /** The series of a metric whose tags include the filter. */
  matching(metric: string, filter: Tags): Series[] {
    return this.asked(metric, filter).filter(({ tags }) => includesTags(tags, filter));
  }

  /**
   * All matching series as one. A counter without a matching series is 0 only where that is certain: the metric is
   * reported, the stage and request that the filter names exist, and no less precisely tagged series counted
   * anything that the filter could mean.
   */
  aggregate(metric: string, filter: Tags): Aggregate | undefined {
    const matching = this.matching(metric, filter);
    if (matching.length > 0) return mergedAggregate(matching.map(({ aggregate }) => aggregate));
    return this.isCertainlyZero(metric, filter) ? { kind: 'counter', total: 0 } : undefined;
  }

  private isCertainlyZero(metric: string, filter: Tags): boolean {
    const reported = this.asked(metric, filter);
    if (reported.length === 0 || reported.some(({ aggregate }) => aggregate.kind !== 'counter')) return false;
    const place = withoutOutcomeTags(filter);
    const placeExists = [metric, 'requests'].some((name) => this.matching(name, place).length > 0);
    return (
      placeExists &&
      reported
        .filter(({ tags }) => mayHold(tags, filter))
        .every(({ aggregate }) => aggregate.kind === 'counter' && aggregate.total === 0)
    );
  }

  private asked(metric: string, filter: Tags): Series[] {
    const all = [...(this.byMetric.get(metric)?.values() ?? [])];
    const leavesOut = this.hidesWarmup && !Object.hasOwn(filter, 'stage');
    return leavesOut ? all.filter(({ warmup }) => !warmup) : all;
  }

  private seriesOf(metric: string, tags: Tags, warmup: boolean, kind: Sample['kind']): Series {
    let ofMetric = this.byMetric.get(metric);
    if (ofMetric === undefined) this.byMetric.set(metric, (ofMetric = new Map<string, Series>()));
    const sortedTags = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    const key = JSON.stringify([kind, warmup, sortedTags]);
    let series = ofMetric.get(key);
    if (series === undefined) {
      series = { tags, warmup, aggregate: emptyAggregate(kind) };
      if (this.keptBySecond.has(metric)) series.seconds = [];
      ofMetric.set(key, series);
    }
    return series;
  }
}
