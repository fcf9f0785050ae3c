import type { Selector, Statistic } from '../checks/check.ts';
import { dimensionOf } from '../checks/dimensions.ts';
import { isMetricName, METRICS, STATISTICS_OF_KIND, type MetricDefinition, type MetricKind } from '../metrics.ts';
import type { Dimension } from '../units.ts';
import type { Aggregate, GaugeAggregate, SummaryAggregate, Tags, TrendAggregate } from './aggregate.ts';
import type { MeasuredSource, SecondRates } from './measuredSource.ts';
import { withoutOutcomeTags } from './seriesSet.ts';

/** A value in the base unit of its dimension, and how many measured things it is made from. */
export interface Measurement {
  value: number;
  count: number;
  dimension: Dimension;
}

type Value = Omit<Measurement, 'dimension'>;

/** One series that a selector is measured from. */
export interface Ingredient {
  metric: string;
  filter: Tags;
  /** Only some runners report it; where it is missing there is none of it. */
  isOptional?: true;
}

/** What has to be kept to answer a selector: derived metrics are made from several base series, never stored themselves. */
export function ingredientsOf(metric: string, filter: Tags): Ingredient[] {
  switch (metric) {
    case 'error_rate':
    case 'success_rate':
      return [
        { metric: 'failures', filter },
        // Attempts are not tagged with how they ended: `error_rate{error=timeout}` is timeouts of all attempts.
        { metric: 'requests', filter: withoutOutcomeTags(filter) },
        // What we broke off ourselves was neither answered nor failed, so it is no attempt to judge the service by.
        { metric: 'aborted', filter: withoutOutcomeTags(filter), isOptional: true },
      ];
    case 'throughput':
      return [{ metric: 'responses', filter }];
    default:
      return [{ metric, filter }];
  }
}

/** The metric as the vocabulary defines it, else as it was reported. */
export function definitionOf(source: MeasuredSource, { metric, tags }: Selector): MetricDefinition | undefined {
  if (isMetricName(metric)) return METRICS[metric];
  const kind = source.aggregate(metric, tags)?.kind;
  return kind === undefined
    ? undefined
    : { kind: kind === 'summary' ? 'trend' : kind, dimension: 'number', meaning: '' };
}

/** The statistic that a selector means; undefined when it names none and the metric has no natural one. */
export function statisticOf(selector: Selector, kind: MetricKind): Statistic | undefined {
  return selector.statistic ?? STATISTICS_OF_KIND[kind].whenUnnamed;
}

/** N of `pN`, 50 for `med`, undefined for every other statistic. */
export function percentOf(statistic: Statistic): number | undefined {
  if (statistic === 'med') return 50;
  const percent = /^p\d/.test(statistic) ? Number(statistic.slice(1)) : NaN;
  return percent > 0 && percent <= 100 ? percent : undefined;
}

/**
 * The value that a selector means in a run, a second or a window; undefined when it was not measured, never 0 instead.
 * Percentiles are nearest rank on merged histograms. A gauge's `stdev` and percentiles and a flow's extremes look at
 * single seconds. `count` is samples of a trend, attempts of a ratio, readings or seconds of the others.
 */
export function measure(
  source: MeasuredSource,
  selector: Selector,
  definition: MetricDefinition | undefined = definitionOf(source, selector),
): Measurement | undefined {
  if (definition === undefined) return undefined;
  const statistic = statisticOf(selector, definition.kind);
  if (statistic === undefined) return undefined;
  const measured = valueOf(source, selector, definition.kind, statistic);
  if (measured === undefined || !Number.isFinite(measured.value)) return undefined;
  return { ...measured, dimension: dimensionOf(definition, statistic) };
}

function valueOf(
  source: MeasuredSource,
  { metric, tags }: Selector,
  kind: MetricKind,
  statistic: Statistic,
): Value | undefined {
  const seconds = source.durationMs(tags) / 1000;
  const [first, second, third] = ingredientsOf(metric, tags).map((base) => source.aggregate(base.metric, base.filter));
  switch (kind) {
    case 'trend':
      if (first?.kind === 'summary') return summaryValue(first, statistic);
      return first?.kind === 'trend' ? trendValue(first, statistic) : undefined;
    case 'gauge':
      // Of a level a file may tell only its extremes.
      if (first?.kind === 'summary') return summaryValue(first, statistic);
      return first?.kind === 'gauge' ? gaugeValue(first, statistic) : undefined;
    case 'counter':
      return first?.kind === 'counter' ? counterValue(first.total, statistic, seconds) : undefined;
    case 'ratio':
      if (statistic !== 'rate') return undefined;
      return toldValue(source, metric, tags) ?? ratioValue(metric, first, second, third);
    case 'flow': {
      const told = statistic === 'avg' || statistic === 'rate' ? toldValue(source, metric, tags) : undefined;
      if (told !== undefined) return told;
      const base = metric === 'throughput' ? 'responses' : metric;
      if (first?.kind !== 'counter') return undefined;
      return flowValue(first.total, statistic, seconds, () => source.secondRates(base, tags));
    }
  }
}

/** A tool may tell a rate itself and not what it is made from. */
function toldValue(source: MeasuredSource, metric: string, tags: Tags): Value | undefined {
  const told = source.aggregate(metric, tags);
  return told?.kind === 'gauge' ? gaugeValue(told, 'last') : undefined;
}

function trendValue({ histogram }: TrendAggregate, statistic: Statistic): Value | undefined {
  const { count } = histogram;
  // A value that was no number would hide in the lowest bucket, so the sum tells whether all of them were numbers.
  if (count === 0 || !Number.isFinite(histogram.total())) return undefined;
  const percent = percentOf(statistic);
  if (percent !== undefined) return valueWith(histogram.percentile(percent), count);
  switch (statistic) {
    case 'avg':
      return valueWith(histogram.mean(), count);
    case 'min':
      return valueWith(histogram.min(), count);
    case 'max':
      return valueWith(histogram.max(), count);
    case 'stdev':
      return valueWith(histogram.deviation(), count);
    case 'count':
      return { value: count, count };
    case 'sum':
      return { value: histogram.total(), count };
    default:
      return undefined;
  }
}

/** Only what the tool said; how many values it is made from may be unknown. */
function summaryValue(
  { count, avg, min, max, percentiles }: SummaryAggregate,
  statistic: Statistic,
): Value | undefined {
  const percent = percentOf(statistic);
  if (percent !== undefined) {
    const value = Object.hasOwn(percentiles, String(percent)) ? percentiles[String(percent)] : undefined;
    return valueWith(value, count);
  }
  switch (statistic) {
    case 'avg':
      return { value: avg, count };
    case 'min':
      return { value: min, count };
    case 'max':
      return { value: max, count };
    case 'count':
      return { value: count, count };
    case 'sum':
      return { value: avg * count, count };
    default:
      return undefined;
  }
}

function gaugeValue(gauge: GaugeAggregate, statistic: Statistic): Value | undefined {
  const { count, seconds } = gauge;
  if (count === 0 || !Number.isFinite(gauge.sum)) return undefined;
  const percent = percentOf(statistic);
  if (percent !== undefined) return valueWith(seconds.percentile(percent), seconds.count);
  switch (statistic) {
    case 'avg':
      return { value: gauge.sum / count, count };
    case 'min':
      return { value: gauge.min, count };
    case 'max':
      return { value: gauge.max, count };
    case 'last':
      return { value: gauge.last, count };
    case 'stdev':
      return valueWith(seconds.deviation(), seconds.count);
    default:
      return undefined;
  }
}

function counterValue(total: number, statistic: Statistic, seconds: number): Value | undefined {
  if (statistic === 'count' || statistic === 'sum') return { value: total, count: total };
  return statistic === 'rate' && seconds > 0 ? { value: total / seconds, count: total } : undefined;
}

/** A ratio of our own is failures of attempts; a tool's is a gauge or trend whose hits are 1 and misses 0. */
function ratioValue(
  metric: string,
  first: Aggregate | undefined,
  second: Aggregate | undefined,
  third: Aggregate | undefined,
): Value | undefined {
  if (metric !== 'error_rate' && metric !== 'success_rate') {
    if (first?.kind === 'summary') return summaryValue(first, 'avg');
    if (first?.kind === 'gauge') return gaugeValue(first, 'avg');
    return first?.kind === 'trend' ? trendValue(first, 'avg') : undefined;
  }
  if (first?.kind !== 'counter' || second?.kind !== 'counter') return undefined;
  // A request can fail in a later second than the one it was attempted in, so a short stretch may see more failures.
  const aborted = third?.kind === 'counter' ? third.total : 0;
  const attempts = Math.max(first.total, second.total - aborted);
  if (!(attempts > 0)) return undefined;
  const errorRate = first.total / attempts;
  return { value: metric === 'error_rate' ? errorRate : 1 - errorRate, count: attempts };
}

function flowValue(total: number, statistic: Statistic, seconds: number, rates: () => SecondRates): Value | undefined {
  if (statistic === 'avg' || statistic === 'rate') {
    return seconds > 0 ? { value: total / seconds, count: total } : undefined;
  }
  const { values, silentSeconds } = rates();
  const count = values.length + silentSeconds;
  if (values.length === 0 || !Number.isFinite(total)) return undefined;
  if (statistic === 'last') return valueWith(values.at(-1), count);
  const percent = statistic === 'max' ? 100 : statistic === 'min' ? 0 : percentOf(statistic);
  if (percent !== undefined) return { value: percentileOfSeconds(values, silentSeconds, percent), count };
  if (statistic !== 'stdev') return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, silentSeconds * mean ** 2);
  return { value: Math.sqrt(squares / count), count };
}

/** Exact nearest rank over single seconds, silent ones being the smallest; 0 gives the smallest second. */
function percentileOfSeconds(values: readonly number[], silentSeconds: number, percent: number): number {
  const rank = Math.max(1, Math.ceil((percent / 100) * (values.length + silentSeconds) - 1e-9));
  return rank <= silentSeconds ? 0 : (values.toSorted((a, b) => a - b)[rank - silentSeconds - 1] ?? NaN);
}

function valueWith(value: number | undefined, count: number): Value | undefined {
  return value === undefined ? undefined : { value, count };
}
