import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { ListedRun } from './listRuns.ts';

export interface Retention {
  /** The newest runs of each test stay, this many. */
  keepPerTest: number;
  /** Younger runs stay, too. */
  olderThanMs?: number;
  /** Ids of runs that baselines are made from; they stay whatever their age. */
  inBaselines: ReadonlySet<string>;
  /** ms since the Unix epoch. */
  now: number;
}

/** The runs that retention lets go of, of a list that is newest first. A run that may still go on is never one. */
export function runsToPrune(newestFirst: readonly ListedRun[], retention: Retention): ListedRun[] {
  const { keepPerTest, olderThanMs = 0, inBaselines, now } = retention;
  const seen = new Map<string, number>();
  return newestFirst.filter(({ manifest, result, writer }) => {
    // Smoke runs and runs without a result have places of their own, so that they crowd out no measurement.
    const group = `${manifest.testId} ${manifest.smoke || result === undefined ? 'other' : 'measured'}`;
    const newer = seen.get(group) ?? 0;
    seen.set(group, newer + 1);
    const mayGoOn = result === undefined && writer !== 'gone';
    return (
      newer >= keepPerTest && now - manifest.startedAt > olderThanMs && !mayGoOn && !inBaselines.has(manifest.runId)
    );
  });
}

/** Deletes a run's folder. `run.json` goes last: a folder that is left half deleted is still known as a run. */
export function deleteRun(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name !== 'run.json') rmSync(path.join(folder, name), { recursive: true });
  }
  rmSync(path.join(folder, 'run.json'));
  rmdirSync(folder);
}
