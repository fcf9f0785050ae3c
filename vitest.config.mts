import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { checkNodeVersion } from './scripts/lib/nodeVersion.mjs';
import { executablesFolder } from './scripts/tools/folders.mjs';

// Here and not in a setup file: an old Node makes vitest itself find no tests, before any setup file is read.
const remedy = checkNodeVersion(process.version);
if (remedy !== undefined) throw new Error(remedy);

export default defineConfig({
  test: {
    // test/host runs inside VS Code with mocha, test/ui in its window; see tools/vscode/.
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/host/**', 'test/ui/**', 'test/fixtures/**'],
    setupFiles: ['test/support/propertySeed.ts'],
    environment: 'node',
    // Generous, because the slower tests start processes on machines that do other things at the same time.
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Command lines under test find the tools that this checkout has installed for its tests.
    env: { PATH: [executablesFolder, process.env.PATH].join(path.delimiter) },
    restoreMocks: true,
    unstubEnvs: true,
  },
});
