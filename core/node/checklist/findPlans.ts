import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { isPlanFile } from '../../protocol/lsp.ts';

/**
 * The plans of the nearest folder that has any: that of the file, and those above it up to the repository or the
 * folder in which the command was called.
 */
export function findPlans(file: string, workingFolder: string): string[] {
  let folder = path.dirname(path.resolve(file));
  for (;;) {
    const plans = plansIn(folder);
    const above = path.dirname(folder);
    const isEnd = above === folder || folder === path.resolve(workingFolder) || existsSync(path.join(folder, '.git'));
    if (plans.length > 0 || isEnd) return plans;
    folder = above;
  }
}

function plansIn(folder: string): string[] {
  // Of a file that is not saved, or was moved, it may be missing.
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.isDirectory());
  return names
    .map(({ name }) => name)
    .filter(isPlanFile)
    .sort()
    .map((name) => path.join(folder, name));
}
