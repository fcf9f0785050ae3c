import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** Path of a tool in `.tools/bin` or on PATH. Where it is missing, tests say how to get it; in CI that is an error. */
export function findToolForTests(name: string, remedy: string): string | undefined {
  const folders = [path.resolve(import.meta.dirname, '../../.tools/bin'), ...(process.env['PATH'] ?? '').split(':')];
  const file = folders.map((folder) => path.join(folder, name)).find(isExecutable);
  if (file !== undefined) return file;
  if (process.env['CI'] === 'true') throw new Error(`${name} is missing: ${remedy}`);
  process.stderr.write(`Tests are skipped: ${name} is missing: ${remedy}\n`);
  return undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
