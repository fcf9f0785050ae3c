import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { effectiveLoad } from '../configs/plan/effectiveTest.ts';
import { loadFiles } from '../configs/plan/loadFiles.ts';
import type { LoadTest } from '../configs/plan/plan.ts';

/** Equal for two runs exactly when test, its files and target made the same load. Checks do not count. */
export function loadHash(test: LoadTest, folder: string, target: string | undefined): string {
  const hash = createHash('sha256').update(JSON.stringify({ load: effectiveLoad(test), target }));
  for (const file of loadFiles(test)) hash.update(readFileSync(path.resolve(folder, file.value)));
  return hash.digest('hex');
}
