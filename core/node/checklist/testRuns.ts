import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { CountableRun } from '../../checklist/evidence/checkEvidence.ts';
import { readListEntry } from '../runStore/listRuns.ts';
import { mayBeOf, newestFirst } from '../runStore/newestRuns.ts';

/** A run with the folder that it is in. */
export interface RunInFolder extends CountableRun {
  folder: string;
}

/** Runs that are read before others get their turn: in an editor somebody types meanwhile. */
const BATCH = 8;

/** The runs of tests in results folders, newest first. Each folder is opened once. */
export class TestRuns {
  private readonly read = new Map<string, Promise<RunInFolder[]>>();

  of(results: string, testId: string): Promise<RunInFolder[]> {
    const key = JSON.stringify([results, testId]);
    const runs = this.read.get(key) ?? this.readRuns(results, testId);
    this.read.set(key, runs);
    return runs;
  }

  private async readRuns(results: string, testId: string): Promise<RunInFolder[]> {
    const runs: RunInFolder[] = [];
    for (const [index, name] of (await newestFirst(results)).filter((one) => mayBeOf(one, testId)).entries()) {
      if (index % BATCH === BATCH - 1) await setImmediate();
      const entry = await readListEntry(path.join(results, name));
      if (entry?.kind !== 'run' || entry.manifest.testId !== testId) continue;
      runs.push(entry);
    }
    return runs.toSorted((a, b) => b.manifest.startedAt - a.manifest.startedAt);
  }
}
