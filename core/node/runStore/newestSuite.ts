import path from 'node:path';
import { suiteRecordSchema, type SuiteRecord } from '../../run/suiteRecord.ts';
import { mayBeOf, newestFirst } from './newestRuns.ts';
import { readStoredFile } from './readStoredFile.ts';

/** Folders of one suite that are opened in search of one that can be read. */
const MOST_OPENED = 20;

/** What became of a suite when it, or a part of it, was last run to its end. */
export async function newestSuite(results: string, suiteId: string): Promise<SuiteRecord | undefined> {
  const names = (await newestFirst(results)).filter((name) => mayBeOf(name, `suite-${suiteId}`));
  for (const name of names.slice(0, MOST_OPENED)) {
    const stored = readStoredFile(path.join(results, name), 'suite.json', suiteRecordSchema);
    if (stored.kind === 'whole' && stored.value.suiteId === suiteId) return stored.value;
  }
  return undefined;
}
