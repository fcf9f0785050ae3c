import { readBytes, replaceFile } from './replaceFile.ts';

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
  replaceFile(file, bytes, encode(text));
}

/** Bytes that are no UTF-8 are read one by one, so that they are written as they were. */
function encodingOf(bytes: Buffer): 'utf8' | 'utf16le' | 'latin1' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe && bytes.length % 2 === 0) return 'utf16le';
  return Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes) ? 'utf8' : 'latin1';
}
