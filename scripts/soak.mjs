// npm run soak: the long series that would take too long in every test run. Name parts to run only them.
import path from 'node:path';
import { ensureInstalled } from './lib/install.mjs';
import { pinnedEnvironment, pinnedNode } from './lib/pinned.mjs';
import { root } from './lib/root.mjs';
import { runCommand } from './lib/runCommand.mjs';

/** Each part is a test that is told by a variable how often to try. */
const PARTS = {
  mutations: {
    what: 'random mutations of plans',
    test: path.join('test', 'core', 'plan', 'mutations.test.ts'),
    variable: 'HEADROOM_MUTATIONS',
    times: '10000',
  },
  kills: {
    what: 'runs whose host is killed at a random moment',
    test: path.join('test', 'e2e', 'run-killed.test.ts'),
    variable: 'HEADROOM_KILLS',
    times: '200',
    needsBundles: true,
  },
};

process.chdir(root);
ensureInstalled();
const named = process.argv.slice(2);
const unknown = named.find((name) => !Object.hasOwn(PARTS, name));
if (unknown !== undefined) {
  console.error(`There is no part ${unknown}. The parts are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}
const chosen = Object.entries(PARTS).filter(([name]) => named.length === 0 || named.includes(name));
const environment = pinnedEnvironment();
let failed = 0;
if (chosen.some(([, { needsBundles }]) => needsBundles)) {
  failed = await runCommand(pinnedNode(), ['esbuild.mjs'], { cwd: root, env: environment });
}
for (const [, { what, test, variable, times: usual }] of failed === 0 ? chosen : []) {
  const times = process.env[variable] ?? usual;
  console.log(`${times} ${what}`);
  const vitest = [path.join('node_modules', 'vitest', 'vitest.mjs'), 'run', test];
  failed = Math.max(
    failed,
    await runCommand(pinnedNode(), vitest, { cwd: root, env: { ...environment, [variable]: times } }),
  );
}
process.exitCode = failed;
