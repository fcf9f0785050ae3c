import { existsSync } from 'node:fs';
import type { RunResult } from '../../run/runResult.ts';
import { listRuns } from '../runStore/listRuns.ts';

export interface KnownImport {
  runId: string;
  folder: string;
  result: RunResult | undefined;
}

/** The runs of a results folder that were imported, by the hash of the file that each is from. */
export async function knownImports(resultsFolder: string): Promise<Map<string, KnownImport>> {
  if (!existsSync(resultsFolder)) return new Map();
  const { runs } = await listRuns(resultsFolder);
  return new Map(
    runs.flatMap(({ manifest, folder, result }) => {
      const { imported, runId } = manifest;
      return imported === undefined ? [] : [[imported.contentHash, { runId, folder, result }] as const];
    }),
  );
}
