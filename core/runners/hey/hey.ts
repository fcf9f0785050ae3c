import type { MetricAnswer, RunnerCapabilities } from '../runner.ts';

const afterTheRun = (source: string): MetricAnswer => ({ source, live: false, windows: true, tags: ['stage'] });

/** hey 0.1.4. It writes nothing before its end. */
export const hey: RunnerCapabilities = {
  kind: 'hey',
  title: 'hey',
  metrics: {
    latency: afterTheRun('time of each answered request'),
    ttfb: afterTheRun('response delay'),
    requests: afterTheRun('responses and errors'),
    failures: afterTheRun('errors, and statuses of 400 or above'),
    error_rate: afterTheRun('failures / requests'),
    success_rate: afterTheRun('1 − error rate'),
    throughput: afterTheRun('responses per second, failures left out'),
    users: { source: 'workers', live: false, windows: false, tags: ['stage'] },
  },
  ownMetrics: {},
  customMetrics: false,
  hangs: 'unseen',
  stages: { users: 'exact', rate: 'no', ramp: 'stepped' },
};
