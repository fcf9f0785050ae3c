import { existsSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../core/errors.ts';
import { formatValue, formatVerdict } from '../../core/format.ts';
import { listBaselines, readBaselineFile, writeBaseline } from '../../core/node/baselines.ts';
import type { DescribedRun } from '../../core/node/runStore/describedRun.ts';
import { planFolderOf } from '../../core/node/runStore/planFolderOf.ts';
import { referencesOf, type Baseline } from '../../core/run/baseline.ts';
import { baselineOf, whyNoBaseline } from '../../core/run/baselineFromRuns.ts';
import { observationText } from '../../core/run/compare/observationText.ts';
import { closest } from '../../core/text/closest.ts';
import { dimensionOfBaseUnit } from '../../core/units.ts';
import { readArguments } from '../arguments.ts';
import type { CommandHelp } from '../commandHelp.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import type { Output } from '../output.ts';
import { openRun } from '../storedRuns.ts';
import { textTable } from '../textTable.ts';

const OPTIONS = {
  plan: { type: 'string', value: 'FILE', help: 'the plan beside which the baselines are' },
} as const;

const ACTIONS = ['set RUN_DIR…', 'show TEST', 'list'].map((action) => `headroom baseline ${action} [--plan FILE]`);

export const BASELINE_HELP: CommandHelp = {
  usage: ACTIONS.join('\n  '),
  about: 'Chooses, shows and lists the runs that later runs of a test are compared with.',
  options: OPTIONS,
  notes: ['`headroom baseline set --help`, and so on, explains each.'],
};

export const BASELINE_SUBCOMMANDS: Record<string, CommandHelp> = {
  set: {
    usage: 'headroom baseline set RUN_DIR… [--plan FILE]',
    about: 'Makes these runs of one test its baseline; of several the median counts, value by value.',
    options: { plan: { ...OPTIONS.plan, help: `${OPTIONS.plan.help}; without it, the plan of the runs` } },
  },
  show: {
    usage: 'headroom baseline show TEST [--plan FILE]',
    about: 'Shows the runs and reference values of the baseline of a test.',
    options: { plan: { ...OPTIONS.plan, help: `${OPTIONS.plan.help}; without it, the current folder` } },
  },
  list: {
    usage: 'headroom baseline list [--plan FILE]',
    about: 'Lists the tests that have a baseline, with the runs they come from.',
    options: { plan: { ...OPTIONS.plan, help: `${OPTIONS.plan.help}; without it, the current folder` } },
  },
};

/** Chooses, shows and lists the reference runs of tests. */
export async function baseline(args: string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = readArguments('baseline', args, OPTIONS);
  const [action, ...names] = positionals;
  const planFolder = values.plan === undefined ? undefined : folderOfPlan(values.plan);
  switch (action) {
    case 'set':
      return set(names, planFolder, output);
    case 'show':
      return show(names, planFolder ?? process.cwd(), output);
    case 'list':
      return list(names, planFolder ?? process.cwd(), output);
    default:
      throw new UserError(`Usage: ${BASELINE_HELP.usage}`);
  }
}

async function set(folders: readonly string[], planFolder: string | undefined, output: Output): Promise<ExitCode> {
  const runs: DescribedRun[] = [];
  for (const folder of folders) runs.push(await openRun(folder, output));
  const [first, ...others] = runs;
  if (first === undefined) throw new UserError('Name the run folders that are to be the reference.');
  const refusal = whyNoBaseline([first, ...others]);
  if (refusal !== undefined) throw new UserError(refusal);
  const folder = planFolder ?? ownPlanFolder(first);
  const chosen = baselineOf(first, others);
  const file = writeBaseline(folder, chosen);
  for (const { runId, result } of runs.filter((run) => run.result.verdict !== 'pass'))
    output.err(`Mind that ${runId} has the verdict ${formatVerdict(result.verdict)}.`);
  output.out(`${path.relative(process.cwd(), file)} written:`);
  for (const line of describe(chosen)) output.out(line);
  return EXIT.ok;
}

function show([testId, ...more]: readonly string[], planFolder: string, output: Output): ExitCode {
  if (testId === undefined || more.length > 0) throw new UserError('Name one test: headroom baseline show TEST');
  const found = readBaselineFile(planFolder, testId);
  if (found === undefined) {
    const known = listBaselines(planFolder).map((one) => one.testId);
    const suggestion = closest(testId, known);
    const hint = suggestion === undefined ? 'Choose runs with `headroom baseline set`.' : `Did you mean ${suggestion}?`;
    throw new UserError(`There is no baseline of ${testId} beside the plan in ${planFolder}. ${hint}`);
  }
  for (const line of describe(found)) output.out(line);
  return EXIT.ok;
}

function list(more: readonly string[], planFolder: string, output: Output): ExitCode {
  if (more.length > 0) throw new UserError(`headroom baseline list takes no ${more.join(' ')}.`);
  const found = listBaselines(planFolder);
  if (found.length === 0) output.out(`No baselines beside the plan in ${planFolder}.`);
  else {
    const rows = found.map(({ testId, runs, like }) => [
      testId,
      String(runs.length),
      like?.environment ?? '–',
      runs.map(({ runId }) => runId).join(', '),
    ]);
    for (const line of textTable(['test', 'runs', 'environment', 'from'], rows)) output.out(line);
  }
  return EXIT.ok;
}

function describe({ testId, runs, like }: Baseline): string[] {
  const environment = like?.environment === undefined ? '' : `, environment ${like.environment}`;
  const rows = referencesOf(runs).map((reference) => {
    const format = (value: number): string => formatValue(value, dimensionOfBaseUnit(reference.unit));
    const spread = reference.runs === 1 ? '' : `${format(reference.min)} to ${format(reference.max)}`;
    return [observationText(reference), format(reference.value), spread, `${reference.runs} of ${runs.length}`];
  });
  return [
    `${testId}: ${runs.length === 1 ? '1 run' : `the median of ${runs.length} runs`}${environment}`,
    ...runs.map(({ runId }) => `  ${runId}`),
    ...textTable(['value', 'reference', 'spread', 'runs'], rows, ['reference']).map((line) => `  ${line}`),
  ];
}

function ownPlanFolder({ runId, manifest }: DescribedRun): string {
  const folder = planFolderOf(manifest);
  if (existsSync(folder)) return folder;
  throw new UserError(`The folder of the plan of ${runId}, ${folder}, is not here. Name the plan with --plan.`);
}

function folderOfPlan(plan: string): string {
  if (!existsSync(plan))
    throw new UserError(`There is no plan ${plan}, beside which the baseline belongs. Name it with --plan.`);
  return path.dirname(path.resolve(plan));
}
