import type { MetricAnswer, RunnerCapabilities } from '../runner.ts';

const FIGURES_ALONE = ['avg', 'count', 'sum'] as const;

const atEnd = (source: string, more: Partial<MetricAnswer> = {}): MetricAnswer => ({
  source,
  live: false,
  windows: false,
  tags: [],
  ...more,
});

/** `coder exp scaletest`. It reports each run of the harness, and that only when all have ended. */
export const coder: RunnerCapabilities = {
  kind: 'coder',
  title: 'Coder scale test',
  metrics: {
    provisioning: atEnd(
      'duration of each passed run of create-workspaces, with user, login, queue and agent: an upper bound',
    ),
    iterations: atEnd('runs of the harness'),
    iteration_duration: atEnd('duration of each passed run of the harness'),
    requests: atEnd('runs of the harness; for dashboard actions in the browser', { tags: ['request'] }),
    failures: atEnd('failed runs; for dashboard failed actions', { tags: ['request'] }),
    error_rate: atEnd('failed runs / runs; for dashboard failed actions / actions', { tags: ['request'] }),
    success_rate: atEnd('passed runs / runs; for dashboard actions that did not fail', { tags: ['request'] }),
    bytes_in: { source: 'bytes read by workspace-traffic', live: true, windows: true, tags: [] },
    bytes_out: { source: 'bytes written by workspace-traffic', live: true, windows: true, tags: [] },
    latency: atEnd('measured by no command: only what a result in the form of the documents states', {
      statistics: ['avg', 'max', 'med', 'p50', 'p95', 'p99'],
    }),
  },
  ownMetrics: {
    connection_errors: {
      kind: 'counter',
      dimension: 'count',
      meaning: 'Connections of workspace-traffic that were not made, and reads and writes that failed.',
    },
    read_latency: {
      kind: 'trend',
      dimension: 'time',
      meaning: `One read call of workspace-traffic, no round trip: ${FIGURES_ALONE.join(', ')} only.`,
    },
    write_latency: {
      kind: 'trend',
      dimension: 'time',
      meaning: `One write call of workspace-traffic, no round trip: ${FIGURES_ALONE.join(', ')} only.`,
    },
    action_duration: {
      kind: 'trend',
      dimension: 'time',
      meaning: `From a click of dashboard until its element shows, in a browser: ${FIGURES_ALONE.join(', ')} only.`,
    },
    end_to_end_latency: {
      kind: 'trend',
      dimension: 'time',
      meaning: 'As one version of autostart states it: p50, p95, p99.',
    },
    packet_loss: {
      kind: 'ratio',
      dimension: 'ratio',
      meaning: 'Measured by no command: only what a result in the form of the documents states.',
    },
  },
  customMetrics: true,
  hangs: 'unseen',
  stages: { users: 'no', rate: 'no', ramp: 'no' },
};
