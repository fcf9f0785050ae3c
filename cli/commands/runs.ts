import path from 'node:path';
import { UserError } from '../../core/errors.ts';
import { formatDuration, formatValue, formatVerdict } from '../../core/format.ts';
import { listRuns, mayGoOn, type ListedRun } from '../../core/node/runStore/listRuns.ts';
import { dimensionOfBaseUnit } from '../../core/units.ts';
import { readArguments, readChoiceOption } from '../arguments.ts';
import type { CommandHelp } from '../commandHelp.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import type { Output } from '../output.ts';
import { pruneRuns } from '../pruneRuns.ts';
import { textTable } from '../textTable.ts';

const COMMON_OPTIONS = {
  results: { type: 'string', value: 'DIR', help: 'the results folder; headroom-results if not given' },
  test: { type: 'string', value: 'ID', help: 'only runs of this test' },
} as const;
const LIST_OPTIONS = {
  ...COMMON_OPTIONS,
  format: { type: 'string', value: 'text|json', help: 'text is the default' },
} as const;
const PRUNE_OPTIONS = {
  ...COMMON_OPTIONS,
  keep: { type: 'string', value: 'N', help: 'the newest N runs of each test stay; 50 if not given' },
  'older-than': { type: 'string', value: '30d', help: 'runs that are younger than this stay as well' },
  yes: { type: 'boolean', help: 'delete; without it, only list what would go' },
} as const;
const OPTIONS = { ...LIST_OPTIONS, ...PRUNE_OPTIONS };

const LIST_USAGE = 'headroom runs [--results DIR] [--test ID] [--format text|json]';
const PRUNE_USAGE = 'headroom runs prune [--results DIR] [--test ID] [--keep N] [--older-than 30d] [--yes]';

export const RUNS_HELP: CommandHelp = {
  usage: `${LIST_USAGE}\n  ${PRUNE_USAGE}`,
  about: 'Lists the runs in a results folder, newest first.',
  options: LIST_OPTIONS,
  notes: ['`headroom runs prune --help` explains how to let go of old runs.'],
};

export const RUNS_SUBCOMMANDS: Record<string, CommandHelp> = {
  prune: {
    usage: PRUNE_USAGE,
    about: 'Lets go of old runs. Runs of a baseline and runs that go on always stay.',
    options: PRUNE_OPTIONS,
  },
};
type Values = ReturnType<typeof readArguments<typeof OPTIONS>>['values'];

const DEFAULT_RESULTS = 'headroom-results';

/** Lists runs, newest first, or lets go of old ones. */
export async function runs(args: string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = readArguments('runs', args, OPTIONS);
  const [action, ...more] = positionals;
  if ((action !== undefined && action !== 'prune') || more.length > 0)
    throw new UserError(`headroom runs takes no ${positionals.join(' ')}. Usage: ${RUNS_HELP.usage}`);
  if (action === 'prune') return pruneRuns(values, output, await readRuns(values), resultsOf(values));
  for (const name of ['keep', 'older-than', 'yes'] as const)
    if (values[name] !== undefined) throw new UserError(`--${name} belongs to \`headroom runs prune\`.`);
  return list(values, output);
}

async function list(values: Values, output: Output): Promise<ExitCode> {
  const format = readChoiceOption('format', values.format, ['text', 'json']);
  const { runs: found, broken } = await readRuns(values);
  if (format === 'json') {
    output.out(
      JSON.stringify(
        [...found.map(asJson), ...broken.map(({ folder, reason }) => ({ folder, broken: reason }))],
        null,
        2,
      ),
    );
    return EXIT.ok;
  }
  if (found.length === 0)
    output.out(`No runs${values.test === undefined ? '' : ` of ${values.test}`} in ${resultsOf(values)}.`);
  else for (const line of textTable(HEADINGS, found.map(asRow), ['duration', 'p95'])) output.out(line);
  for (const { folder, reason } of broken) output.out(`broken: ${path.basename(folder)}: ${reason}`);
  return EXIT.ok;
}

const HEADINGS = ['run', 'test', 'state', 'verdict', 'duration', 'environment', 'load', 'p95'];

function asRow(run: ListedRun): string[] {
  const { manifest, result } = run;
  const durationMs = durationOf(run);
  const p95 = p95Of(run);
  return [
    path.basename(run.folder),
    manifest.testId,
    stateText(run),
    result === undefined ? '–' : formatVerdict(result.verdict),
    durationMs === undefined ? '–' : formatDuration(durationMs),
    manifest.environment?.id ?? '–',
    loadText(run) ?? '–',
    p95 === undefined ? '–' : formatValue(p95.value, dimensionOfBaseUnit(p95.unit)),
  ];
}

function stateText(run: ListedRun): string {
  const { manifest } = run;
  const state = mayGoOn(run) ? 'running or cut off' : manifest.state;
  if (manifest.smoke) return `${state} (smoke)`;
  return manifest.outcome === 'stopped' ? 'completed (stopped)' : state;
}

function asJson(run: ListedRun): Record<string, unknown> {
  const { folder, manifest, result } = run;
  return {
    runId: manifest.runId,
    folder,
    testId: manifest.testId,
    state: mayGoOn(run) ? 'unknown' : manifest.state,
    verdict: result?.verdict,
    outcome: manifest.outcome,
    smoke: manifest.smoke,
    startedAt: manifest.startedAt,
    durationMs: durationOf(run),
    environment: manifest.environment?.id,
    load: loadOf(run),
    p95LatencyMs: p95Of(run)?.value,
  };
}

function durationOf({ manifest: { startedAt, endedAt } }: ListedRun): number | undefined {
  return endedAt === undefined ? undefined : endedAt - startedAt;
}

/** The highest level that was planned; of a tool's own script the highest that was seen. */
function loadOf({ manifest, result }: ListedRun): { kind: 'users' | 'rate'; peak: number } | undefined {
  if (manifest.smoke) return { kind: 'users', peak: 1 };
  const stages = manifest.judgedBy?.stages ?? [];
  const kind = stages[0]?.load.kind;
  if (kind !== undefined) return { kind, peak: Math.max(...stages.flatMap(({ load }) => [load.from, load.to])) };
  const seen = result?.observations.find(
    ({ metric, statistic, selector }) =>
      metric === 'users' && statistic === 'max' && Object.keys(selector).length === 0,
  );
  return seen && { kind: 'users', peak: seen.value };
}

function loadText(run: ListedRun): string | undefined {
  const load = loadOf(run);
  if (load === undefined) return undefined;
  return load.kind === 'rate'
    ? formatValue(load.peak, 'rate')
    : `${formatValue(load.peak, 'count')} ${load.peak === 1 ? 'user' : 'users'}`;
}

function p95Of({ result }: ListedRun): { value: number; unit: string } | undefined {
  return result?.observations.find(
    ({ metric, statistic, selector }) =>
      metric === 'latency' && statistic === 'p95' && Object.keys(selector).length === 0,
  );
}

async function readRuns(values: Values): ReturnType<typeof listRuns> {
  const all = await listRuns(resultsOf(values));
  const { test } = values;
  return test === undefined ? all : { ...all, runs: all.runs.filter(({ manifest }) => manifest.testId === test) };
}

function resultsOf(values: Values): string {
  return values.results ?? DEFAULT_RESULTS;
}
