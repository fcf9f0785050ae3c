// npm run soak: the long series that would take too long in every test run. Name parts to run only them.
import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ensureInstalled } from './lib/install.mjs';
import { pinnedEnvironment, pinnedNode } from './lib/pinned.mjs';
import { root } from './lib/root.mjs';
import { runCommand } from './lib/runCommand.mjs';

/** Each part is told by a variable how often to try, and says which of its attempts failed. */
const PARTS = {
  properties: {
    what: 'rounds of all property tests, each with a seed of its own',
    variable: 'HEADROOM_PROPERTY_ROUNDS',
    times: '20',
    run: runProperties,
  },
  mutations: {
    what: 'random mutations of plans and k6 files',
    variable: 'HEADROOM_MUTATIONS',
    times: '10000',
    // The usual seed would only try again what every test run tries.
    run: (times) => runSeed(mutationTests(), { HEADROOM_MUTATIONS: times }),
  },
  k6: {
    what: 'generated options of k6, each compared with what k6 says of it',
    variable: 'HEADROOM_K6_OPTIONS',
    times: '5000',
    run: (times) =>
      runSeed([path.join('test', 'node', 'k6Dialect', 'differential.test.ts')], { HEADROOM_K6_OPTIONS: times }),
  },
  edits: {
    what: 'random edits of texts of every dialect, after which the language server answers as a fresh one does',
    variable: 'HEADROOM_EDITS',
    times: '100000',
    run: (times) => runSeed([path.join('test', 'server', 'randomEdits.test.ts')], { HEADROOM_EDITS: times }),
  },
  kills: {
    what: 'runs of each runner in which something is killed at a random moment',
    variable: 'HEADROOM_KILLS',
    times: '20',
    needsBundles: true,
    run: runKills,
  },
};

function mutationTests() {
  return ['plan', 'k6'].map((dialect) => path.join('test', 'core', dialect, 'mutations.test.ts'));
}

/** @returns {Promise<number>} exit code; every round runs, so that one failure does not hide another */
async function runProperties(times) {
  const files = propertyTests();
  const failures = [];
  for (let round = 1; round <= Number(times); round += 1) {
    console.log(`\nround ${round} of ${times}`);
    if ((await runSeed(files, {})) !== 0) failures.push(round);
  }
  if (failures.length > 0) console.log(`\nfailed: round ${failures.join(', ')}. Their seeds are above.`);
  return failures.length > 0 ? 1 : 0;
}

function runKills(times) {
  const file = path.join('test', 'e2e', 'run-killed.test.ts');
  const seed = process.env.HEADROOM_KILLS_SEED ?? String(randomInt(2 ** 31));
  console.log(`seed ${seed}; the same again: HEADROOM_KILLS_SEED=${seed} npm run soak -- kills`);
  return vitest([file], { HEADROOM_KILLS: times, HEADROOM_KILLS_SEED: seed });
}

function runSeed(files, variables) {
  const seed = process.env.HEADROOM_PROPERTY_SEED ?? String(randomInt(2 ** 31));
  console.log(`seed ${seed}; the same again: HEADROOM_PROPERTY_SEED=${seed} npm run test:unit -- ${files.join(' ')}`);
  return vitest(files, { ...variables, HEADROOM_PROPERTY_SEED: seed });
}

/** Every test file whose inputs a seed decides. */
function propertyTests() {
  return fs
    .readdirSync('test', { recursive: true })
    .map((name) => path.join('test', name))
    .filter((file) => file.endsWith('.test.ts') && fs.readFileSync(file, 'utf8').includes('fc.assert('));
}

function vitest(files, variables) {
  const args = [path.join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...files];
  return runCommand(pinnedNode(), args, { cwd: root, env: { ...pinnedEnvironment(), ...variables } });
}

process.chdir(root);
ensureInstalled();
const named = process.argv.slice(2);
const unknown = named.find((name) => !Object.hasOwn(PARTS, name));
if (unknown !== undefined) {
  console.error(`There is no part ${unknown}. The parts are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}
const chosen = Object.entries(PARTS).filter(([name]) => named.length === 0 || named.includes(name));
let failed = 0;
if (chosen.some(([, { needsBundles }]) => needsBundles)) {
  failed = await runCommand(pinnedNode(), ['esbuild.mjs'], { cwd: root, env: pinnedEnvironment() });
}
for (const [, { what, variable, times: usual, run }] of failed === 0 ? chosen : []) {
  const times = process.env[variable] ?? usual;
  console.log(`${times} ${what}`);
  failed = Math.max(failed, await run(times));
}
process.exitCode = failed;
