import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { CountableRun } from '../../checklist/evidence/checkEvidence.ts';
import type { UnreadableRun } from '../../checklist/evidence/unreadableRuns.ts';
import { readListEntry, type BrokenRun } from '../runStore/listRuns.ts';
import { mayBeOf, newestFirst } from '../runStore/newestRuns.ts';

/** A run with the folder that it is in. */
export interface RunInFolder extends CountableRun {
  folder: string;
}

/** What the folders of one test hold. */
interface ReadRuns {
  runs: RunInFolder[];
  unreadable: UnreadableRun[];
}

/** Runs that are read before others get their turn: in an editor somebody types meanwhile. */
const BATCH = 8;

/** The runs of tests in results folders, newest first. Each folder is opened once. */
export class TestRuns {
  private readonly read = new Map<string, Promise<ReadRuns>>();

  async of(results: string, testId: string): Promise<RunInFolder[]> {
    return (await this.readOnce(results, testId)).runs;
  }

  /** Those that should be of the test and say nothing any more. */
  async unreadableOf(results: string, testId: string): Promise<UnreadableRun[]> {
    return (await this.readOnce(results, testId)).unreadable;
  }

  private readOnce(results: string, testId: string): Promise<ReadRuns> {
    const key = JSON.stringify([results, testId]);
    const runs = this.read.get(key) ?? this.readRuns(results, testId);
    this.read.set(key, runs);
    return runs;
  }

  private async readRuns(results: string, testId: string): Promise<ReadRuns> {
    const runs: RunInFolder[] = [];
    const unreadable: UnreadableRun[] = [];
    for (const [index, name] of (await newestFirst(results)).filter((one) => mayBeOf(one, testId)).entries()) {
      if (index % BATCH === BATCH - 1) await setImmediate();
      const entry = await readListEntry(path.join(results, name));
      if (entry?.kind === 'broken') unreadable.push(...unreadableOf(entry, testId));
      if (entry?.kind !== 'run' || entry.manifest.testId !== testId) continue;
      runs.push(entry);
    }
    return { runs: runs.toSorted((a, b) => b.manifest.startedAt - a.manifest.startedAt), unreadable };
  }
}

function unreadableOf({ folder, manifest, reason }: BrokenRun, testId: string): UnreadableRun[] {
  if (manifest !== undefined && manifest.testId !== testId) return [];
  const runId = path.basename(folder);
  return [{ runId, startedAt: manifest?.startedAt ?? lastMomentOf(runId), reason, ...(manifest && { manifest }) }];
}

/** Of the second in the name of a run folder: `20260131_235959_search`. */
function lastMomentOf(name: string): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)_/.exec(name)?.map(Number) ?? [];
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0, 999);
}
