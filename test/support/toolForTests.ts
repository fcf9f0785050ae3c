import { spawnSync } from 'node:child_process';
import { describe, type SuiteAPI } from 'vitest';

/** A block of tests that need a program: skipped visibly where it is missing, but for build servers, where that fails. */
export function describeWithTool(tool: string, install: string): SuiteAPI | SuiteAPI['skip'] {
  const isThere = spawnSync(tool, ['-h'], { stdio: 'ignore' }).error === undefined;
  if (isThere) return describe;
  const remedy = `${tool} is not installed, so its tests are skipped. To get it: ${install}`;
  if (process.env['CI'] === 'true') throw new Error(remedy);
  process.stderr.write(`${remedy}\n`);
  return describe.skip;
}
