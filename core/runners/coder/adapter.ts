import { UserError } from '../../errors.ts';
import type { LoadTest } from '../../configs/plan/plan.ts';
import { hostName } from '../../text/hostName.ts';
import type { RunnerAdapter, ToolJob, ToolPlan } from '../adapter.ts';
import { CoderDecoder, METRICS_CHANNEL, RESULT_CHANNEL } from './decoder.ts';
import { parseGoDuration } from './goDuration.ts';
import { coderProbes, readProbes } from './probes.ts';
import { CLEANUP_WARNING } from './remains.ts';
import {
  optionArguments,
  readOptions,
  refuseBlockedHosts,
  workspacesCreated,
  type OptionValues,
} from './scaletestOptions.ts';
import { findScaletest, SCALETESTS, WITHOUT_RESULT, type Scaletest } from './scaletests.ts';
import { withoutLogs } from './withoutLogs.ts';

/** Characters of a result: it is one line with the logs of every run in it. */
const RESULT_LIMIT = 256 * 1024 * 1024;
/** Of a line that it prints; a result among them is one of a few runs. */
const OUTPUT_LIMIT = 16 * 1024 * 1024;
const POLL_EVERY_MS = 1000;
/** Coder keeps its counters open so long after the load that they are read once more. */
const PROMETHEUS_WAIT = '2s';
const STOP_GRACE_MS = 10_000;
/** More workspaces than this are made only after their number was typed. */
const MOST_UNCONFIRMED = 50;

export const coderAdapter: RunnerAdapter = {
  kind: 'coder',
  portsWanted: 1,
  probes: ({ test, program }) => coderProbes(program, scaletestOf(test).command),
  confirmation: (test, smoke) => {
    const { scaletest } = scaletestOf(test);
    const count = smoke ? 1 : workspacesCreated(scaletest, test.with);
    if (count === undefined || count <= MOST_UNCONFIRMED) return undefined;
    return { typed: `${count}`, why: `it creates ${count} workspaces` };
  },
  prepare: prepareScaletest,
};

function scaletestOf(test: Pick<LoadTest, 'id' | 'scaletest'>): { command: string; scaletest: Scaletest } {
  const command = test.scaletest?.value ?? '';
  const scaletest = findScaletest(command);
  if (scaletest !== undefined) return { command, scaletest };
  throw new UserError(`Test ${test.id}: \`scaletest\` can be ${SCALETESTS.join(', ')}, not ${command}.`);
}

function prepareScaletest(job: ToolJob): ToolPlan {
  const { test, rawFolder, planFolder, program } = job;
  const { command, scaletest } = scaletestOf(test);
  const target = readTarget(job);
  const known = readProbes(command, job.probes);
  const values = readOptions({ test, command, scaletest, known, smoke: job.smoke });
  refuseBlockedHosts(test.id, values, job.blockedHosts);
  if (workspacesCreated(scaletest, values) === undefined) {
    throw new UserError(`Test ${test.id}: nobody can create so many workspaces.`);
  }
  const metrics = metricsOf(job, scaletest, known, values);
  const resultFile = `${rawFolder}/result.json`;
  const output = command === WITHOUT_RESULT ? [] : [`--output=json:${resultFile}`, '--output=text'];
  return {
    processes: [
      {
        argv: [program, 'exp', 'scaletest', command, ...optionArguments(values), ...metrics.arguments, ...output],
        // Stated here, so that no variable of the environment sends the load elsewhere.
        environment: { CODER_URL: target },
        cwd: planFolder,
        channels: metrics.channels,
        results: [{ name: RESULT_CHANNEL, file: resultFile, lineLimit: RESULT_LIMIT }],
        cleaned: withoutLogs,
        lineLimit: OUTPUT_LIMIT,
        stop: [
          { kind: 'signal', signal: 'SIGINT', waitMs: metrics.waitMs + STOP_GRACE_MS },
          { kind: 'signal', signal: 'SIGTERM', waitMs: metrics.waitMs + STOP_GRACE_MS },
        ],
      },
    ],
    decoder: new CoderDecoder({ command, target, expectedRunMs: expectedRunMs(scaletest, values) }),
    notes: notesOf(command, scaletest, values, target),
  };
}

function readTarget({ test, target, blockedHosts }: ToolJob): string {
  if (target === undefined) {
    throw new UserError(`Test ${test.id} needs an environment with a \`target\`: the URL of the Coder deployment.`);
  }
  const host = hostName(target);
  if (host === undefined)
    throw new UserError(`The target ${target} of test ${test.id} is no URL of a Coder deployment.`);
  if (!blockedHosts.includes(host)) return target;
  throw new UserError(`${host} is protected. To run test ${test.id} there, confirm its name: --confirm ${host}`);
}

function metricsOf({ ports }: ToolJob, { hasMetrics }: Scaletest, known: ReadonlySet<string>, values: OptionValues) {
  const [port] = ports;
  if (hasMetrics !== true || port === undefined || !known.has('scaletest-prometheus-address')) {
    return { arguments: [], channels: [], waitMs: 0 };
  }
  const address = `127.0.0.1:${port}`;
  const wait = values['scaletest-prometheus-wait'];
  return {
    arguments: [
      `--scaletest-prometheus-address=${address}`,
      ...(wait === undefined ? [`--scaletest-prometheus-wait=${PROMETHEUS_WAIT}`] : []),
    ],
    channels: [
      { name: METRICS_CHANNEL, kind: 'poll' as const, url: `http://${address}/metrics`, everyMs: POLL_EVERY_MS },
    ],
    waitMs: parseGoDuration(String(wait ?? PROMETHEUS_WAIT)) ?? 0,
  };
}

/** Coder's own limits where the plan states none. */
function expectedRunMs({ isTimed }: Scaletest, values: OptionValues): number | undefined {
  if (isTimed !== true) return undefined;
  const limits = [values['timeout'] ?? '30m', values['job-timeout'] ?? '5m'].flatMap(
    (value) => parseGoDuration(String(value)) ?? [],
  );
  const limited = limits.filter((ms) => ms > 0);
  return limited.length === 0 ? undefined : Math.min(...limited);
}

function notesOf(command: string, { isTimed }: Scaletest, values: OptionValues, target: string): string[] {
  const keeps = values['no-cleanup'] === true || values['skip-cleanup'] === true;
  const timeout = parseGoDuration(String(values['timeout'] ?? '30m')) ?? 0;
  const perRun = parseGoDuration(String(values['job-timeout'] ?? '5m')) ?? 0;
  const isShortened = isTimed === true && perRun > 0 && perRun < timeout;
  return [
    ...(keeps
      ? [`what it created stays on ${target}; \`coder exp scaletest cleanup\` removes it. ${CLEANUP_WARNING}`]
      : []),
    ...(isShortened ? [`each run of ${command} ends after ${perRun / 1000} s, its \`job-timeout\``] : []),
  ];
}
