// npm start: installs, builds and runs the quickstart, a load test against a small service on this machine.
import path from 'node:path';
import { ensureInstalled } from './lib/install.mjs';
import { runPinned } from './lib/pinned.mjs';
import { root } from './lib/root.mjs';

process.chdir(root);
try {
  ensureInstalled();
  const built = await runPinned(['esbuild.mjs']);
  process.exitCode =
    built === 0 ? await runPinned([path.join('examples', 'quickstart', 'run.mjs'), ...process.argv.slice(2)]) : built;
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
