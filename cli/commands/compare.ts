import path from 'node:path';
import { UserError } from '../../core/errors.ts';
import { baselineFile, readBaselineFile } from '../../core/node/baselines.ts';
import { planFolderOf } from '../../core/node/runStore/planFolderOf.ts';
import type { Baseline } from '../../core/run/baseline.ts';
import { isStopped } from '../../core/run/baselineFromRuns.ts';
import { compareRuns } from '../../core/run/compare/compareRuns.ts';
import { differences, likenessOf, type Likeness } from '../../core/run/compare/likeness.ts';
import type { Observation } from '../../core/run/runResult.ts';
import { readArguments, readChoiceOption } from '../arguments.ts';
import type { CommandHelp } from '../commandHelp.ts';
import { COMPARISON_FORMATS, type ComparedSide } from '../comparisonFormats.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import type { Output } from '../output.ts';
import { openRun, type DescribedRun } from '../storedRuns.ts';

const OPTIONS = {
  anyway: { type: 'boolean', help: 'compare runs of another test, load, environment or tool; differences are named' },
  plan: { type: 'string', value: 'FILE', help: 'the plan beside which the baseline is, if not that of the run' },
  format: { type: 'string', value: 'text|json|md', help: 'text is the default' },
} as const;

export const COMPARE_HELP: CommandHelp = {
  usage: 'headroom compare BEFORE AFTER [--anyway] [--plan FILE] [--format text|json|md]',
  about: 'Shows what changed from one run to another. BEFORE and AFTER are run folders; one of them may be `baseline`.',
  options: OPTIONS,
  notes: ['Exit codes: 0 done, whatever the differences are; 2 not alike without --anyway, or unreadable.'],
};

interface Side {
  described: ComparedSide;
  /** Undefined for a baseline that does not tell. */
  likeness?: Likeness;
  runs: readonly { observations: readonly Observation[] }[];
}

/** Shows what changed from one run to another, or from the baseline to a run. Differences are no failure. */
export async function compare(args: string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = readArguments('compare', args, OPTIONS);
  const format = readChoiceOption('format', values.format, ['text', 'json', 'md']);
  const folders = positionals.filter((name) => name !== 'baseline');
  const [first, second] = folders;
  if (positionals.length !== 2 || first === undefined) throw new UserError(`Name two runs: ${COMPARE_HELP.usage}`);

  const run = await openRun(first, output);
  const before = second === undefined ? sideOfBaseline(run, values.plan) : sideOfRun(run);
  const afterRun = second === undefined ? run : await openRun(second, output);
  const after = sideOfRun(afterRun);
  const unalike =
    before.likeness && after.likeness
      ? differences(before.likeness, after.likeness)
      : ['the baseline does not tell its load and environment'];
  if (unalike.length > 0 && values.anyway !== true)
    throw new UserError(`These runs are not alike. They differ in ${unalike.join('; ')}. Compare them with --anyway.`);
  const comparison = {
    testId: afterRun.result.testId,
    before: before.described,
    after: after.described,
    unalike,
    values: compareRuns(before.runs, afterRun.result),
  };
  output.out(COMPARISON_FORMATS[format](comparison));
  return EXIT.ok;
}

function sideOfRun(run: DescribedRun): Side {
  return {
    described: { name: run.runId, runIds: [run.runId], labels: labelsOf(run) },
    likeness: likenessOf(run.manifest),
    runs: [run.result],
  };
}

function labelsOf(run: DescribedRun): string[] {
  const { manifest, result } = run;
  return [
    ...(manifest.imported ? ['imported: its load is not known'] : []),
    ...(manifest.smoke ? ['smoke run'] : []),
    ...(result.state === 'completed' ? [] : [`${result.state}: only a part was measured`]),
    ...(isStopped(run) ? ['stopped by a guard: only a part was measured'] : []),
    ...(result.verdict === 'invalid' ? ['invalid: not to be trusted'] : []),
  ];
}

function sideOfBaseline({ manifest }: DescribedRun, plan: string | undefined): Side {
  const folder = plan === undefined ? planFolderOf(manifest) : path.dirname(path.resolve(plan));
  const found: Baseline | undefined = readBaselineFile(folder, manifest.testId);
  if (found === undefined)
    throw new UserError(
      `There is no baseline ${baselineFile(folder, manifest.testId)}. Choose runs with \`headroom baseline set\`.`,
    );
  const runIds = found.runs.map(({ runId }) => runId);
  return {
    described: { name: `baseline (${runIds.join(', ')})`, runIds, labels: [] },
    ...(found.like && { likeness: { testId: found.testId, ...found.like } }),
    runs: found.runs,
  };
}
