import type { LoadTest } from '../../configs/plan/plan.ts';
import { UserError } from '../../errors.ts';
import { percentOf } from '../../run/measure.ts';
import type { Probe, RunnerAdapter, StopStep, ToolJob, ToolPlan } from '../adapter.ts';
import { DASHBOARD, K6Decoder, SAMPLES, SUMMARY } from './decoder.ts';
import { INSPECT_TIMEOUT_MS, readInspection, type ScriptOptions } from './inspect.ts';
import { percentOfThreshold } from './thresholds.ts';
import { readK6Options, type K6Options } from './withOptions.ts';
import { smokeWrapper, stagesWrapper } from './wrapper.ts';

/** One line of the dashboard holds all metrics with all their values. */
const LINE_LIMIT = 16 * 1024 * 1024;
const WRAPPER_FILE = 'wrapper.js';
const SUMMARY_FILE = 'summary.json';
const SAMPLES_FILE = 'samples.csv';

type UnprobedJob = Omit<ToolJob, 'probes'>;

/** k6: live by its dashboard, stopped through its REST interface, judged from its summary. */
export const k6Adapter: RunnerAdapter = {
  kind: 'k6',
  portsWanted: 2,
  probes: (job) => {
    const options = readK6Options(job.test);
    const inspect = ['inspect', '--include-system-env-vars', '--log-format', 'json'];
    const probe = (...more: string[]): Probe => ({
      argv: [job.program, ...inspect, ...more, scriptOf(job)],
      timeoutMs: INSPECT_TIMEOUT_MS,
      environment: environmentOf(job, options),
    });
    return [probe('--execution-requirements'), probe()];
  },
  prepare,
};

function prepare(job: ToolJob): ToolPlan {
  const options = readK6Options(job.test);
  const script = scriptOf(job);
  const exported = readInspection(script, job.probes);
  const stages = job.smoke ? [] : job.test.stages;
  const wrapper = wrapperOf(job, script, exported, options);
  const [dashboardPort = 0, restPort = 0] = job.ports;
  const rest = `127.0.0.1:${restPort}`;
  const raw = (name: string): string => `${job.rawFolder}/${name}`;
  const argv: [string, ...string[]] = [
    ...([job.program, 'run', '--no-color', '--no-usage-report'] as const),
    ...['--log-format', 'json', '--log-output', 'stderr', '--address', rest],
    ...['--out', `web-dashboard=host=127.0.0.1&port=${dashboardPort}&period=1s&tag=scenario&tag=status`],
    ...(options.samples ? ['--out', `csv=fileName=${raw(SAMPLES_FILE)},timeFormat=unix_milli,saveInterval=500ms`] : []),
    ...['--summary-mode', 'compact', '--summary-export', raw(SUMMARY_FILE)],
    ...['--summary-trend-stats', trendStatistics(job.test, exported).join(',')],
    ...(job.smoke ? ['--no-thresholds'] : []),
    ...tagArguments(exported.tags, options.tags),
    ...blockArguments(job.blockedHosts, exported),
    wrapper === undefined ? script : raw(WRAPPER_FILE),
  ];
  return {
    processes: [
      {
        argv,
        environment: environmentOf(job, options),
        // Relative paths in what the script starts mean what they mean when its author runs it.
        cwd: job.planFolder,
        channels: [
          {
            name: DASHBOARD,
            kind: 'server-sent-events',
            url: `http://127.0.0.1:${dashboardPort}/events`,
            lastEvent: 'stop',
          },
          ...(options.samples ? [{ name: SAMPLES, kind: 'tail', file: raw(SAMPLES_FILE) } as const] : []),
        ],
        stop: stopSteps(rest),
        results: [{ name: SUMMARY, file: raw(SUMMARY_FILE) }],
        lineLimit: LINE_LIMIT,
      },
    ],
    ...(wrapper === undefined ? {} : { files: [{ name: WRAPPER_FILE, text: wrapper }] }),
    decoder: new K6Decoder({ testId: job.test.id, stages, hasSamples: options.samples }),
  };
}

function scriptOf({ test, locate }: UnprobedJob): string {
  if (test.script === undefined) throw new UserError(`Test ${test.id} needs \`script\`, the path of a k6 script.`);
  return locate(test.script.value);
}

/** Secrets are in the environment of every run anyway. */
function environmentOf({ target }: UnprobedJob, { environment }: K6Options): Record<string, string> {
  return { ...(target === undefined ? {} : { TARGET: target }), ...environment };
}

function wrapperOf(
  { test, smoke }: ToolJob,
  script: string,
  { scenarios }: ScriptOptions,
  { scenario: wanted }: K6Options,
): string | undefined {
  const names = [...scenarios.keys()];
  if (wanted !== undefined && !scenarios.has(wanted)) {
    throw new UserError(`Test ${test.id}: ${script} has no scenario ${wanted}. It has ${names.join(', ')}.`);
  }
  if (smoke) return smokeWrapper(script, scenarios);
  if (test.stages.length === 0) return undefined;
  const name = wanted ?? names[0];
  if (name === undefined || (wanted === undefined && names.length > 1)) {
    throw new UserError(
      `Test ${test.id} has \`stages\`, but ${script} has several scenarios (${names.join(', ')}). Say which of them the stages drive with \`with: { scenario: ${name} }\`, or leave \`stages\` out.`,
    );
  }
  return stagesWrapper(script, { name, exec: scenarios.get(name) ?? 'default' }, test.stages);
}

/** What reports and checks ask for, and what the script itself wants in its summary. */
function trendStatistics({ checks, guards }: LoadTest, { thresholds, trendStatistics: own }: ScriptOptions): string[] {
  const asked = [...checks, ...guards].flatMap(({ check }) => percentOf(check.selector.statistic ?? 'avg') ?? []);
  const percents = [90, 95, 99, ...asked, ...thresholds.flatMap((source) => percentOfThreshold(source) ?? [])];
  const statistics = ['avg', 'min', 'med', 'max', 'count', ...percents.map((percent) => `p(${percent})`), ...own];
  return [...new Set(statistics)];
}

/** The argument takes the place of the script's own tags, so these are said again. */
function tagArguments(own: Readonly<Record<string, string>>, added: Readonly<Record<string, string>>): string[] {
  if (Object.keys(added).length === 0) return [];
  return Object.entries({ ...own, ...added }).flatMap(([name, value]) => ['--tag', `${name}=${value}`]);
}

/** Names and addresses are two lists in k6; each argument takes the place of what the script blocks itself. */
function blockArguments(hosts: readonly string[], { blockedHosts, blockedAddresses }: ScriptOptions): string[] {
  const names = hosts.filter((host) => !isAddress(host));
  const addresses = hosts.filter(isAddress).map((host) => {
    const address = host.replace(/^\[|\]$/g, '');
    return `${address}/${address.includes(':') ? 128 : 32}`;
  });
  return [
    ...(names.length === 0 ? [] : [...blockedHosts, ...names].flatMap((name) => ['--block-hostnames', name])),
    ...(addresses.length === 0
      ? []
      : [...blockedAddresses, ...addresses].flatMap((range) => ['--blacklist-ip', range])),
  ];
}

function isAddress(host: string): boolean {
  return host.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(host);
}

/** A second signal makes k6 drop its summary, so the polite way gets the most time. */
function stopSteps(rest: string): StopStep[] {
  const body = JSON.stringify({ data: { type: 'status', id: 'default', attributes: { stopped: true } } });
  return [
    { kind: 'http', method: 'PATCH', url: `http://${rest}/v1/status`, body, waitMs: 10_000 },
    { kind: 'signal', signal: 'SIGINT', waitMs: 5000 },
    { kind: 'signal', signal: 'SIGTERM', waitMs: 3000 },
  ];
}
