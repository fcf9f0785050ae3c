// npm test: every part in order, then `N passed, N failed`. `npm test -- lint unit` runs only the parts named.
import fs from 'node:fs';
import path from 'node:path';
import { ensureTool } from './install-tools.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { pinnedEnvironment, pinnedNode } from './lib/pinned.mjs';
import { root } from './lib/root.mjs';
import {
  FAILED,
  PASSED,
  SKIPPED,
  addCounts,
  readHostCounts,
  readHostFailures,
  readVitestCounts,
  readVitestFailures,
  summary,
} from './lib/testCounts.mjs';
import { runCommand } from './lib/runCommand.mjs';
import { UNIT_TEST_TOOLS } from './tools/table.mjs';

const scratch = path.join(root, 'node_modules', '.cache', 'headroom');
const unitReport = path.join(scratch, 'unit.json');
const hostReport = path.join(scratch, 'host.json');
const uiReport = path.join(scratch, 'ui.json');
/** What failed in all parts, told again at the end. */
const failures = [];
const bin = (file) => path.join(root, 'node_modules', file);

/** Runs a tool with the pinned Node. Quiet parts show their output only when they fail. */
const node = (args, options = {}) =>
  runCommand(pinnedNode(), args, { cwd: root, env: pinnedEnvironment(), ...options });
const step = async (args) => ((await node(args, { quiet: true })) === 0 ? PASSED : FAILED);

const PARTS = {
  format: () => step([bin('prettier/bin/prettier.cjs'), '--check', '.', '--log-level', 'warn']),
  lint: () => step([bin('eslint/bin/eslint.js'), '.']),
  types: async () => {
    // The browser's types are only for what is drawn in one.
    for (const project of ['.', 'webview', 'test/ui']) {
      if ((await step([bin('typescript/bin/tsc'), '--noEmit', '--project', project])) === FAILED) return FAILED;
    }
    return PASSED;
  },
  build: () => step(['esbuild.mjs', '--host-tests']),
  generated: () =>
    fs.existsSync(path.join(root, 'scripts', 'generate.mjs')) ? step(['scripts/generate.mjs', '--check']) : undefined,
  unit: async () => addCounts(missingTools(), await vitest(unitReport, 'vitest.config.mts')),
  host: async () => {
    const missing = withoutBrowser();
    if (missing) return missing;
    fs.rmSync(hostReport, { force: true });
    const code = await node([
      ...['tools/vscode/run-tests.mjs', '--extension', '.', '--tests', 'dist/host-tests/index.js'],
      ...['--workspace', 'test/fixtures/workspaces/plans', '--env', `HEADROOM_TEST_COUNTS=${hostReport}`],
    ]);
    failures.push(...readHostFailures(hostReport));
    return readHostCounts(hostReport, code);
  },
  ui: async () => withoutBrowser() ?? (await vitest(uiReport, 'test/ui/vitest.config.mts')),
};

async function vitest(report, config) {
  fs.rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await node([bin('vitest/vitest.mjs'), 'run', '--config', config, ...reporters]);
  const failed = readVitestFailures(report);
  // Such as a worker that ran out of memory: no test of it failed, they are just not there.
  if (code !== 0 && failed.length === 0)
    failed.push(`${config}: ended with ${code}; "Unhandled Errors" above says why`);
  failures.push(...failed);
  return readVitestCounts(report, code);
}

const NEEDS_TOOLS = ['unit', 'host', 'ui'];

/** Installing takes minutes, in which the parts before the tests need one processor. Who needs a tool looks again. */
async function installToolsBeside(rows) {
  if (process.env.CI !== 'true') return;
  const began = Date.now();
  await node(['scripts/install-tools.mjs'], { quiet: true });
  rows.push(`tools      installed beside the other parts in ${minutes(began)}`);
}

/** In CI a missing tool is a failure. Elsewhere it counts nothing: the tests that want it skip themselves. */
function missingTools() {
  let counts = { passed: 0, failed: 0, skipped: 0 };
  for (const name of UNIT_TEST_TOOLS) {
    const tool = ensureTool(name);
    if (!('missing' in tool)) continue;
    console.log(tool.missing);
    if (process.env.CI === 'true') counts = addCounts(counts, FAILED);
  }
  return counts;
}

/** What a part that needs a browser counts as where there is none. */
function withoutBrowser() {
  const browser = ensureTool('chromium');
  if (!('missing' in browser)) return undefined;
  console.log(browser.missing);
  return process.env.CI === 'true' ? FAILED : SKIPPED;
}

const minutes = (since) => `${((Date.now() - since) / 60_000).toFixed(1)} min`;

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !Object.hasOwn(PARTS, name));
  if (unknown.length > 0) {
    throw new Error(`No part "${unknown.join('", "')}". Parts: ${Object.keys(PARTS).join(', ')}.`);
  }
  const began = Date.now();
  ensureInstalled();
  fs.mkdirSync(scratch, { recursive: true });
  const rows = [`install    done in ${minutes(began)}`];
  let total = { passed: 0, failed: 0, skipped: 0 };
  const isWanted = (name) => wanted.length === 0 || wanted.includes(name);
  const tools = NEEDS_TOOLS.some(isWanted) ? installToolsBeside(rows) : Promise.resolve();
  for (const [name, run] of Object.entries(PARTS)) {
    if (!isWanted(name)) continue;
    if (NEEDS_TOOLS.includes(name)) await tools;
    const started = Date.now();
    console.log(`\n── ${name}`);
    const counts = await run();
    if (!counts) {
      console.log('nothing to check');
      continue;
    }
    const row = `${name.padEnd(10)} ${summary(counts)} in ${minutes(started)}`;
    console.log(row);
    rows.push(row);
    total = addCounts(total, counts);
  }
  if (failures.length > 0) console.log(`\n── failed\n${failures.join('\n')}`);
  console.log(`\n── in all ${minutes(began)}\n${rows.join('\n')}\n`);
  console.log(summary(total));
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
