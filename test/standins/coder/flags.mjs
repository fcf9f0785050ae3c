import { Refusal } from './refusal.mjs';
import { settings } from './settings.mjs';

const flag = (type, byDefault, env, more = {}) => ({ type, byDefault, env: env && `CODER_SCALETEST_${env}`, ...more });
const STRATEGY = {
  concurrency: flag('int', 1, 'CONCURRENCY'),
  timeout: flag('duration', '30m', 'TIMEOUT'),
  'job-timeout': flag('duration', '5m', 'JOB_TIMEOUT'),
};
const CLEANUP = {
  'cleanup-concurrency': flag('int', 1, 'CLEANUP_CONCURRENCY'),
  'cleanup-timeout': flag('duration', '30m', 'CLEANUP_TIMEOUT'),
  'cleanup-job-timeout': flag('duration', '5m', 'CLEANUP_JOB_TIMEOUT'),
};
const OUTPUT = { output: flag('list', 'text', 'OUTPUTS') };
const PROMETHEUS = {
  'scaletest-prometheus-address': flag('text', '0.0.0.0:21112', 'PROMETHEUS_ADDRESS'),
  'scaletest-prometheus-wait': flag('duration', '15s', 'PROMETHEUS_WAIT'),
};
const TRACING = {
  trace: flag('bool', false, 'TRACE'),
  'trace-coder': flag('bool', false, 'TRACE_CODER'),
  'trace-propagate': flag('bool', false, 'TRACE_PROPAGATE'),
  'trace-honeycomb-api-key': flag('text', '', 'TRACE_HONEYCOMB_API_KEY'),
};
const PARAMETERS = { parameter: flag('list', ''), 'rich-parameter-file': flag('text', '') };

export const FLAGS = {
  'create-workspaces': {
    count: flag('int', 1, 'COUNT', { short: 'c' }),
    template: flag('text', '', 'TEMPLATE', { short: 't' }),
    retry: flag('int', 0, 'RETRY'),
    'no-cleanup': flag('bool', false, 'NO_CLEANUP'),
    'no-wait-for-agents': flag('bool', false, 'NO_WAIT_FOR_AGENTS'),
    'run-command': flag('text', '', 'RUN_COMMAND'),
    'run-timeout': flag('duration', '5s', 'RUN_TIMEOUT'),
    'run-expect-timeout': flag('bool', false, 'RUN_EXPECT_TIMEOUT'),
    'run-expect-output': flag('text', '', 'RUN_EXPECT_OUTPUT'),
    'run-log-output': flag('bool', false, 'RUN_LOG_OUTPUT'),
    'connect-url': flag('text', '', 'CONNECT_URL'),
    'connect-mode': flag('text', 'derp', 'CONNECT_MODE'),
    'connect-hold': flag('duration', '30s', 'CONNECT_HOLD'),
    'connect-interval': flag('duration', '1s', 'CONNECT_INTERVAL'),
    'connect-timeout': flag('duration', '5s', 'CONNECT_TIMEOUT'),
    'use-host-login': flag('bool', false, 'USE_HOST_LOGIN'),
    ...(settings.older ? {} : { 'max-failures': flag('int', 0, 'MAX_FAILURES') }),
    ...{ ...PARAMETERS, ...TRACING, ...STRATEGY, ...CLEANUP, ...OUTPUT },
  },
  'workspace-traffic': {
    'bytes-per-tick': flag('int', 1024, 'WORKSPACE_TRAFFIC_BYTES_PER_TICK'),
    'tick-interval': flag('duration', '100ms', 'WORKSPACE_TRAFFIC_TICK_INTERVAL'),
    ssh: flag('bool', false, 'WORKSPACE_TRAFFIC_SSH'),
    'disable-direct': flag('bool', false, 'WORKSPACE_TRAFFIC_DISABLE_DIRECT_CONNECTIONS'),
    app: flag('text', '', 'WORKSPACE_TRAFFIC_APP'),
    'workspace-proxy-url': flag('text', '', 'WORKSPACE_PROXY_URL'),
    template: flag('text', '', 'TEMPLATE', { short: 't' }),
    'target-workspaces': flag('range', '', 'TARGET_WORKSPACES'),
    'use-host-login': flag('bool', false, 'USE_HOST_LOGIN'),
    ...{ ...TRACING, ...STRATEGY, ...CLEANUP, ...OUTPUT, ...PROMETHEUS },
  },
  dashboard: {
    'target-users': flag('range', '', 'DASHBOARD_TARGET_USERS'),
    interval: flag('duration', '10s', 'DASHBOARD_INTERVAL'),
    jitter: flag('duration', '5s', 'DASHBOARD_JITTER'),
    headless: flag('bool', true, 'DASHBOARD_HEADLESS'),
    'rand-seed': flag('int', 0, 'DASHBOARD_RAND_SEED'),
    ...{ ...TRACING, ...STRATEGY, ...CLEANUP, ...OUTPUT, ...PROMETHEUS },
  },
  cleanup: { template: flag('text', '', 'CLEANUP_TEMPLATE'), ...CLEANUP },
};
if (settings.mode === 'seed') {
  FLAGS['create-workspaces'].cleanup = flag('bool', true);
  for (const command of ['workspace-traffic', 'dashboard']) FLAGS[command].duration = flag('duration', '');
}

const UNITS = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function duration(name, text) {
  if (text === '0') return 0;
  if (!/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/.test(text)) {
    throw new Refusal(
      `error: parsing flags: invalid argument "${text}" for "--${name}" flag: time: invalid duration "${text}"`,
    );
  }
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)].reduce((ms, [, n, unit]) => ms + n * UNITS[unit], 0);
}

function valueOf(name, { type }, text) {
  switch (type) {
    case 'int':
      if (!/^-?\d+$/.test(text))
        throw new Refusal(`error: parsing flags: invalid argument "${text}" for "--${name}" flag`);
      return Number(text);
    case 'duration':
      return text === '' ? 0 : duration(name, String(text));
    case 'bool':
      return String(text) === 'true';
    default:
      return text;
  }
}

/** Reads arguments as pflag does: `--x v`, `--x=v`, shorthands; no abbreviations, and no value behind a bool. */
export function readFlags(command, args) {
  const known = FLAGS[command];
  const values = {};
  for (const [name, { type, byDefault, env }] of Object.entries(known)) {
    const given = (env && process.env[env]) || byDefault;
    values[name] = type === 'list' ? [given].filter((item) => item !== '') : valueOf(name, known[name], given);
  }
  const written = { ...Object.fromEntries(Object.keys(known).map((name) => [name, []])) };
  for (let at = 0; at < args.length; at++) {
    const [, dashes, word, inline] = /^(--?)([^=]+)(?:=([\s\S]*))?$/.exec(args[at]) ?? [];
    const name = dashes === '-' ? Object.keys(known).find((key) => known[key].short === word) : word;
    if (!word || !name || !known[name]) throw new Refusal(`error: unknown flag: ${dashes ?? ''}${word ?? args[at]}`);
    const text = inline ?? (known[name].type === 'bool' ? 'true' : args[++at]);
    written[name].push(text);
    values[name] = known[name].type === 'list' ? written[name] : valueOf(name, known[name], text);
  }
  return values;
}

/** What `--help` prints. */
export function helpText(command) {
  if (command === undefined)
    return ['USAGE:', '  coder exp scaletest', 'SUBCOMMANDS:', ...Object.keys(FLAGS)].join('\n');
  const lines = Object.entries(FLAGS[command]).map(
    ([name, { short, type, byDefault, env }]) =>
      `  ${short ? `-${short}, ` : '    '}--${name} ${type}${env ? `, $${env}` : ''} (default: ${byDefault})`,
  );
  return [
    'coder v2.999.0-standin',
    '',
    'USAGE:',
    `  coder exp scaletest ${command} [flags]`,
    '',
    'OPTIONS:',
    ...lines,
  ].join('\n');
}
