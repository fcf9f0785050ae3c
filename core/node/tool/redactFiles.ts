import { createReadStream, createWriteStream, renameSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readLines } from '../lines.ts';

/** A line is looked at whole, so that no secret is missed at a seam; one longer than this is cut. */
const LONGEST_LINE = 64 * 1024 * 1024;

/** Takes secrets out of every file that a tool wrote into a folder. Files without any are left as they are. */
export async function redactFiles(folder: string, redact: (text: string) => string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    if (!(await holdsSecret(file, redact))) continue;
    await rewriteLines(file, redact);
  }
}

/** Puts each line of a file through `change`. */
export async function rewriteLines(
  file: string,
  change: (line: string) => string,
  longestLine = LONGEST_LINE,
): Promise<void> {
  const clean = `${file}.part`;
  await pipeline(Readable.from(changedLines(file, change, longestLine)), createWriteStream(clean));
  renameSync(clean, file);
}

async function holdsSecret(file: string, redact: (text: string) => string): Promise<boolean> {
  for await (const line of readLines(createReadStream(file), LONGEST_LINE)) if (redact(line) !== line) return true;
  return false;
}

async function* changedLines(
  file: string,
  change: (line: string) => string,
  longestLine: number,
): AsyncGenerator<string, void, undefined> {
  for await (const line of readLines(createReadStream(file), longestLine)) yield `${change(line)}\n`;
}
