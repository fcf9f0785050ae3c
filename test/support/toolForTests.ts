import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Tests of one tool in `.tools/bin`: skipped visibly where it is missing, but in CI, where that is an error. */
export function describeWithTool(name: string, title: string, tests: (file: string) => void): void {
  const file = path.join(ROOT, '.tools/bin', name);
  if (existsSync(file)) {
    describe(title, () => tests(file));
    return;
  }
  const remedy = `${name} is not in .tools/bin; npm install --prefix .tools/${name} ${name}, then link its program there`;
  if (process.env['CI'] === 'true') throw new Error(remedy);
  process.stderr.write(`Tests are skipped: ${remedy}\n`);
  describe.skip(`${title} (needs ${name})`, () => tests(''));
}
