import path from 'node:path';
import { defineConfig } from 'vitest/config';

// The window of VS Code as a person sees it. `npm run test:host` runs these after the tests inside the extension host.
export default defineConfig({
  test: {
    root: path.resolve(import.meta.dirname, '..', '..'),
    include: ['test/ui/**/*.test.ts'],
    setupFiles: ['test/ui/tellWhatWasSeen.ts'],
    environment: 'node',
    // A window takes some seconds to open, and one for each file of tests is enough.
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // As long as Playwright waits for what it looks for: a window on a busy machine is slow to draw.
    expect: { poll: { timeout: 20_000 } },
  },
});
