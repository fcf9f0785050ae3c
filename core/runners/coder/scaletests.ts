/** What may stand behind an option. A `range` is `START:END`, the end not included. */
export type OptionType = 'count' | 'number' | 'duration' | 'flag' | 'range' | 'text';
type Options = Readonly<Record<string, OptionType>>;

/** A command of `coder exp scaletest` as far as running it needs to know. Options are those of all versions. */
export interface Scaletest {
  options: Options;
  /** Options that must be in the plan: `coder` would take them from the environment, unseen. */
  needed?: readonly string[];
  /** How large the test is. Always handed over, so that no variable of the environment makes it larger. */
  sizes?: Readonly<Record<string, number | undefined>>;
  /** Each unit of the sizes, multiplied, is a workspace that is created. */
  createsWorkspaces?: true;
  /** It leaves something behind when it is cut off. */
  creates?: true;
  /** It has figures to read over HTTP while it runs. */
  hasMetrics?: true;
  /** Each run lasts as long as its time limits let it, and reaching them is its normal end. */
  isTimed?: true;
  /** Options of a smoke run, in place of those of the plan. Without them it has none. */
  smoke?: Readonly<Record<string, string | number>>;
}

const STRATEGY: Options = { timeout: 'duration', 'job-timeout': 'duration' };
const CONCURRENCY: Options = { concurrency: 'count' };
const CLEANUP: Options = {
  'cleanup-concurrency': 'count',
  'cleanup-timeout': 'duration',
  'cleanup-job-timeout': 'duration',
};
const TRACING: Options = { trace: 'flag', 'trace-coder': 'flag', 'trace-propagate': 'flag' };
const PARAMETERS: Options = { parameter: 'text', 'rich-parameter-file': 'text' };
const TARGETS: Options = { template: 'text', 'target-workspaces': 'range', 'use-host-login': 'flag' };
const PROMETHEUS: Options = { 'scaletest-prometheus-wait': 'duration' };
const NO_CLEANUP: Options = { 'no-cleanup': 'flag' };
const TEN_SECONDS = { timeout: '10s', 'job-timeout': '40s', concurrency: 0 };

export const SCALETEST_COMMANDS: Readonly<Record<string, Scaletest>> = {
  'create-workspaces': {
    options: {
      ...{ count: 'count', template: 'text', retry: 'count', ...NO_CLEANUP, 'no-wait-for-agents': 'flag' },
      ...{ 'run-command': 'text', 'run-timeout': 'duration', 'run-expect-timeout': 'flag' },
      ...{ 'run-expect-output': 'text', 'run-log-output': 'flag', 'connect-url': 'text', 'connect-mode': 'text' },
      ...{ 'connect-hold': 'duration', 'connect-interval': 'duration', 'connect-timeout': 'duration' },
      ...{ 'use-host-login': 'flag', 'max-failures': 'count', 'no-plan': 'flag' },
      ...{ ...PARAMETERS, ...TRACING, ...CONCURRENCY, ...STRATEGY, ...CLEANUP },
    },
    needed: ['template'],
    sizes: { count: 1 },
    createsWorkspaces: true,
    creates: true,
    smoke: { count: 1 },
  },
  'workspace-traffic': {
    options: {
      ...{ 'bytes-per-tick': 'count', 'tick-interval': 'duration', ssh: 'flag', 'disable-direct': 'flag', app: 'text' },
      ...{ 'workspace-proxy-url': 'text' },
      ...{ ...TARGETS, ...TRACING, ...CONCURRENCY, ...STRATEGY, ...CLEANUP, ...PROMETHEUS },
    },
    hasMetrics: true,
    isTimed: true,
    smoke: { ...TEN_SECONDS, 'target-workspaces': '0:1' },
  },
  dashboard: {
    options: {
      ...{ 'target-users': 'range', interval: 'duration', jitter: 'duration', headless: 'flag', 'rand-seed': 'count' },
      ...{ ...TRACING, ...CONCURRENCY, ...STRATEGY, ...CLEANUP, ...PROMETHEUS },
    },
    hasMetrics: true,
    isTimed: true,
    smoke: { ...TEN_SECONDS, 'target-users': '0:1', interval: '2s', jitter: '1s' },
  },
  'workspace-updates': {
    options: {
      ...{ 'workspace-count': 'count', 'power-user-workspaces': 'count', 'power-user-percentage': 'number' },
      ...{ 'workspace-updates-timeout': 'duration', 'dial-timeout': 'duration', template: 'text', ...NO_CLEANUP },
      ...{ 'reuse-users': 'flag', 'username-infix': 'text' },
      ...{ ...PARAMETERS, ...TRACING, ...STRATEGY, ...CLEANUP, ...PROMETHEUS },
    },
    needed: ['power-user-workspaces', 'template'],
    sizes: { 'workspace-count': undefined },
    createsWorkspaces: true,
    creates: true,
    hasMetrics: true,
  },
  autostart: {
    options: {
      ...{ 'workspace-count': 'count', 'workspace-job-timeout': 'duration', 'autostart-delay': 'duration' },
      ...{ 'autostart-timeout': 'duration', 'autostart-build-timeout': 'duration', template: 'text', ...NO_CLEANUP },
      ...{ ...PARAMETERS, ...TRACING, ...STRATEGY, ...CLEANUP },
    },
    needed: ['template'],
    sizes: { 'workspace-count': undefined },
    createsWorkspaces: true,
    creates: true,
    smoke: { 'workspace-count': 1 },
  },
  notifications: {
    options: {
      ...{ 'user-count': 'count', 'template-admin-percentage': 'number', 'notification-timeout': 'duration' },
      ...{ 'smtp-request-timeout': 'duration', 'dial-timeout': 'duration', 'smtp-api-url': 'text', ...NO_CLEANUP },
      ...{ 'reuse-users': 'flag', ...TRACING, ...STRATEGY, ...CLEANUP, ...PROMETHEUS },
    },
    sizes: { 'user-count': undefined },
    creates: true,
    hasMetrics: true,
    smoke: { 'user-count': 1 },
  },
  prebuilds: {
    options: {
      ...{ 'num-templates': 'count', 'num-presets': 'count', 'num-preset-prebuilds': 'count' },
      ...{ 'template-version-job-timeout': 'duration', 'prebuild-workspace-timeout': 'duration' },
      ...{ 'skip-cleanup': 'flag', ...TRACING, ...STRATEGY, ...CLEANUP, ...PROMETHEUS },
    },
    sizes: { 'num-templates': 1, 'num-presets': 1, 'num-preset-prebuilds': 1 },
    createsWorkspaces: true,
    creates: true,
    hasMetrics: true,
    smoke: { 'num-templates': 1, 'num-presets': 1, 'num-preset-prebuilds': 1 },
  },
  'dynamic-parameters': {
    options: {
      ...{ template: 'text', 'concurrent-evaluations': 'count', 'provisioner-tag': 'text', org: 'text' },
      ...{ ...TRACING, ...STRATEGY, ...PROMETHEUS },
    },
    sizes: { 'concurrent-evaluations': 100 },
    hasMetrics: true,
    smoke: { 'concurrent-evaluations': 1 },
  },
  'task-status': {
    options: {
      ...{ count: 'count', template: 'text', 'workspace-name-prefix': 'text', 'app-slug': 'text', org: 'text' },
      ...{ 'report-status-period': 'duration', 'report-status-duration': 'duration', 'baseline-duration': 'duration' },
      ...{ ...TRACING, ...STRATEGY, ...CLEANUP, ...PROMETHEUS },
    },
    sizes: { count: 10 },
    createsWorkspaces: true,
    creates: true,
    hasMetrics: true,
    smoke: { count: 1 },
  },
  'create-users': {
    options: {
      ...{ count: 'count', 'template-admin-percentage': 'number', 'username-infix': 'text', ...NO_CLEANUP },
      ...{ ...TRACING, ...CONCURRENCY, ...STRATEGY, ...CLEANUP },
    },
    sizes: { count: undefined },
    creates: true,
    smoke: { count: 1 },
  },
  bridge: {
    options: {
      ...{ 'concurrent-users': 'count', 'user-count': 'count', mode: 'text', 'upstream-url': 'text', provider: 'text' },
      ...{ 'request-count': 'count', stream: 'flag', 'request-payload-size': 'count', 'num-messages': 'count' },
      ...{ 'http-timeout': 'duration', ...NO_CLEANUP, ...STRATEGY, ...CLEANUP, ...PROMETHEUS },
    },
    sizes: { 'concurrent-users': undefined },
    creates: true,
    hasMetrics: true,
    smoke: { 'concurrent-users': 1, 'request-count': 1 },
  },
  chat: {
    options: {
      ...{ 'chats-per-workspace': 'count', prompt: 'text', turns: 'count', 'turn-start-delay': 'duration' },
      ...{ 'llm-mock-url': 'text', ...TARGETS, ...TRACING, ...STRATEGY, ...CLEANUP, ...PROMETHEUS },
    },
    needed: ['llm-mock-url'],
    sizes: { 'chats-per-workspace': undefined },
    hasMetrics: true,
    smoke: { 'chats-per-workspace': 1, turns: 1, 'target-workspaces': '0:1' },
  },
  cleanup: { options: { template: 'text', ...CLEANUP } },
};

/** Commands of `coder exp scaletest` that a test can run, of all versions. */
export const SCALETESTS: readonly string[] = Object.keys(SCALETEST_COMMANDS);

export function findScaletest(name: string): Scaletest | undefined {
  return Object.hasOwn(SCALETEST_COMMANDS, name) ? SCALETEST_COMMANDS[name] : undefined;
}

/** `--output` is an option of every command but this one. */
export const WITHOUT_RESULT = 'cleanup';
