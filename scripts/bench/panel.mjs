// The panel of a run with 50 series: how long the extension host is held up each second, and how long a redraw takes in
// the browser, after 10 min, 1 h and 4 h of run. Goals: 20 ms event-loop delay (p99), 16 ms redraw (median).
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../lib/root.mjs';
import { openPanel, plainCharts } from './panelPage.mjs';
import { median, percentile } from './statistics.mjs';

const LENGTHS = (process.env.HEADROOM_BENCH_RUN_SECONDS ?? '600,3600,14400').split(',').map(Number);
const SECONDS_MEASURED = 60;
/** In place of a second, because what happens in between is nothing. */
const BETWEEN_MS = 100;
const ms = (value) => `${value.toFixed(1)} ms`;

export async function panel() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-bench-'));
  try {
    // The code of the product is TypeScript that Node does not run as it is.
    const outfile = path.join(folder, 'panelFrames.cjs');
    const entryPoints = [path.join(root, 'scripts', 'bench', 'panelFrames.ts')];
    await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
    await measure((await import(pathToFileURL(outfile).href)).default);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

async function measure(run) {
  const { frameLine, newState, showMessage, takeLine } = run;
  for (const length of LENGTHS) {
    const state = newState();
    const began = performance.now();
    for (let second = 0; second < length; second += 1) takeLine(state, frameLine(second));
    const replay = performance.now() - began;
    const show = showMessage(state);
    const { delayP99, works, updates } = await foldingSide(run, state, length);
    const minutes = `${length / 60} min`;
    console.log(
      `  ${minutes}: event-loop delay p99 ${ms(delayP99)}; processor time a second median ${ms(median(works))}, most ${ms(Math.max(...works))}; ` +
        `update ${(JSON.stringify(updates.at(-1)).length / 1024).toFixed(0)} KiB; caught up with in ${(replay / 1000).toFixed(1)} s (frames made included)`,
    );
    const ours = await openPanel(show, updates);
    const plain = await plainCharts(length, updates.length);
    console.log(
      `  ${minutes}: redraw of the whole panel median ${ms(median(ours.times))}, p95 ${ms(percentile(ours.times, 95))}, processor ${ms(ours.threadMs)}; ` +
        `plain chart.js, charts alone, each second a point: median ${ms(median(plain.times))}, processor ${ms(plain.threadMs)}`,
    );
  }
}

/** Of this process, whatever else the machine does. */
function processorMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Feeds a second after the other, as the socket and the timer of the updates do: each in a turn of its own. */
async function foldingSide({ frameLine, takeLine }, state, from) {
  const lines = Array.from({ length: SECONDS_MEASURED }, (_, at) => frameLine(from + at));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const works = [];
  const updates = [];
  await pause(BETWEEN_MS);
  delay.enable();
  for (const line of lines) {
    let began = processorMs();
    takeLine(state, line);
    let work = processorMs() - began;
    await pause(BETWEEN_MS / 2);
    began = processorMs();
    // A message to a webview is made text on its way.
    updates.push(JSON.parse(JSON.stringify(state.takeUpdate())));
    work += processorMs() - began;
    works.push(work);
    await pause(BETWEEN_MS / 2);
  }
  delay.disable();
  // The resolution is part of what it measures.
  return { delayP99: Math.max(0, delay.percentile(99) / 1e6 - 1), works, updates };
}
