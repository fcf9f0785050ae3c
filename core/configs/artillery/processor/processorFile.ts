import type { FileAccess } from '../../../language/fileAccess.ts';
import { readProcessor, type ProcessorReading } from './readProcessor.ts';

/** A processor as its script names it. `unknown`: it may be there, but what is in it cannot be told. */
export type ProcessorFile =
  { kind: 'missing' } | { kind: 'unknown' } | { kind: 'found'; path: string; text: string; reading: ProcessorReading };

/** Node.js adds these to a name without any. */
const ENDINGS = ['', '.js', '.json', '.node'];
const IS_TYPESCRIPT = /\.[cm]?ts$/i;
const IS_PROGRAM = /\.[cm]?[jt]s$/i;

export function findProcessor(written: string, { kindOf, textOf }: Partial<FileAccess>): ProcessorFile {
  if (!kindOf) return { kind: 'unknown' };
  const kinds = ENDINGS.map((ending) => ({ path: written + ending, kind: kindOf(written + ending) }));
  const file = kinds.find(({ kind }) => kind === 'file');
  // A folder is a package, which says itself which file is meant.
  if (!file) return { kind: kinds.some(({ kind }) => kind === 'folder') ? 'unknown' : 'missing' };
  const text = IS_PROGRAM.test(file.path) ? textOf?.(file.path) : undefined;
  if (text === undefined) return { kind: 'unknown' };
  return { kind: 'found', path: file.path, text, reading: readOnce(file.path, text) };
}

/** The same file is asked for after each letter that is typed in its script. */
const known = new Map<string, ProcessorReading>();
const MOST_KNOWN = 8;

function readOnce(path: string, text: string): ProcessorReading {
  const key = `${IS_TYPESCRIPT.test(path) ? 'ts' : 'js'}:${text}`;
  const before = known.get(key);
  if (before) return before;
  const [oldest] = known.keys();
  if (known.size >= MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  const reading = readProcessor(text, IS_TYPESCRIPT.test(path) ? 'typescript' : 'javascript');
  known.set(key, reading);
  return reading;
}
