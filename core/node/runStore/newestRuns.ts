import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readListEntry, type ListedRun } from './listRuns.ts';

const STAMP = /^\d{8}_\d{6}_/;
const STAMP_LENGTH = '20260101_000000_'.length;
/** Folders of one test that are opened in search of one that can be read. */
const MOST_OPENED = 20;

/** The newest run of each test that can be read, whatever became of it. Folder names begin with the time. */
export async function newestRuns(results: string, testIds: readonly string[]): Promise<Map<string, ListedRun>> {
  const folders = await newestFirst(results);
  const found = new Map<string, ListedRun>();
  for (const testId of testIds) {
    for (const name of folders.filter((one) => mayBeOf(one, testId)).slice(0, MOST_OPENED)) {
      const entry = await readListEntry(path.join(results, name));
      if (entry?.kind !== 'run' || entry.manifest.testId !== testId) continue;
      found.set(testId, entry);
      break;
    }
  }
  return found;
}

/** Names of the run folders; none where there are no runs yet. */
export async function newestFirst(results: string): Promise<string[]> {
  const names = await readdir(results).catch((): string[] => []);
  return names
    .filter((name) => STAMP.test(name))
    .sort()
    .reverse();
}

/** By its name alone. A second run in the same second has a number behind its name. */
export function mayBeOf(name: string, testId: string): boolean {
  const rest = name.slice(STAMP_LENGTH);
  return rest === testId || (rest.startsWith(`${testId}-`) && /^\d+$/.test(rest.slice(testId.length + 1)));
}
