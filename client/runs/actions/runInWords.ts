import path from 'node:path';
import { parseRunName } from '../tree/runName.ts';
import type { RunSummary } from '../tree/runSummary.ts';
import { lastWords, type Words } from '../tree/runWords.ts';

/** A run as a person knows it: test, date and verdict. What is not known to be one is named by its folder. */
export function runInWords(
  folder: string,
  summary: RunSummary | undefined,
  { dateAndTime }: Pick<Words, 'dateAndTime'>,
): string {
  if (summary?.kind === 'known') {
    const { testId, startedAt } = summary;
    return `${testId}, ${dateAndTime(startedAt)}, ${lastWords(summary)}`;
  }
  const name = parseRunName(path.basename(folder));
  return name === undefined ? path.basename(folder) : `${name.rest}, ${dateAndTime(name.startedAt)}, damaged`;
}
