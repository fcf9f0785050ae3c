import { existsSync } from 'node:fs';
import type { RunResult } from '../../run/runResult.ts';
import { listRuns } from '../runStore/listRuns.ts';

export interface KnownImport {
  runId: string;
  folder: string;
  result: RunResult | undefined;
}

/**
 * A file, and what it was held against: the same file under other checks of a plan is another run. `test` is the test
 * as `run.json` records it; absent without a plan.
 */
export function importKey(contentHash: string, test: unknown): string {
  return JSON.stringify([contentHash, test ?? null]);
}

/** The runs of a results folder that were imported, by their `importKey`. */
export async function knownImports(resultsFolder: string): Promise<Map<string, KnownImport>> {
  if (!existsSync(resultsFolder)) return new Map();
  const { runs } = await listRuns(resultsFolder);
  return new Map(
    runs.flatMap(({ manifest, folder, result }) => {
      const { imported, runId, plan } = manifest;
      if (imported === undefined) return [];
      const test = plan.path === '' ? undefined : plan.effectiveTest;
      return [[importKey(imported.contentHash, test), { runId, folder, result }] as const];
    }),
  );
}
