// Runs on disk: writing and opening a long one, listing many.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../lib/root.mjs';

const inSeconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
const inMegabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;

export async function runFolders() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-bench-'));
  try {
    // The code of the product is TypeScript that Node does not run as it is.
    const outfile = path.join(folder, 'runFolder.cjs');
    const entryPoints = [path.join(root, 'scripts', 'bench', 'runFolder.ts')];
    await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
    const { default: measured } = await import(pathToFileURL(outfile).href);
    const figures = await measured.measureRunFolders();
    console.log(
      `  4 h of frames with 50 series: written in ${inSeconds(figures.writeMs)}, ${inMegabytes(figures.eventBytes)}`,
    );
    console.log(
      `  opened from its events in ${inSeconds(figures.openMs)}, ${inMegabytes(figures.openRssGrowthBytes)} more memory`,
    );
    console.log(`  ${figures.listed} run folders listed in ${inSeconds(figures.listMs)}`);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
