import path from 'node:path';
import type { LastRun } from '../language/resultHints.ts';
import { readListEntry } from './runStore/listRuns.ts';
import { mayBeOf, newestFirst } from './runStore/newestRuns.ts';

/**
 * The newest run of each test that went to its end, smoke runs left out. Folder names begin with the time, so only the
 * newest are opened, and one that is at its end is opened once.
 */
export class LastRuns {
  private readonly read = new Map<string, LastRun | 'other'>();

  async of(results: string, testIds: readonly string[]): Promise<Map<string, LastRun>> {
    const folders = await newestFirst(results);
    const found = new Map<string, LastRun>();
    for (const testId of testIds) {
      const own = folders.filter((name) => mayBeOf(name, testId));
      for (const name of own) {
        const run = await this.readOnce(path.join(results, name), testId);
        if (run === 'other') continue;
        found.set(testId, run);
        break;
      }
    }
    return found;
  }

  private async readOnce(folder: string, testId: string): Promise<LastRun | 'other'> {
    const known = this.read.get(folder);
    if (known) return known;
    const entry = await readListEntry(folder);
    if (entry?.kind !== 'run') return 'other';
    const { manifest, result } = entry;
    // It may still come to its end.
    if (!result) return 'other';
    const { runId, startedAt, smoke, outcome, imported, environment, plan } = manifest;
    // A part of a run, one that cannot be trusted, or one of an unknown load says nothing beside this text.
    const isWhole = result.state === 'completed' && outcome !== 'stopped' && result.verdict !== 'invalid';
    const isUsable = manifest.testId === testId && isWhole && !smoke && imported === undefined;
    const run = isUsable
      ? { runId, startedAt, result, effectiveTest: plan.effectiveTest, environment: environment?.id }
      : 'other';
    this.read.set(folder, run);
    return run;
  }
}
