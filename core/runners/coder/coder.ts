import type { MetricAnswer, RunnerCapabilities } from '../runner.ts';

const atEnd = (source: string): MetricAnswer => ({ source, live: false, windows: false, tags: [] });

/** Commands of `coder exp scaletest` that a test can run, of all versions. */
export const SCALETESTS: readonly string[] = [
  'create-workspaces',
  'workspace-traffic',
  'dashboard',
  'workspace-updates',
  'autostart',
  'notifications',
  'prebuilds',
  'dynamic-parameters',
  'task-status',
  'create-users',
  'bridge',
  'chat',
  'cleanup',
];

/** `coder exp scaletest`. It reports each run of the harness, and that only when all have ended. */
export const coder: RunnerCapabilities = {
  kind: 'coder',
  title: 'Coder scale test',
  metrics: {
    provisioning: atEnd('duration of each run of create-workspaces'),
    iterations: atEnd('runs of the harness'),
    requests: atEnd('runs of the harness'),
    failures: atEnd('failed runs'),
    error_rate: atEnd('failed runs / runs'),
    success_rate: atEnd('passed runs / runs'),
    latency: atEnd('duration of each run, where a run is one request'),
  },
  ownMetrics: {},
  customMetrics: true,
  hangs: 'unseen',
  stages: { users: 'no', rate: 'no', ramp: 'no' },
};
