import type { MetricAnswer, RunnerCapabilities } from '../runner.ts';

const atEndOfStep = (source: string): MetricAnswer => ({ source, live: false, windows: false, tags: ['stage'] });
const live = (source: string): MetricAnswer => ({ source, live: true, windows: true, tags: ['stage'] });

/** wrk 4. One process for each step; its latencies contain samples that wrk adds for stalls. */
export const wrk: RunnerCapabilities = {
  kind: 'wrk',
  title: 'wrk',
  metrics: {
    latency: {
      ...atEndOfStep('corrected latency: wrk adds samples for stalls'),
      statistics: ['avg', 'min', 'max', 'med', 'stdev', 'pN'],
    },
    requests: live('completed and lost requests'),
    failures: live('statuses of 400 or above, and read, write, connect and timeout errors'),
    error_rate: live('failures / requests'),
    success_rate: live('1 − error rate'),
    throughput: live('completed responses per second'),
    bytes_in: atEndOfStep('bytes read, headers included'),
    users: live('connections'),
  },
  ownMetrics: {},
  customMetrics: false,
  hangs: 'silent-seconds',
  stages: { users: 'exact', rate: 'no', ramp: 'stepped' },
};
