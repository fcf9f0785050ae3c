import type { Statistic } from './checks/check.ts';
import type { Dimension } from './units.ts';

/**
 * How a metric is recorded, which decides the statistics that make sense for it.
 * trend: one value per event, kept as a histogram. counter: events or amounts added up. ratio: hits of a total.
 * gauge: a level that is sampled. flow: a counter seen per second.
 */
export type MetricKind = 'trend' | 'counter' | 'ratio' | 'gauge' | 'flow';

export interface MetricDefinition {
  kind: MetricKind;
  dimension: Dimension;
  /** Time between two readings of a gauge that is sampled less than once a second; until the next the last one stands. */
  everyMs?: number;
  /** The tool takes requests without a response into it, as 0: where none was answered it says nothing. */
  countsUnanswered?: boolean;
  /** Printed into the docs and shown on hover. */
  meaning: string;
}

/**
 * The vocabulary that is the same for every runner. Runners may add names of their own; what each of them measures
 * under these names is told in `core/runners/`. To add a metric, add it here and to the runners that can report it.
 */
export const METRICS = {
  latency: {
    kind: 'trend',
    dimension: 'time',
    meaning:
      'Time from sending a request (open model: from its intended start) to the last byte of its response. The whole run means all requests that got a response.',
  },
  ttfb: {
    kind: 'trend',
    dimension: 'time',
    meaning: 'Time from sending a request to the first byte of its response.',
  },
  connect: {
    kind: 'trend',
    dimension: 'time',
    meaning: 'Time to open a connection, with the TLS handshake where there is one.',
  },
  iteration_duration: {
    kind: 'trend',
    dimension: 'time',
    meaning: 'Time for one pass of the flow, with think time.',
  },
  provisioning: {
    kind: 'trend',
    dimension: 'time',
    meaning: 'Time from asking for a workspace until it is ready.',
  },
  requests: { kind: 'counter', dimension: 'count', meaning: 'Requests attempted.' },
  failures: {
    kind: 'counter',
    dimension: 'count',
    meaning:
      'Requests that ended in a transport error, a timeout, a status of 400 or above that was not expected, or a failed expectation.',
  },
  iterations: { kind: 'counter', dimension: 'count', meaning: 'Completed passes of the flow.' },
  dropped_iterations: {
    kind: 'counter',
    dimension: 'count',
    meaning: 'Arrivals that the load generator could not start in time.',
  },
  reconnects: {
    kind: 'counter',
    dimension: 'count',
    meaning:
      'New connections that were needed because the server had closed a kept-alive one unannounced; not failures.',
  },
  bytes_in: { kind: 'counter', dimension: 'bytes', meaning: 'Bytes of response bodies received.' },
  bytes_out: { kind: 'counter', dimension: 'bytes', meaning: 'Bytes of request bodies sent.' },
  error_rate: {
    kind: 'ratio',
    dimension: 'ratio',
    meaning: 'Failures divided by requests attempted, without those that were broken off because the run was stopped.',
  },
  success_rate: { kind: 'ratio', dimension: 'ratio', meaning: 'One minus the error rate.' },
  throughput: { kind: 'flow', dimension: 'rate', meaning: 'Completed responses per second.' },
  users: { kind: 'gauge', dimension: 'count', meaning: 'Virtual users at work.' },
} as const satisfies Record<string, MetricDefinition>;

export type MetricName = keyof typeof METRICS;

export function isMetricName(name: string): name is MetricName {
  return Object.hasOwn(METRICS, name);
}

/**
 * Statistics that each kind answers, `pN` standing for every percentile, and the one that is meant when a selector
 * names none. A trend has no natural single value, so it must be named; an unnamed gauge means its peak.
 */
export const STATISTICS_OF_KIND: Record<
  MetricKind,
  { answers: readonly (Exclude<Statistic, `p${number}`> | 'pN')[]; whenUnnamed?: Statistic }
> = {
  trend: { answers: ['avg', 'min', 'max', 'med', 'stdev', 'pN', 'count', 'sum'] },
  counter: { answers: ['count', 'sum', 'rate'], whenUnnamed: 'count' },
  ratio: { answers: ['rate'], whenUnnamed: 'rate' },
  gauge: { answers: ['avg', 'min', 'max', 'med', 'stdev', 'pN', 'last'], whenUnnamed: 'max' },
  // `avg` and `rate` are the whole-run value; `min`, `max`, percentiles and `last` look at single seconds.
  flow: { answers: ['avg', 'rate', 'min', 'max', 'med', 'stdev', 'pN', 'last'], whenUnnamed: 'rate' },
};
