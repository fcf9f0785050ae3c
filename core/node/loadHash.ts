import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { effectiveLoad } from '../configs/plan/effectiveTest.ts';
import type { LoadTest } from '../configs/plan/plan.ts';

/** Equal for two runs exactly when test, script and target made the same load. Checks do not count. */
export function loadHash(test: LoadTest, folder: string, target: string | undefined): string {
  const hash = createHash('sha256').update(JSON.stringify({ load: effectiveLoad(test), target }));
  if (test.script) hash.update(readFileSync(path.resolve(folder, test.script.value)));
  return hash.digest('hex');
}
