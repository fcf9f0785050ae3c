import { K6_MODULES } from './k6Modules.ts';

/** The types of k6's metrics, and what a threshold may ask of each. */
export const STATISTICS_OF_TYPE = {
  counter: ['count', 'rate'],
  gauge: ['value'],
  rate: ['rate'],
  trend: ['avg', 'min', 'med', 'max', 'p'],
} as const;

export type K6MetricType = keyof typeof STATISTICS_OF_TYPE;

export interface K6Metric {
  type: K6MetricType;
  contains: 'time' | 'data' | 'plain';
  /** The module that a script has to import for it. */
  from?: 'k6/browser' | 'k6/net/grpc';
}

function define(names: string, metric: K6Metric): [string, K6Metric][] {
  return names.split(' ').map((name) => [name, metric]);
}

/** The metrics that k6 has by itself, by name. */
export const K6_METRICS: Readonly<Record<string, K6Metric>> = Object.fromEntries([
  ...define('vus vus_max', { type: 'gauge', contains: 'plain' }),
  ...define('iterations dropped_iterations http_reqs ws_sessions ws_msgs_sent ws_msgs_received', {
    type: 'counter',
    contains: 'plain',
  }),
  ...define('data_sent data_received', { type: 'counter', contains: 'data' }),
  ...define('checks http_req_failed', { type: 'rate', contains: 'plain' }),
  ...define(
    'http_req_duration http_req_blocked http_req_connecting http_req_tls_handshaking http_req_sending http_req_waiting ' +
      'http_req_receiving iteration_duration group_duration ws_ping ws_session_duration ws_connecting grpc_req_duration',
    { type: 'trend', contains: 'time' },
  ),
  ...define('grpc_streams grpc_streams_msgs_sent grpc_streams_msgs_received', {
    type: 'counter',
    contains: 'plain',
    from: 'k6/net/grpc',
  }),
  ...define('browser_data_sent browser_data_received', { type: 'counter', contains: 'data', from: 'k6/browser' }),
  ...define('browser_http_req_failed', { type: 'rate', contains: 'plain', from: 'k6/browser' }),
  ...define(
    'browser_http_req_duration browser_web_vital_ttfb browser_web_vital_lcp browser_web_vital_inp browser_web_vital_fcp',
    { type: 'trend', contains: 'time', from: 'k6/browser' },
  ),
  ...define('browser_web_vital_cls', { type: 'trend', contains: 'plain', from: 'k6/browser' }),
]);

/** Metrics that k6 has no more since its version 2.0 -> what took their place. */
export const FORMER_METRICS: Readonly<Record<string, string>> = {
  browser_web_vital_fid: 'browser_web_vital_inp',
};

export const METRICS_MODULE = 'k6/metrics';

/** Class of `k6/metrics` -> type of its metrics. */
export const METRIC_CLASSES: Readonly<Record<string, K6MetricType>> = {
  Counter: 'counter',
  Gauge: 'gauge',
  Rate: 'rate',
  Trend: 'trend',
};

/** What k6 takes as the name of a metric. */
export const METRIC_NAME = /^[a-zA-Z_][a-zA-Z0-9_]{1,128}$/;

/** Whether a module of k6 is asked for a class of metrics that only `k6/metrics` has. */
export function lacksMetricClass(module: string, imported: string): boolean {
  return module !== METRICS_MODULE && K6_MODULES.includes(module) && Object.hasOwn(METRIC_CLASSES, imported);
}
