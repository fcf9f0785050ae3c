import path from 'node:path';
import { readDescribedRun, type DescribedRun } from '../core/node/runStore/describedRun.ts';
import type { ReadOptions } from '../core/node/runStore/readRunFolder.ts';
import type { Output } from './output.ts';

/** Opens a run that a command needs whole enough to say what it was; what is missing beside that goes to the person. */
export async function openRun(folder: string, output: Output, options: ReadOptions = {}): Promise<DescribedRun> {
  const run = await readDescribedRun(folder, options);
  for (const note of run.notes) output.err(`${path.basename(folder)}: ${note}`);
  return run;
}
