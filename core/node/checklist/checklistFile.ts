import { chmodSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { messageOf, UserError } from '../../errors.ts';
import { writeWhole } from '../wholeFile.ts';

/** A file as text, with a way back to its bytes that changes none of them. */
export interface ChecklistFile {
  file: string;
  /** With its byte order mark. */
  text: string;
  bytes: Buffer;
  encode: (text: string) => Buffer;
}

/** Reads a file in any encoding so that each character stands for certain bytes. Throws a `UserError`. */
export function readChecklistFile(file: string): ChecklistFile {
  const bytes = readBytes(file);
  const encoding = encodingOf(bytes);
  return { file, bytes, text: bytes.toString(encoding), encode: (text) => Buffer.from(text, encoding) };
}

/**
 * Writes a changed text whole or not at all. Throws a `UserError` when somebody else changed the file since it was read:
 * their change must not be lost.
 */
export function writeChecklistFile({ file, bytes, encode }: ChecklistFile, text: string): void {
  if (!readBytes(file).equals(bytes)) {
    throw new UserError(`${file} was changed by somebody else in this moment. Nothing was written; try again.`);
  }
  // A link stays a link, and what it names keeps its permissions.
  const target = realpathSync(file);
  const { mode } = statSync(target);
  try {
    writeWhole(target, encode(text));
    chmodSync(target, mode);
  } catch (error) {
    throw new UserError(`${file} cannot be written: ${messageOf(error)}.`);
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UserError(missing ? `There is no file ${file}.` : `${file} cannot be read: ${messageOf(error)}.`);
  }
}

/** Bytes that are no UTF-8 are read one by one, so that they are written as they were. */
function encodingOf(bytes: Buffer): 'utf8' | 'utf16le' | 'latin1' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe && bytes.length % 2 === 0) return 'utf16le';
  return Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes) ? 'utf8' : 'latin1';
}
