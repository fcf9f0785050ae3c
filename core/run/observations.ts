import type { Selector, Statistic } from '../checks/check.ts';
import { isMetricName, METRICS, type MetricDefinition } from '../metrics.ts';
import { BASE_UNIT_NAMES } from '../units.ts';
import type { Tags } from './aggregate.ts';
import { definitionOf, measure, statisticOf } from './measure.ts';
import type { Observation } from './runResult.ts';
import { IN_FLIGHT_AGE } from './secondView.ts';
import type { SeriesStore } from './seriesStore.ts';
import { GENERATOR_SATURATION, STARTED_ITERATIONS } from './validity.ts';

type Listed = readonly [metric: string, statistics: readonly (Statistic | undefined)[]];

const TREND_STATISTICS = ['avg', 'min', 'p50', 'p90', 'p95', 'p99', 'max'] as const;
/** Without a statistic the metric's natural one is listed. */
const OF_RUN: readonly Listed[] = [
  ['latency', TREND_STATISTICS],
  ['throughput', [undefined]],
  ['requests', [undefined]],
  ['failures', [undefined]],
  ['error_rate', [undefined]],
];
const OF_STAGE: readonly Listed[] = [
  ['latency', ['p50', 'p95', 'p99']],
  ['throughput', [undefined]],
  ['error_rate', [undefined]],
];
const OF_REQUEST: readonly Listed[] = [
  ['latency', ['p50', 'p95', 'p99']],
  ['requests', [undefined]],
  ['error_rate', [undefined]],
];
/** What runners tell the engine, not people; `responses` shows as throughput. */
export const INTERNAL_METRICS: ReadonlySet<string> = new Set([
  'responses',
  STARTED_ITERATIONS,
  IN_FLIGHT_AGE,
  GENERATOR_SATURATION,
]);

/**
 * The values that every result lists, as far as they were measured: of the whole run, each stage and each request, and
 * the whole-run values of every other metric that the run reported.
 */
export function standardObservations(
  store: SeriesStore,
  definitions: Readonly<Record<string, MetricDefinition>> = {},
): Observation[] {
  const observe = (listed: readonly Listed[], tags: Tags): Observation[] =>
    listed.flatMap(([metric, statistics]) =>
      statistics.flatMap((statistic) => observation(store, definitions, metric, statistic, tags)),
    );
  return [
    ...observe([...OF_RUN, ...otherMetrics(store, definitions)], {}),
    ...store.stages().flatMap((stage) => observe(OF_STAGE, { stage })),
    ...store.tagValues('request').flatMap((request) => observe(OF_REQUEST, { request })),
  ];
}

type Definitions = Readonly<Record<string, MetricDefinition>>;

function define(store: SeriesStore, definitions: Definitions, selector: Selector): MetricDefinition | undefined {
  const { metric } = selector;
  if (isMetricName(metric)) return METRICS[metric];
  return Object.hasOwn(definitions, metric) ? definitions[metric] : definitionOf(store, selector);
}

function otherMetrics(store: SeriesStore, definitions: Definitions): Listed[] {
  const listed = new Set(OF_RUN.map(([metric]) => metric));
  const others = store.metrics().filter((metric) => !listed.has(metric) && !INTERNAL_METRICS.has(metric));
  return others.map((metric) => {
    const isTrend = define(store, definitions, { metric, tags: {} })?.kind === 'trend';
    return [metric, isTrend ? TREND_STATISTICS : [undefined]];
  });
}

function observation(
  store: SeriesStore,
  definitions: Definitions,
  metric: string,
  statistic: Statistic | undefined,
  tags: Tags,
): Observation[] {
  const selector: Selector = statistic === undefined ? { metric, tags } : { statistic, metric, tags };
  const definition = define(store, definitions, selector);
  const measured = measure(store, selector, definition);
  const meant = definition === undefined ? undefined : statisticOf(selector, definition.kind);
  if (measured === undefined || meant === undefined) return [];
  const unit = BASE_UNIT_NAMES[measured.dimension];
  return [{ metric, statistic: meant, selector: tags, value: measured.value, unit }];
}
