import type { Sample, SeriesSample, Tags } from '../../run/aggregate.ts';
import { Histogram, type SparseHistogram } from '../../stats/histogram.ts';
import type { OwnNames } from './ownNames.ts';
import type { RequestFigures, TapBucket } from './tapMessage.ts';

type Gauge = Extract<Sample, { kind: 'gauge' }>;

/** Artillery's counters that mean the same as a metric of the vocabulary. */
export const VOCABULARY_COUNTERS: Readonly<Record<string, string>> = {
  'vusers.completed': 'iterations',
  'vusers.skipped': 'dropped_iterations',
};
export const VOCABULARY_TRENDS: Readonly<Record<string, string>> = { 'vusers.session_length': 'iteration_duration' };

/** What all workers told of one second. */
export class SecondSamples {
  private readonly counters = new Map<string, { metric: string; tags: Tags; total: number }>();
  private readonly trends = new Map<string, { metric: string; tags: Tags; histogram: Histogram }>();
  private readonly busy = new Map<number, { busyMs: number; ms: number }>();
  private readonly ages = new Map<number, TapBucket['ages']>();
  private users: Gauge | undefined;

  constructor(
    readonly stage: string,
    readonly warmup: boolean,
    private readonly names: OwnNames,
  ) {}

  /** `users`: at work in all workers when the bucket ended. `stage`: the one it belongs to. */
  add(bucket: TapBucket, stage: string, users: number): void {
    const ofStage: Tags = stage === '' ? {} : { stage };
    for (const [name, total] of Object.entries(bucket.counters)) {
      const metric = VOCABULARY_COUNTERS[name];
      if (metric !== undefined) this.count(metric, ofStage, total);
      this.count(this.names.of(name, 'counter'), ofStage, total);
    }
    for (const [name, histogram] of Object.entries(bucket.trends)) {
      const metric = VOCABULARY_TRENDS[name];
      if (metric !== undefined) this.record(metric, ofStage, histogram);
      this.record(this.names.of(name, 'trend'), ofStage, histogram);
    }
    for (const request of bucket.requests) this.addRequest(request, ofStage);
    for (const [error, total] of Object.entries(bucket.errors)) {
      this.count('failures', { ...ofStage, error: this.names.redact(error) }, total);
    }
    const busy = this.busy.get(bucket.worker) ?? { busyMs: 0, ms: 0 };
    this.busy.set(bucket.worker, { busyMs: busy.busyMs + bucket.busy * bucket.ms, ms: busy.ms + bucket.ms });
    this.ages.set(bucket.worker, bucket.ages);
    this.users = withReading(this.users, users);
  }

  samples(): SeriesSample[] {
    const gauges: SeriesSample[] = [];
    const busiest = Math.max(0, ...[...this.busy.values()].map(({ busyMs, ms }) => Math.min(1, busyMs / ms)));
    if (this.busy.size > 0) {
      gauges.push({ metric: 'generator_saturation', tags: {}, sample: withReading(undefined, busiest) });
    }
    if (this.users !== undefined) gauges.push({ metric: 'users', tags: {}, sample: this.users });
    const ages = [...this.ages.values()].reduce<Gauge | undefined>(withAges, undefined);
    if (ages !== undefined) gauges.push({ metric: 'in_flight_age', tags: {}, sample: ages });
    return [
      ...[...this.counters.values()].map(({ metric, tags, total }) => ({
        metric,
        tags,
        sample: { kind: 'counter' as const, total },
      })),
      ...[...this.trends.values()].map(({ metric, tags, histogram }) => ({
        metric,
        tags,
        sample: { kind: 'trend' as const, histogram: histogram.toSparse() },
      })),
      ...gauges,
    ];
  }

  private addRequest(figures: RequestFigures, ofStage: Tags): void {
    const tags = { ...ofStage, request: this.names.redact(figures.name) };
    this.count('requests', tags, figures.begun);
    this.count('responses', tags, figures.responses);
    this.count('bytes_in', tags, figures.bytesIn);
    // Told even when nothing failed: none is a number that is known.
    this.count('failures', tags, 0);
    for (const [status, total] of Object.entries(figures.statuses)) this.count('failures', { ...tags, status }, total);
    for (const [error, total] of Object.entries(figures.errors)) this.count('failures', { ...tags, error }, total);
    this.record('latency', tags, figures.latency);
    this.record('ttfb', tags, figures.ttfb);
    this.record('connect', tags, figures.connect);
  }

  private count(metric: string, tags: Tags, total: number): void {
    const key = JSON.stringify([metric, tags]);
    const known = this.counters.get(key);
    if (known === undefined) this.counters.set(key, { metric, tags, total });
    else known.total += total;
  }

  private record(metric: string, tags: Tags, values: SparseHistogram): void {
    if (values.count === 0) return;
    const key = JSON.stringify([metric, tags]);
    const known = this.trends.get(key) ?? { metric, tags, histogram: new Histogram() };
    known.histogram.add(values);
    this.trends.set(key, known);
  }
}

function withReading(gauge: Gauge | undefined, value: number): Gauge {
  if (gauge === undefined) return { kind: 'gauge', last: value, min: value, max: value, sum: value, count: 1 };
  const { min, max, sum, count } = gauge;
  return {
    kind: 'gauge',
    last: value,
    min: Math.min(min, value),
    max: Math.max(max, value),
    sum: sum + value,
    count: count + 1,
  };
}

function withAges(gauge: Gauge | undefined, { count, sum, min, max }: TapBucket['ages']): Gauge | undefined {
  if (count === 0) return gauge;
  if (gauge === undefined) return { kind: 'gauge', last: max, min, max, sum, count };
  const oldest = Math.max(gauge.max, max);
  return {
    kind: 'gauge',
    last: oldest,
    min: Math.min(gauge.min, min),
    max: oldest,
    sum: gauge.sum + sum,
    count: gauge.count + count,
  };
}
