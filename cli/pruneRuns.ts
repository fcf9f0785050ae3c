import path from 'node:path';
import { parseDuration } from '../core/configs/plan/leaves.ts';
import { UserError } from '../core/errors.ts';
import { runsInBaselines } from '../core/node/baselines.ts';
import type { ListedRun } from '../core/node/runStore/listRuns.ts';
import { planFolderOf } from '../core/node/runStore/planFolderOf.ts';
import { deleteRun, runsToPrune } from '../core/node/runStore/pruneRuns.ts';
import { EXIT, type ExitCode } from './exitCodes.ts';
import type { Output } from './output.ts';

const DEFAULT_KEEP = '50';

interface PruneOptions {
  keep?: string;
  'older-than'?: string;
  yes?: boolean;
  format?: string;
}

/** Lists the runs that retention lets go of; deletes them when told `--yes`. */
export function pruneRuns(
  values: PruneOptions,
  output: Output,
  { runs: found }: { runs: readonly ListedRun[] },
  results: string,
): ExitCode {
  if (values.format !== undefined) throw new UserError('--format belongs to `headroom runs`.');
  const keepPerTest = readKeep(values.keep ?? DEFAULT_KEEP);
  const olderThanMs = values['older-than'] === undefined ? undefined : readAge(values['older-than']);
  const inBaselines = runsInBaselines(baselineFolders(found, results));
  const going = runsToPrune(found, { keepPerTest, olderThanMs, inBaselines, now: Date.now() });
  const isSure = values.yes === true;
  for (const { folder } of going) {
    if (isSure) deleteRun(folder);
    output.out(`${isSure ? 'deleted' : 'would delete'} ${path.basename(folder)}`);
  }
  const age = values['older-than'] === undefined ? '' : `, all that are younger than ${values['older-than']}`;
  output.out(
    `${going.length} of ${found.length} runs ${isSure ? 'deleted' : 'would go'}; the newest ${keepPerTest} of each test stay${age}, and all that are in a baseline or going on.`,
  );
  if (!isSure && going.length > 0) output.out('Nothing was deleted yet. Say --yes to delete them.');
  return EXIT.ok;
}

/** Wherever a baseline could name one of these runs: beside their plans, beside the results, and here. */
function baselineFolders(found: readonly ListedRun[], results: string): string[] {
  const plans = found.map(({ manifest }) => planFolderOf(manifest));
  return [...new Set([...plans, path.dirname(path.resolve(results)), process.cwd()])];
}

function readKeep(written: string): number {
  if (!/^\d+$/.test(written)) throw new UserError(`--keep takes a number of runs, not ${written}.`);
  return Number(written);
}

function readAge(written: string): number {
  const ms = parseDuration(written);
  if (ms === undefined) throw new UserError(`--older-than takes a length of time such as 30d or 12h, not ${written}.`);
  return ms;
}
