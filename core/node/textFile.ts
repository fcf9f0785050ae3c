import { readFileSync } from 'node:fs';
import { messageOf, UserError } from '../errors.ts';

/** The text of a file, without a byte order mark. Throws a `UserError` when it cannot be read. */
export function readTextFile(file: string): string {
  try {
    const text = readFileSync(file, 'utf8');
    return text.startsWith('\uFEFF') ? text.slice(1) : text;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new UserError(`There is no file ${file}.`);
    if (code === 'EISDIR') throw new UserError(`${file} is a folder. Name a file in it.`);
    throw new UserError(`${file} cannot be read: ${messageOf(error)}.`);
  }
}
