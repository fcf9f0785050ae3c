import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { checkNodeVersion } from './scripts/lib/nodeVersion.mjs';
import { executablesFolder } from './scripts/tools/folders.mjs';

// Here and not in a setup file: an old Node makes vitest itself find no tests, before any setup file is read.
const remedy = checkNodeVersion(process.version);
if (remedy !== undefined) throw new Error(remedy);

/** What measures a load generator, or how soon something has ended: work beside it would be measured, too. */
const ALONE = [
  'test/node/engine/**/*.test.ts',
  'test/contract/**/*.test.ts',
  'test/e2e/{runners-compared,run-killed,run-killed-serve,run-verdicts,run-unreachable,run-stopping}.test.ts',
];
// test/host runs inside VS Code with mocha, test/ui in its window; see tools/vscode/.
const ELSEWHERE = ['**/node_modules/**', 'test/host/**', 'test/ui/**', 'test/fixtures/**'];

export default defineConfig({
  test: {
    setupFiles: ['test/support/propertySeed.ts'],
    environment: 'node',
    // Generous, because the slower tests start processes on machines that do other things at the same time.
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Command lines under test find the tools that this checkout has installed for its tests.
    env: { PATH: [executablesFolder, process.env.PATH].join(path.delimiter) },
    restoreMocks: true,
    unstubEnvs: true,
    projects: [
      {
        extends: true,
        test: { name: 'alone', include: ALONE, exclude: ELSEWHERE, maxWorkers: 1, sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: [...ELSEWHERE, ...ALONE],
          // Most of these wait for processes and clocks, so a second worker costs little even with only two cores.
          maxWorkers: Math.max(2, availableParallelism() - 1),
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
