// How long a checklist takes that is opened, ticked and typed in: what the editor does in its own process, each step by
// itself, and how it grows from 100 to 10,000 items. `list` is one list without a heading, `sections` has 50 items under
// each heading, every fifth bound to a check, with tables and blanks. Goal: the time grows with the length, not its square.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../lib/root.mjs';
import { withSpread } from './statistics.mjs';

const SIZES = (process.env.HEADROOM_BENCH_ITEMS ?? '100,1000,10000').split(',').map(Number);

export async function checklists({ rounds }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-bench-checklists-'));
  try {
    const outfile = path.join(folder, 'checklistSteps.cjs');
    const entryPoints = [path.join(root, 'scripts', 'bench', 'checklistSteps.ts')];
    await build({ entryPoints, bundle: true, platform: 'node', format: 'cjs', outfile, logLevel: 'warning' });
    const { stepsOf } = createRequire(import.meta.url)(outfile);
    for (const shape of ['list', 'sections']) {
      for (const items of SIZES) tell(shape, items, stepsOf(shape, items), rounds);
    }
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function tell(shape, items, { length, fresh, steps }, rounds) {
  console.log(`  ${shape}, ${items} items, ${(length / 1000).toFixed(0)} kB`);
  for (const [name, run] of steps) {
    // The first call is the one that the code is compiled for.
    const times = Array.from({ length: rounds + 1 }, () => timed(run, fresh())).slice(1);
    console.log(`    ${name.padEnd(24)} ${withSpread(times, 1)} ms`);
  }
}

function timed(run, checklist) {
  const started = performance.now();
  run(checklist);
  return performance.now() - started;
}
