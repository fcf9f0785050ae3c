import path from 'node:path';
import { UserError } from '../core/errors.ts';
import { readRunFolder, type ReadOptions, type StoredRun } from '../core/node/runStore/readRunFolder.ts';
import type { RunManifest } from '../core/run/runManifest.ts';
import type { Output } from './output.ts';

export type DescribedRun = StoredRun & { manifest: RunManifest };

/** Opens a run that a command needs whole enough to say what it was; what is missing beside that goes to the person. */
export async function openRun(folder: string, output: Output, options: ReadOptions = {}): Promise<DescribedRun> {
  const { manifest, ...run } = await readRunFolder(folder, options);
  if (manifest === undefined)
    throw new UserError(`${folder}: ${run.notes.join('; ')}. Without run.json nothing tells what was run.`);
  for (const note of run.notes) output.err(`${path.basename(folder)}: ${note}`);
  return { ...run, manifest };
}
