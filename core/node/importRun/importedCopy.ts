import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isSamples, type ResultKind } from '../../import/resultContent.ts';
import { withoutLogs } from '../../runners/coder/withoutLogs.ts';
import { withoutCredentials } from '../../text/credentials.ts';
import { LARGEST_COPY_BYTES, type SourceFile } from './sourceFile.ts';

/** What k6 puts into its summary that is no figure, and may hold anything. */
const NO_FIGURES: ReadonlySet<string> = new Set(['setup_data', 'script']);

/**
 * Keeps the file with the run, without what looks like a secret, and gives back its name in the run folder. Samples are
 * not copied, whatever their size: all of them that a run shows is in its events, and the file says where they are.
 */
export function copySource(
  source: SourceFile,
  kind: ResultKind,
  text: string | undefined,
  runFolder: string,
): string | undefined {
  if (text === undefined || isSamples(kind) || source.bytes > LARGEST_COPY_BYTES) return undefined;
  const name = `raw/${path.basename(source.path).replace(/\.gz$/i, '')}`;
  mkdirSync(path.join(runFolder, 'raw'), { recursive: true });
  writeFileSync(path.join(runFolder, name), cleaned(text, kind));
  return name;
}

function cleaned(text: string, kind: ResultKind): string {
  if (kind === 'coder-result')
    return text
      .split('\n')
      .map((line) => withoutCredentials(withoutLogs(line)))
      .join('\n');
  if (kind !== 'k6-summary') return withoutCredentials(text);
  const document: unknown = JSON.parse(text);
  return withoutCredentials(
    JSON.stringify(document, (key, value: unknown) => (NO_FIGURES.has(key) ? '[left out]' : value), 2),
  );
}
