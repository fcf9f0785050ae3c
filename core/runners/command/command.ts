import type { RunnerCapabilities } from '../runner.ts';

/** Any program. What it measures is what its test declares. */
export const command: RunnerCapabilities = {
  kind: 'command',
  title: 'Command',
  metrics: {},
  ownMetrics: {
    exit_code: { kind: 'gauge', dimension: 'count', meaning: 'Exit code of the program.' },
  },
  customMetrics: true,
  hangs: 'unseen',
  stages: { users: 'no', rate: 'no', ramp: 'no' },
};
