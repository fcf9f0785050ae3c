// npm run soak: the long series that would take too long in every test run.
import path from 'node:path';
import { ensureInstalled } from './lib/install.mjs';
import { pinnedEnvironment, pinnedNode } from './lib/pinned.mjs';
import { root } from './lib/root.mjs';
import { runCommand } from './lib/runCommand.mjs';

process.chdir(root);
ensureInstalled();
const mutations = process.env.HEADROOM_MUTATIONS ?? '10000';
console.log(`${mutations} random mutations of plans`);
process.exitCode = await runCommand(
  pinnedNode(),
  [path.join('node_modules', 'vitest', 'vitest.mjs'), 'run', path.join('test', 'core', 'plan', 'mutations.test.ts')],
  { cwd: root, env: { ...pinnedEnvironment(), HEADROOM_MUTATIONS: mutations } },
);
