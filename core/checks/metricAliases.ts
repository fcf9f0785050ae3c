import type { MetricName } from '../metrics.ts';

/** What other tools and documents call a metric of the vocabulary. */
const ALIASES: ReadonlyMap<string, MetricName> = new Map([
  ...named('latency', ['response_time', 'responsetime', 'response', 'duration', 'elapsed', 'rt', 'resp_time']),
  ...named('latency', ['http_req_duration', 'http.response_time', 'request_duration', 'request_time', 'req_duration']),
  ...named('latency', ['request_latency', 'response_latency', 'latency_ms', 'response_time_ms', 'time']),
  ...named('ttfb', ['http_req_waiting', 'time_to_first_byte', 'first_byte']),
  ...named('connect', ['http_req_connecting', 'connect_time', 'connection_time']),
  ...named('throughput', ['rps', 'qps', 'tps', 'req/s', 'reqs/s', 'requests/s', 'requests/sec', 'req/sec', 'hits/s']),
  ...named('throughput', ['requests_per_second', 'request_rate', 'http.request_rate', 'transactions/s']),
  ...named('requests', ['http_reqs', 'http.requests', 'request_count', 'total_requests', 'hits', 'samples']),
  ...named('failures', ['errors', 'error', 'error_count', 'failed', 'failed_requests', 'errors_total', 'ko', 'fails']),
  ...named('error_rate', ['errorrate', 'error_percentage', 'error_ratio', 'failure_rate', 'fail_rate', 'err_rate']),
  ...named('error_rate', ['http_req_failed', 'errors_percentage', 'error_percent', 'failures_rate']),
  ...named('success_rate', ['availability', 'uptime', 'success', 'success_ratio', 'successes', 'sla']),
  ...named('users', ['vus', 'vusers', 'virtual_users', 'threads', 'concurrency', 'active_users', 'clients']),
  ...named('bytes_in', ['data_received', 'bytes_received', 'received_bytes']),
  ...named('bytes_out', ['data_sent', 'bytes_sent', 'sent_bytes']),
]);

function named(metric: MetricName, aliases: readonly string[]): [string, MetricName][] {
  return aliases.map((alias) => [alias, metric]);
}

/** The metric meant. Errors in percent are a rate, and else a number. */
export function metricMeant(written: string, unit: string | undefined): MetricName | undefined {
  const metric = ALIASES.get(written.toLowerCase());
  return metric === 'failures' && unit === '%' ? 'error_rate' : metric;
}
