import { closeSync, openSync, readSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** Enough for the first line of any table; the rest of the file is not looked at. */
const HEAD_BYTES = 64 * 1024;

/** Names of the columns of a CSV file; undefined when it cannot be read, which is reported where it is used. */
export function csvColumns(path: string): string[] | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      const head = Buffer.alloc(HEAD_BYTES);
      const text = head.toString('utf8', 0, readSync(file, head, 0, HEAD_BYTES, 0));
      const [columns] = parse(text, { bom: true, to: 1, trim: true, skip_empty_lines: true });
      return columns;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}
