import type { MetricDefinition } from '../../metrics.ts';
import type { MetricAnswer, NeededOption, RunnerCapabilities, RunnerOption } from '../runner.ts';

export const K6_OPTIONS = {
  samples: { kind: 'flag', meaning: 'Whether every sample is read: exact windows, percentiles and tags.' },
  scenario: { kind: 'word', meaning: 'The scenario of the script that the stages drive, where it has several.' },
  'env.NAME': { kind: 'text', meaning: 'A variable that the script finds in `__ENV`.' },
  'tags.NAME': { kind: 'text', meaning: 'A tag of every sample.' },
} as const satisfies Record<string, RunnerOption>;

const TIMES_OF_REQUESTS = [
  'blocked',
  'connecting',
  'tls_handshaking',
  'sending',
  'waiting',
  'receiving',
  'duration',
].map((part) => `http_req_${part}`);
const TRENDS_IN_MS = [
  ...['iteration_duration', 'group_duration', 'ws_ping', 'ws_session_duration', 'ws_connecting', 'grpc_req_duration'],
  'browser_http_req_duration',
  ...['ttfb', 'lcp', 'inp', 'fcp'].map((vital) => `browser_web_vital_${vital}`),
];
const COUNTERS = [
  ...['iterations', 'dropped_iterations', 'http_reqs', 'ws_sessions', 'ws_msgs_sent', 'ws_msgs_received'],
  ...['grpc_streams', 'grpc_streams_msgs_sent', 'grpc_streams_msgs_received'],
];
const BYTE_COUNTERS = ['data_sent', 'data_received', 'browser_data_sent', 'browser_data_received'];
const RATES = ['checks', 'http_req_failed', 'browser_http_req_failed'];
const GAUGES = ['vus', 'vus_max'];

function define(names: readonly string[], definition: Omit<MetricDefinition, 'meaning'>): [string, MetricDefinition][] {
  return names.map((name) => [name, { ...definition, meaning: `k6's own metric ${name}.` }]);
}

/** The live window of k6's dashboard stream holds these statistics of a trend and no others. */
const LIVE_STATISTICS = ['avg', 'min', 'max', 'med', 'p90', 'p95', 'p99'] as const;

/** The dashboard knows scenarios apart, but not within a stage, and requests not at all. */
const NEEDS_SAMPLES: NeededOption = {
  name: 'samples',
  tags: ['request'],
  tagsWithStages: ['scenario'],
  statistics: ['stdev'],
  secondStatistics: LIVE_STATISTICS,
};

/** By request, and percentiles by scenario where requests went unanswered, only with `with: { samples: true }`. */
const PLACES = ['scenario', 'stage', 'request'] as const;
const HOW_IT_ENDED = ['status', 'error'] as const;

const trend = (source: string): MetricAnswer => ({ source, live: true, windows: true, tags: PLACES });
const total = (source: string): MetricAnswer => ({ source, live: true, windows: true, tags: PLACES });
const failing = (source: string): MetricAnswer => ({ ...total(source), tags: [...PLACES, ...HOW_IT_ENDED] });

/** Grafana k6. Names and types of its metrics: k6 v2 `metrics/builtin.go`. */
export const k6: RunnerCapabilities = {
  kind: 'k6',
  title: 'k6',
  metrics: {
    latency: trend(
      'http_req_duration (without connecting and the TLS handshake) of the requests that got a response; percentiles `over` a window need `samples`',
    ),
    ttfb: trend('http_req_waiting of the requests that got a response'),
    connect: trend('http_req_connecting'),
    iteration_duration: trend('iteration_duration'),
    requests: total('http_reqs'),
    failures: failing('http_req_failed'),
    error_rate: failing('http_req_failed'),
    success_rate: failing('1 − http_req_failed'),
    throughput: total('http_reqs with a status per second'),
    iterations: total('iterations'),
    dropped_iterations: total('dropped_iterations'),
    bytes_in: total('data_received'),
    bytes_out: total('data_sent'),
    users: { source: 'vus', live: true, windows: true, tags: ['stage'] },
  },
  liveStatistics: LIVE_STATISTICS,
  ownMetrics: Object.fromEntries([
    ...define(TIMES_OF_REQUESTS, { kind: 'trend', dimension: 'time', countsUnanswered: true }),
    ...define(TRENDS_IN_MS, { kind: 'trend', dimension: 'time' }),
    ...define(['browser_web_vital_cls'], { kind: 'trend', dimension: 'number' }),
    ...define(COUNTERS, { kind: 'counter', dimension: 'count' }),
    ...define(BYTE_COUNTERS, { kind: 'counter', dimension: 'bytes' }),
    ...define(RATES, { kind: 'ratio', dimension: 'ratio' }),
    ...define(GAUGES, { kind: 'gauge', dimension: 'count' }),
  ]),
  customMetrics: true,
  hangs: 'silent-seconds',
  stages: { users: 'exact', rate: 'exact', ramp: 'exact' },
  needsOption: NEEDS_SAMPLES,
  options: K6_OPTIONS,
};
