import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { effectiveLoad } from '../configs/plan/effectiveTest.ts';
import { loadFiles } from '../configs/plan/loadFiles.ts';
import type { LoadTest } from '../configs/plan/plan.ts';
import { messageOf, UserError } from '../errors.ts';

/**
 * Equal for two runs exactly when test, its files and target made the same load. Checks do not count. Throws a `UserError` that names the file when one of
 * them cannot be read.
 */
export function loadHash(test: LoadTest, folder: string, target: string | undefined): string {
  const hash = createHash('sha256').update(JSON.stringify({ load: effectiveLoad(test), target }));
  for (const file of loadFiles(test)) {
    try {
      hash.update(readFileSync(path.resolve(folder, file.value)));
    } catch (error) {
      throw new UserError(
        `The file ${file.value} that test ${test.id} needs cannot be read: ${messageOf(error)}. Put it back, or change the plan.`,
      );
    }
  }
  return hash.digest('hex');
}
