import type { SeriesSample, Tags } from '../../run/aggregate.ts';
import { Histogram } from '../../stats/histogram.ts';
import type { ErrorKind } from './errorKind.ts';

/** In every frame, even at 0, so that "nothing happened" can be told from "not measured". */
export const ALWAYS_REPORTED = [
  'requests',
  'responses',
  'failures',
  'aborted',
  'started_iterations',
  'iterations',
  'dropped_iterations',
  'reconnects',
  'bytes_in',
  'bytes_out',
] as const;
export type CounterName = (typeof ALWAYS_REPORTED)[number];
export type TrendName = 'latency' | 'ttfb' | 'connect' | 'iteration_duration' | 'schedule_lag';

export type FailureTag = { error: ErrorKind } | { status: string };

/** The numbers of one stage and request in the second that is being recorded. */
class Cell {
  readonly tags: Tags;
  private readonly counters = new Map<CounterName, number>();
  private readonly trends = new Map<TrendName, Histogram>();
  /** Failures by their tag, written as `error=timeout` or `status=503`. */
  private readonly failures = new Map<string, { tag: FailureTag; total: number }>();

  constructor(tags: Tags) {
    this.tags = tags;
  }

  count(name: CounterName, amount: number): void {
    this.counters.set(name, (this.counters.get(name) ?? 0) + amount);
  }

  record(name: TrendName, value: number): void {
    let histogram = this.trends.get(name);
    if (histogram === undefined) this.trends.set(name, (histogram = new Histogram()));
    histogram.record(value);
  }

  fail(tag: FailureTag): void {
    const key = 'error' in tag ? `error=${tag.error}` : `status=${tag.status}`;
    const entry = this.failures.get(key);
    if (entry === undefined) this.failures.set(key, { tag, total: 1 });
    else entry.total += 1;
  }

  samples(): SeriesSample[] {
    const { tags } = this;
    return [
      ...[...this.counters].map(([metric, total]) => counterSample(metric, tags, total)),
      ...[...this.failures.values()].map(({ tag, total }) => counterSample('failures', { ...tags, ...tag }, total)),
      ...[...this.trends].map(([metric, histogram]): SeriesSample => ({
        metric,
        tags,
        sample: { kind: 'trend', histogram: histogram.toSparse() },
      })),
    ];
  }
}

function counterSample(metric: string, tags: Tags, total: number): SeriesSample {
  return { metric, tags, sample: { kind: 'counter', total } };
}

/** Cells by stage, then by request. */
type Second = Map<string, Map<string, Cell>>;

/**
 * Collects events by the second in which they happen. Its size depends on the number of stages, requests and kinds
 * of failure, never on the number of events, and a second is forgotten when it is taken.
 */
export class Recorder {
  private readonly currentSecond: () => number;
  private readonly seconds = new Map<number, Second>();

  constructor(currentSecond: () => number) {
    this.currentSecond = currentSecond;
  }

  /** `request` is empty for what belongs to a whole pass of the flow. */
  count(stage: string, request: string, name: CounterName, amount = 1): void {
    if (amount > 0) this.cell(stage, request).count(name, amount);
  }

  /** In ms. */
  record(stage: string, request: string, name: TrendName, value: number): void {
    this.cell(stage, request).record(name, value);
  }

  fail(stage: string, request: string, tag: FailureTag): void {
    this.cell(stage, request).fail(tag);
  }

  /** Whether anything happened in this second. */
  has(second: number): boolean {
    return this.seconds.has(second);
  }

  take(second: number): SeriesSample[] {
    const rows = this.seconds.get(second)?.values() ?? [];
    this.seconds.delete(second);
    const samples = [...rows].flatMap((row) => [...row.values()].flatMap((cell) => cell.samples()));
    const reported = new Set(samples.map((sample) => sample.metric));
    const zeros = ALWAYS_REPORTED.filter((name) => !reported.has(name)).map((name) => counterSample(name, {}, 0));
    return [...samples, ...zeros];
  }

  private cell(stage: string, request: string): Cell {
    const number = this.currentSecond();
    let second = this.seconds.get(number);
    if (second === undefined) this.seconds.set(number, (second = new Map<string, Map<string, Cell>>()));
    let row = second.get(stage);
    if (row === undefined) second.set(stage, (row = new Map<string, Cell>()));
    let cell = row.get(request);
    if (cell === undefined) row.set(request, (cell = new Cell(request === '' ? { stage } : { stage, request })));
    return cell;
  }
}
