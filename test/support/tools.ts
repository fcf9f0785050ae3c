import { describe } from 'vitest';
import { findTool, missingToolRemedy, type ToolName } from '../../scripts/tools/find.mjs';

/**
 * The executable of a tool, for `describe.skipIf(file === undefined)`. Where it is missing, the console shows how to get
 * it; in CI that is an error, because a skipped test must not look like a passed one there.
 */
export function findToolForTests(name: ToolName): string | undefined {
  const file = findTool(name);
  if (file !== undefined) return file;
  const remedy = missingToolRemedy(name);
  if (process.env['CI'] === 'true') throw new Error(remedy);
  process.stderr.write(`Tests are skipped: ${remedy}\n`);
  return undefined;
}

/** Tests of one tool: `describeWithTool('wrk', 'stopping wrk', (wrk) => { test(…) })`. */
export function describeWithTool(name: ToolName, title: string, tests: (file: string) => void): void {
  const file = findToolForTests(name);
  if (file === undefined) describe.skip(`${title} (needs ${name})`, () => tests(''));
  else describe(title, () => tests(file));
}
