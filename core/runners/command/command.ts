import type { RunnerCapabilities } from '../runner.ts';

/** The metric that every command has without declaring it. */
export const EXIT_CODE = 'exit_code';

/** Any program. What it measures is what its test declares. */
export const command: RunnerCapabilities = {
  kind: 'command',
  title: 'Command',
  metrics: {},
  ownMetrics: {
    [EXIT_CODE]: { kind: 'gauge', dimension: 'count', meaning: 'Exit code of the program.' },
  },
  customMetrics: true,
  hangs: 'unseen',
  stages: { users: 'no', rate: 'no', ramp: 'no' },
};
