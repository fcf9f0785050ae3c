import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where tools are unpacked that no package manager of this machine brought. */
const TOOLS_FOLDER = path.resolve(import.meta.dirname, '../../.tools/bin');

/** A real load generator for tests. On CI it must be there; elsewhere its tests are skipped, and it is said why. */
export function toolForTests(name: string, install: string): string | undefined {
  const unpacked = path.join(TOOLS_FOLDER, name);
  const program = existsSync(unpacked) ? unpacked : name;
  if (spawnSync(program, ['--help']).error === undefined) return program;
  if (process.env['CI'] === 'true') throw new Error(`${name} is missing: ${install}`);
  process.stderr.write(`Tests of ${name} are skipped, because it is missing: ${install}\n`);
  return undefined;
}
