import type { FieldTable } from './fields.ts';

const SECOND_MS = 1000;
/** k6 has no more users than this. */
export const MOST_USERS = 100_000_000;

/** Keys of every scenario. */
export const SCENARIO_FIELDS: FieldTable = {
  executor: { kind: 'text', needed: "executor: 'constant-vus'", meaning: 'How the scenario makes its load.' },
  startTime: { kind: 'duration', usual: '0s', least: 0, meaning: 'When it begins, from the start of the test.' },
  gracefulStop: {
    kind: 'duration',
    usual: '30s',
    least: 0,
    meaning: 'How long running iterations may take at the end.',
  },
  exec: { kind: 'text', usual: 'default', meaning: 'The exported function that it runs.' },
  env: { kind: 'text-map', meaning: 'Environment variables of the scenario, read with `__ENV`.' },
  tags: { kind: 'text-map', meaning: 'Tags of every sample of the scenario.' },
  options: { kind: 'object', meaning: 'Settings of the browser: `{ browser: { type: "chromium" } }`.' },
};

const users: FieldTable = {
  vus: { kind: 'integer', usual: '1', least: 1, meaning: 'Users at the same time.' },
};
const duration: FieldTable = {
  duration: { kind: 'duration', needed: "duration: '30s'", least: SECOND_MS, meaning: 'How long it runs.' },
};
const maxDuration: FieldTable = {
  maxDuration: { kind: 'duration', usual: '10m', least: SECOND_MS, meaning: 'How long it may take at most.' },
};
const stages: FieldTable = {
  stages: {
    kind: 'stages',
    needed: "stages: [{ duration: '1m', target: 10 }]",
    meaning: 'Levels over time, from one target to the next.',
  },
};
const arrivals: FieldTable = {
  timeUnit: { kind: 'duration', usual: '1s', meaning: 'The time in which so many iterations start.' },
  preAllocatedVUs: {
    kind: 'integer',
    needed: 'preAllocatedVUs: 10',
    least: 0,
    meaning: 'Users that are ready before the test starts.',
  },
  maxVUs: {
    kind: 'integer',
    usual: 'as many as preAllocatedVUs',
    meaning: 'Most users, if those prepared are all busy.',
  },
};

/** The executors of k6 with the keys that each has besides those of every scenario. */
export const EXECUTORS = {
  'shared-iterations': {
    meaning: 'A number of iterations that all users share; the faster ones do more.',
    fields: {
      ...users,
      iterations: { kind: 'integer', usual: '1', meaning: 'Iterations of all users together.' },
      ...maxDuration,
    },
  },
  'per-vu-iterations': {
    meaning: 'Each user runs the same number of iterations.',
    fields: {
      ...users,
      iterations: { kind: 'integer', usual: '1', least: 1, meaning: 'Iterations of each user.' },
      ...maxDuration,
    },
  },
  'constant-vus': {
    meaning: 'A constant number of users that repeat their iterations for a time.',
    fields: { ...users, ...duration },
  },
  'ramping-vus': {
    meaning: 'A number of users that rises and falls in stages.',
    fields: {
      startVUs: { kind: 'integer', usual: '1', least: 0, most: MOST_USERS, meaning: 'Users at the start.' },
      ...stages,
      gracefulRampDown: {
        kind: 'duration',
        usual: '30s',
        meaning: 'How long an iteration may take whose user is no longer wanted.',
      },
    },
  },
  'constant-arrival-rate': {
    meaning: 'Starts iterations at a constant rate, however long they take.',
    fields: {
      rate: { kind: 'integer', needed: 'rate: 10', least: 1, meaning: 'Iterations that start in each `timeUnit`.' },
      ...duration,
      ...arrivals,
    },
  },
  'ramping-arrival-rate': {
    meaning: 'Starts iterations at a rate that rises and falls in stages.',
    fields: {
      startRate: {
        kind: 'integer',
        usual: '0',
        least: 0,
        meaning: 'Iterations that start in each `timeUnit` at first.',
      },
      ...stages,
      ...arrivals,
    },
  },
} as const satisfies Record<string, { meaning: string; fields: FieldTable }>;

export type ExecutorKind = keyof typeof EXECUTORS;
export const EXECUTOR_KINDS = Object.keys(EXECUTORS).filter(isExecutor);

export function isExecutor(name: string): name is ExecutorKind {
  return Object.hasOwn(EXECUTORS, name);
}

/** Names of older versions, and what became of them. */
export const FORMER_EXECUTORS: Readonly<Record<string, string>> = {
  'externally-controlled': 'k6 2 has it no more.',
  'variable-looping-vus': 'It is called `ramping-vus` now.',
  'constant-looping-vus': 'It is called `constant-vus` now.',
  'variable-arrival-rate': 'It is called `ramping-arrival-rate` now.',
};

export const STAGE_FIELDS: FieldTable = {
  duration: {
    kind: 'duration',
    needed: "duration: '1m'",
    least: 0,
    meaning: 'How long it takes to get to the target.',
  },
  target: {
    kind: 'integer',
    needed: 'target: 10',
    least: 0,
    meaning: 'Users, or iterations per `timeUnit`, at its end.',
  },
};

/** The keys of a scenario, of one executor or, where that is not known, of any. */
export function fieldsOfScenario(executor: ExecutorKind | undefined): FieldTable {
  if (executor !== undefined) return { ...SCENARIO_FIELDS, ...EXECUTORS[executor].fields };
  return Object.assign({}, SCENARIO_FIELDS, ...EXECUTOR_KINDS.map((kind) => EXECUTORS[kind].fields)) as FieldTable;
}

/** The executors that have a key. */
export function executorsWith(key: string): ExecutorKind[] {
  return EXECUTOR_KINDS.filter((kind) => Object.hasOwn(EXECUTORS[kind].fields, key));
}
