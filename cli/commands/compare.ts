import path from 'node:path';
import { UserError } from '../../core/errors.ts';
import { baselineFile, readBaselineFile } from '../../core/node/baselines.ts';
import { planFolderOf } from '../../core/node/runStore/planFolderOf.ts';
import type { DescribedRun } from '../../core/node/runStore/describedRun.ts';
import { sideOfBaseline, sideOfRun, unalikeIn, type ComparedSide } from '../../core/run/compare/comparedSide.ts';
import { compareRuns } from '../../core/run/compare/compareRuns.ts';
import { readArguments, readChoiceOption } from '../arguments.ts';
import type { CommandHelp } from '../commandHelp.ts';
import { COMPARISON_FORMATS, type NamedSide } from '../comparisonFormats.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import type { Output } from '../output.ts';
import { openRun } from '../storedRuns.ts';

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

/** Shows what changed from one run to another, or from the baseline to a run. Differences are no failure. */
export async function compare(args: string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = readArguments('compare', args, OPTIONS);
  const format = readChoiceOption('format', values.format, ['text', 'json', 'md']);
  const folders = positionals.filter((name) => name !== 'baseline');
  const [first, second] = folders;
  if (positionals.length !== 2 || first === undefined) throw new UserError(`Name two runs: ${COMPARE_HELP.usage}`);

  const run = await openRun(first, output);
  const before = second === undefined ? baselineSide(run, values.plan) : sideOfRun(run);
  const afterRun = second === undefined ? run : await openRun(second, output);
  const after = sideOfRun(afterRun);
  const unalike = unalikeIn(before, after);
  if (unalike.length > 0 && values.anyway !== true)
    throw new UserError(`These runs are not alike. They differ in ${unalike.join('; ')}. Compare them with --anyway.`);
  const comparison = {
    testId: afterRun.result.testId,
    before: named(before),
    after: named(after),
    unalike,
    values: compareRuns(before.runs, afterRun.result),
  };
  output.out(COMPARISON_FORMATS[format](comparison));
  return EXIT.ok;
}

function named({ name, runIds, labels }: ComparedSide): NamedSide {
  return { name, runIds, labels };
}

function baselineSide({ manifest }: DescribedRun, plan: string | undefined): ComparedSide {
  const folder = plan === undefined ? planFolderOf(manifest) : path.dirname(path.resolve(plan));
  const found = readBaselineFile(folder, manifest.testId);
  if (found === undefined)
    throw new UserError(
      `There is no baseline ${baselineFile(folder, manifest.testId)}. Choose runs with \`headroom baseline set\`.`,
    );
  return sideOfBaseline(found);
}
