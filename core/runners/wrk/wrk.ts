import type { MetricAnswer, RunnerCapabilities, RunnerOption } from '../runner.ts';

const atEndOfStep = (source: string): MetricAnswer => ({ source, live: false, windows: false, tags: ['stage'] });
const live = (source: string): MetricAnswer => ({ source, live: true, windows: true, tags: ['stage'] });

export const WRK_OPTIONS = {
  threads: {
    kind: 'count',
    meaning: 'Threads at most; 2 without it. A step uses the largest number up to it that divides its users.',
  },
  live: {
    kind: 'flag',
    meaning:
      'Whether requests are counted while wrk runs, which costs it some processor time; true without it. With false, all is told at the end of each step, so no guard can stop the load.',
  },
} as const satisfies Record<string, RunnerOption>;

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
    failures: live(
      'statuses of 400 or above, and read, write, connect and timeout errors; timeouts are told at the end of a step',
    ),
    error_rate: live('failures / requests'),
    success_rate: live('1 − error rate'),
    throughput: live('completed responses per second'),
    bytes_in: atEndOfStep('bytes read, headers included'),
    users: live('connections'),
  },
  ownMetrics: {
    measured_latency: {
      kind: 'trend',
      dimension: 'time',
      meaning:
        'Latency as measured, without the samples that wrk adds; told at the end of each step. Compare this one with other runners.',
    },
  },
  customMetrics: false,
  hangs: 'silent-seconds',
  stages: { users: 'exact', rate: 'no', ramp: 'stepped' },
  options: WRK_OPTIONS,
};
