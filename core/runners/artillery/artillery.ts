import type { MetricDefinition } from '../../metrics.ts';
import type { MetricAnswer, RunnerCapabilities } from '../runner.ts';

const counter: MetricDefinition = { kind: 'counter', dimension: 'count', meaning: "A counter of Artillery's." };
const timing: MetricDefinition = { kind: 'trend', dimension: 'time', meaning: "A timing of Artillery's." };

const live = (source: string): MetricAnswer => ({ source, live: true, windows: true, tags: ['stage', 'request'] });

/** Artillery 2. Its response time ends at the first byte, so it is labelled as such. */
export const artillery: RunnerCapabilities = {
  kind: 'artillery',
  title: 'Artillery',
  metrics: {
    latency: live('http.response_time, which ends at the first byte'),
    ttfb: live('http.response_time'),
    iteration_duration: live('vusers.session_length'),
    requests: live('http.requests'),
    failures: live('errors, and responses with a status of 400 or above'),
    error_rate: live('failures / http.requests'),
    success_rate: live('1 − error rate'),
    throughput: live('http.responses per second'),
    iterations: live('vusers.completed'),
    bytes_in: live('http.downloaded_bytes'),
    users: live('vusers.created − vusers.completed − vusers.failed'),
  },
  ownMetrics: {
    'http.response_time': timing,
    'vusers.session_length': timing,
    'http.requests': counter,
    'http.responses': counter,
    'vusers.created': counter,
    'vusers.completed': counter,
    'vusers.failed': counter,
  },
  customMetrics: true,
  hangs: 'silent-seconds',
  stages: { users: 'no', rate: 'exact', ramp: 'exact' },
};
