// npm run bench: how fast and how exact. `npm run bench -- throughput accuracy` runs only the parts named. A figure holds
// for the machine it was measured on, so ratios are what to look at.
import os from 'node:os';
import path from 'node:path';
import { accuracy } from './bench/accuracy.mjs';
import { activation } from './bench/activation.mjs';
import { checklists } from './bench/checklists.mjs';
import { demoGuard } from './bench/demoGuard.mjs';
import { guardStop } from './bench/guardStop.mjs';
import { hostMemory } from './bench/hostMemory.mjs';
import { importSpeed } from './bench/importSpeed.mjs';
import { language } from './bench/language.mjs';
import { memory } from './bench/memory.mjs';
import { panel } from './bench/panel.mjs';
import { runFolders } from './bench/runFolders.mjs';
import { throughput } from './bench/throughput.mjs';
import { watching } from './bench/watching.mjs';
import { pinnedEnvironment, pinnedNode } from './lib/pinned.mjs';
import { root } from './lib/root.mjs';
import { runCommand } from './lib/runCommand.mjs';

const PARTS = {
  throughput,
  accuracy,
  memory,
  watching,
  demoGuard,
  guardStop,
  hostMemory,
  import: importSpeed,
  runFolders,
  language,
  checklists,
  panel,
  activation,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  console.error(`No part "${unknown.join('", "')}". Parts: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}
const rounds = Number(process.env.HEADROOM_BENCH_ROUNDS ?? 5);
const seconds = Number(process.env.HEADROOM_BENCH_SECONDS ?? 5);

process.chdir(root);
const built = await runCommand(pinnedNode(), [path.join(root, 'esbuild.mjs')], {
  env: pinnedEnvironment(),
  quiet: true,
});
if (built !== 0) process.exit(built);
const [cpu] = os.cpus();
console.log(
  `${cpu?.model ?? 'unknown processor'}, ${os.cpus().length} cores, ${os.platform()} ${os.arch()}, load ${os.loadavg()[0].toFixed(1)}`,
);
for (const [name, run] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n── ${name}`);
  await run({ rounds, seconds });
}
