import path from 'node:path';
import { momentInName, testIdOfPath } from '../../import/naming.ts';
import type { ResultContent } from '../../import/resultContent.ts';
import type { SourceFile } from './sourceFile.ts';
import type { ImportedFrom } from '../../run/runManifest.ts';

/** Folders above a file whose names may say what it is. */
const FOLDERS_LOOKED_AT = 3;

export function testIdOf(file: string, isFileMeant: boolean): string {
  return testIdOfPath(lastParts(file), isFileMeant);
}

/** When the run began: as the file says, else as its name or that of its folder says, else from when it was written. */
export function dateOf(
  { path: file, modifiedAt }: SourceFile,
  content: ResultContent,
): { startedAt: number; from: ImportedFrom['date'] } {
  if (content.startedAt !== undefined) return { startedAt: Math.round(content.startedAt), from: 'content' };
  for (const name of lastParts(file).toReversed()) {
    const at = momentInName(name);
    if (at !== undefined) return { startedAt: at, from: 'name' };
  }
  // A tool writes its result when it ends.
  return { startedAt: Math.round(modifiedAt - (content.durationMs ?? 0)), from: 'modified' };
}

function lastParts(file: string): string[] {
  return path.resolve(file).split(path.sep).slice(-FOLDERS_LOOKED_AT);
}
