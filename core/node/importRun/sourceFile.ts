import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** What is looked at to tell whether a file is one of many lines. */
const HEAD_BYTES = 64 * 1024;
/** A document is read whole, and no tool writes a larger one. */
export const LARGEST_DOCUMENT_BYTES = 200 * 1024 * 1024;
/** Files up to this size are copied into the run folder; of larger ones only their place and hash are kept. */
export const LARGEST_COPY_BYTES = 20 * 1024 * 1024;
const SAMPLED_BLOCKS = 16;
const BLOCK_BYTES = 1024 * 1024;

export interface SourceFile {
  path: string;
  bytes: number;
  modifiedAt: number;
  isCompressed: boolean;
  /** The first lines as text; empty where it is no text. */
  head: string;
  /** It is text in an encoding that no tool writes by itself, but PowerShell where it redirects. */
  isUtf16: boolean;
  contentHash: string;
}

/** Throws what the system says when the file cannot be read. */
export function openSource(path: string): SourceFile {
  const handle = openSync(path, 'r');
  try {
    const { size, mtimeMs } = fstatSync(handle);
    const start = readAt(handle, 0, Math.min(size, HEAD_BYTES));
    const isCompressed = start[0] === 0x1f && start[1] === 0x8b;
    const plain = isCompressed ? inflatedStart(start) : start;
    return {
      path,
      bytes: size,
      modifiedAt: Math.round(mtimeMs),
      isCompressed,
      head: textOf(plain),
      isUtf16: isUtf16(plain),
      contentHash: hashOf(handle, size),
    };
  } finally {
    closeSync(handle);
  }
}

/** The whole file as text. */
export function readSource({ path, isCompressed }: SourceFile): string {
  const bytes = readFileSync(path);
  const plain = isCompressed ? gunzipSync(bytes, { maxOutputLength: LARGEST_DOCUMENT_BYTES }) : bytes;
  return plain.toString('utf8').replace(/^\uFEFF/, '');
}

/**
 * Tells files apart. Of a large one it is made from its length and pieces of all parts: reading 500 MB takes a second,
 * hashing them takes three, and the samples of two runs differ in every line.
 */
function hashOf(handle: number, size: number): string {
  const isWhole = size <= LARGEST_COPY_BYTES;
  const hash = createHash('sha256');
  if (isWhole) return `sha256:${hash.update(readAt(handle, 0, size)).digest('hex')}`;
  hash.update(String(size));
  for (let block = 0; block < SAMPLED_BLOCKS; block++) {
    const from = Math.floor(((size - BLOCK_BYTES) / (SAMPLED_BLOCKS - 1)) * block);
    hash.update(readAt(handle, from, BLOCK_BYTES));
  }
  return `sha256-of-parts:${hash.digest('hex')}`;
}

function readAt(handle: number, from: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const read = readSync(handle, buffer, filled, length - filled, from + filled);
    if (read === 0) break;
    filled += read;
  }
  return buffer.subarray(0, filled);
}

/** What a cut-off piece of compressed data holds; nothing where it is damaged. */
function inflatedStart(start: Buffer): Buffer {
  try {
    return gunzipSync(start, { finishFlush: 2, maxOutputLength: 64 * HEAD_BYTES });
  } catch {
    return Buffer.alloc(0);
  }
}

function textOf(bytes: Buffer): string {
  const isText = bytes.length > 0 && !bytes.includes(0);
  return isText ? bytes.toString('utf8').replace(/^\uFEFF/, '') : '';
}

/** By its mark, or by the zeros of every other byte. */
function isUtf16(bytes: Buffer): boolean {
  const [first, second] = bytes;
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const beginning = bytes.subarray(0, 64);
  const zeros = (odd: number): boolean => beginning.every((byte, at) => (byte === 0) === (at % 2 === odd));
  return isMarked || (beginning.length >= 4 && (zeros(1) || zeros(0)));
}
