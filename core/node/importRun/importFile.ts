import path from 'node:path';
import { effectiveTest } from '../../configs/plan/effectiveTest.ts';
import type { Plan } from '../../configs/plan/plan.ts';
import { messageOf } from '../../errors.ts';
import { RESULT_KINDS } from '../../import/resultContent.ts';
import { testOfPlan } from '../../import/testOfPlan.ts';
import type { FinishedRun } from '../runRequest.ts';
import { importRun } from './importRun.ts';
import { importKey, type KnownImport } from './knownImports.ts';
import { dateOf, testIdOf } from './naming.ts';
import { readResultFile } from './resultFile.ts';
import { openSource, type SourceFile } from './sourceFile.ts';

export interface ImportSettings {
  resultsFolder: string;
  /** The test that the files are results of; without it, their names tell. */
  testId?: string;
  /** What is imported is judged by its checks. */
  plan?: { plan: Plan; path: string; text: string };
  /** Files that were imported before are imported once more. */
  again: boolean;
  isOnlyFile: boolean;
  /** By their `importKey`; those that are imported now are added. */
  known: Map<string, KnownImport>;
}

/** What became of a file. */
export type ImportedFile =
  | { kind: 'imported'; testId: string; title: string; startedAt: number; run: FinishedRun }
  /** Nothing was written; a sentence without its end says why. */
  | { kind: 'refused'; why: string }
  /** No result, in a folder that was named. */
  | { kind: 'left-alone'; reason: string }
  | { kind: 'known'; before: KnownImport };

/** Makes a run folder of a file that a tool has written. Rejects only when no folder can be made. */
export async function importFile(file: string, isNamed: boolean, settings: ImportSettings): Promise<ImportedFile> {
  let source: SourceFile;
  try {
    source = openSource(file);
  } catch (error) {
    return { kind: 'refused', why: `it cannot be read: ${messageOf(error)}` };
  }
  const { reading, text } = readResultFile(source);
  if (reading.kind === 'damaged') return { kind: 'refused', why: reading.reason };
  if (reading.kind === 'other')
    return isNamed
      ? { kind: 'refused', why: `${reading.reason}. Nothing was imported` }
      : { kind: 'left-alone', reason: reading.reason };
  const { content } = reading;
  const { plan, resultsFolder, known } = settings;
  const nameSays = testIdOf(file, false);
  const of = { kind: content.kind, nameSays, isNamed, isOnly: settings.isOnlyFile };
  const judging = plan && testOfPlan(plan.plan, of, settings.testId);
  if (judging !== undefined && 'why' in judging) return { kind: 'refused', why: judging.why };
  const test = judging?.test;
  const testId = test?.id ?? settings.testId ?? testIdOf(file, isNamed && settings.isOnlyFile);
  const key = importKey(source.contentHash, test && effectiveTest(test));
  const before = settings.again ? undefined : known.get(key);
  if (before !== undefined) return { kind: 'known', before };
  const { startedAt, from } = dateOf(source, content);
  const run = await importRun({
    ...{ source, content, text, startedAt, dateFrom: from, resultsFolder, now: Date.now(), testId },
    judgedBy: plan && test && { ...plan, test },
  });
  known.set(key, { runId: path.basename(run.folder), folder: run.folder, result: run.result });
  return { kind: 'imported', testId, title: RESULT_KINDS[content.kind].title, startedAt, run };
}
