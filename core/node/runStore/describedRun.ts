import { UserError } from '../../errors.ts';
import type { RunManifest } from '../../run/runManifest.ts';
import { readRunFolder, type ReadOptions, type StoredRun } from './readRunFolder.ts';

/** A run that is whole enough to say what it was. */
export type DescribedRun = StoredRun & { manifest: RunManifest };

/** Opens a run of which it has to be known what was run. What is missing beside that stands in its `notes`. */
export async function readDescribedRun(folder: string, options: ReadOptions = {}): Promise<DescribedRun> {
  const { manifest, ...run } = await readRunFolder(folder, options);
  if (manifest === undefined)
    throw new UserError(`${folder}: ${run.notes.join('; ')}. Without run.json nothing tells what was run.`);
  return { ...run, manifest };
}
