import * as z from 'zod';
import { emptyAggregate, mergeSample, type TrendSummary } from '../../run/aggregate.ts';
import { countOf, failedOf, trendOf, type Figure, type Figures, type Part } from './figures.ts';

const eventSchema = z.object({ event: z.string(), data: z.string() });
const metricSchema = z.record(z.string(), z.object({ type: z.enum(['counter', 'gauge', 'rate', 'trend']) }));
const dimensionSchema = z.record(z.string(), z.object({ contains: z.string().optional() }));
const rowsSchema = z.array(z.array(z.number()));
const paramSchema = z.object({ period: z.number().positive(), aggregates: z.record(z.string(), z.array(z.string())) });

type MetricType = z.infer<typeof metricSchema>[string]['type'];

/** What k6 measured in one period. `at` is the end of it, in ms since the Unix epoch. */
export interface Window {
  at: number;
  durationMs: number;
  figures: Figures;
}

/** k6's stream of server-sent events for its dashboard. It never throws: what cannot be read is left out. */
export class DashboardStream {
  /** All values since the start of the run. */
  cumulative: Figures = new Map();
  /** When k6 told its end. */
  stoppedAt: number | undefined;
  readonly types = new Map<string, MetricType>();
  /** What the values of a metric are: `time` or `data`, else plain numbers. */
  readonly contents = new Map<string, string>();
  periodMs = 1000;
  lastAt: number | undefined;
  private names: string[] = [];
  private aggregates: Readonly<Record<string, readonly string[]>> = {};

  /** Gives the period that ended with this event, or undefined. */
  take(line: string): Window | undefined {
    const { event, data } = eventSchema.safeParse(parsed(line)).data ?? { event: '', data: '' };
    const json = parsed(data);
    switch (event) {
      case 'param':
        this.takeParameters(json);
        return undefined;
      case 'metric':
        this.takeNames(json);
        return undefined;
      case 'start':
        this.lastAt ??= rowsSchema.safeParse(json).data?.[0]?.[0];
        return undefined;
      case 'stop':
        this.stoppedAt = rowsSchema.safeParse(json).data?.[0]?.[0] ?? this.lastAt;
        return undefined;
      case 'cumulative':
        this.cumulative = this.figuresOf(json)?.figures ?? this.cumulative;
        return undefined;
      case 'snapshot':
        return this.windowOf(json);
      default:
        return undefined;
    }
  }

  private takeParameters(json: unknown): void {
    const { data } = paramSchema.safeParse(json);
    if (data === undefined) return;
    this.periodMs = data.period;
    this.aggregates = data.aggregates;
  }

  private takeNames(json: unknown): void {
    for (const [name, { type }] of Object.entries(metricSchema.safeParse(json).data ?? {})) this.types.set(name, type);
    for (const [name, { contains }] of Object.entries(dimensionSchema.safeParse(json).data ?? {})) {
      if (contains !== undefined) this.contents.set(name, contains);
    }
    // Values come without names, in the order of the bytes of their names.
    this.names = [...this.types.keys()].sort((a, b) => (a < b ? -1 : 1));
  }

  private windowOf(json: unknown): Window | undefined {
    const told = this.figuresOf(json);
    if (told === undefined) return undefined;
    // A period that k6 was too busy to tell is part of the next one.
    const periods = this.lastAt === undefined ? 1 : Math.round((told.at - this.lastAt) / this.periodMs);
    this.lastAt = told.at;
    return { ...told, durationMs: Math.max(1, periods) * this.periodMs };
  }

  private figuresOf(json: unknown): { at: number; figures: Figures } | undefined {
    const rows = rowsSchema.safeParse(json).data;
    if (rows?.length !== this.names.length) return undefined;
    const values = new Map(this.names.map((name, index) => [name, rows[index] ?? []]));
    const at = values.get('time')?.[0];
    if (at === undefined) return undefined;
    const figures = new Map<string, Figure>();
    for (const [name, row] of values) {
      if (row.length > 0 && name !== 'time') figures.set(name, this.figureOf(name, row, values));
    }
    return { at, figures };
  }

  private figureOf(name: string, row: readonly number[], all: ReadonlyMap<string, readonly number[]>): Figure {
    const type = this.types.get(name) ?? 'gauge';
    const [first = NaN] = row;
    switch (type) {
      case 'counter':
        return { kind: type, count: first };
      case 'gauge':
        return { kind: type, value: first, min: first, max: first };
      case 'rate':
        return { kind: type, share: first, count: numberOfValues(name, (metric) => all.get(metric)?.[0]) };
      case 'trend':
        return { kind: type, summary: this.summaryOf(name, row, all) };
    }
  }

  private summaryOf(name: string, row: readonly number[], all: ReadonlyMap<string, readonly number[]>): TrendSummary {
    const told = new Map((this.aggregates['trend'] ?? []).map((statistic, index) => [statistic, row[index] ?? NaN]));
    return trendSummary(
      told,
      numberOfValues(name, (metric) => all.get(metric)?.[0]),
    );
  }
}

/** From k6's names of statistics; what is missing stays unknown. */
export function trendSummary(told: ReadonlyMap<string, number>, count: number): TrendSummary {
  const percentiles: Record<string, number> = {};
  for (const [statistic, value] of told) {
    const percent = /^p\((.+)\)$/.exec(statistic)?.[1];
    if (percent !== undefined) percentiles[String(Number(percent))] = value;
  }
  const median = told.get('med');
  if (median !== undefined) percentiles['50'] = median;
  return { count, avg: told.get('avg') ?? NaN, min: told.get('min') ?? NaN, max: told.get('max') ?? NaN, percentiles };
}

/** k6 does not always say how many values a trend has, but each request has one of these and each pass one of that. */
export function numberOfValues(name: string, countOfMetric: (metric: string) => number | undefined): number {
  const [, metric = '', suffix = ''] = /^([^{]*)(.*)$/.exec(name) ?? [];
  if (metric.startsWith('http_req_')) return countOfMetric(`http_reqs${suffix}`) ?? NaN;
  if (metric === 'iteration_duration') return countOfMetric(`iterations${suffix}`) ?? NaN;
  return NaN;
}

/** The run as a whole, as the dashboard's tag `status` lets it be told. */
export function wholePart(figures: Figures): Part {
  const byStatus = new Map<string, number>();
  const failuresByStatus = new Map<string, number>();
  for (const name of figures.keys()) {
    const status = /^http_reqs\{status:(.*)\}$/.exec(name)?.[1];
    if (status === undefined) continue;
    byStatus.set(status, countOf(figures, name) ?? 0);
    const failed = failedOf(figures, `http_req_failed{status:${status}}`);
    if (failed !== undefined && failed > 0) failuresByStatus.set(status, failed);
  }
  // A script may leave the status out of its tags; then nobody knows what was answered.
  const noResponse = byStatus.size === 0 ? undefined : (byStatus.get('0') ?? 0);
  return {
    nameOf: (metric) => metric,
    tags: {},
    noResponse,
    failuresByStatus,
    answered: (metric) => answeredTrend(figures, metric, noResponse, [...byStatus.keys()]),
  };
}

function answeredTrend(
  figures: Figures,
  metric: string,
  noResponse: number | undefined,
  statuses: readonly string[],
): TrendSummary | undefined {
  if (noResponse === undefined) return undefined;
  if (noResponse === 0) return trendOf(figures, metric);
  const merged = emptyAggregate('summary');
  for (const status of statuses.filter((one) => one !== '0')) {
    const trend = trendOf(figures, `${metric}{status:${status}}`);
    if (trend !== undefined) mergeSample(merged, { kind: 'summary', ...trend }, 0);
  }
  if (merged.kind !== 'summary' || merged.parts === 0) return undefined;
  const { count, avg, min, max, percentiles } = merged;
  return { count, avg, min, max, percentiles };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
