// How fast samples of k6 are imported, all series of every second. Its goal: 400 MB/s with less than 150 MB of memory.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { root } from '../lib/root.mjs';

const FILE_BYTES = Number(process.env.HEADROOM_BENCH_IMPORT_MB ?? 500) * 1e6;
const TEMPLATE = path.join(root, 'test', 'fixtures', 'import', 'k6-points.json.gz');

export async function importSpeed({ rounds }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-import-bench-'));
  try {
    const file = path.join(folder, 'samples.json');
    writeSamples(file);
    const megabytes = fs.statSync(file).size / 1e6;
    console.log(`  ${megabytes.toFixed(0)} MB of samples, as k6 writes them`);
    for (let round = 0; round < Math.min(rounds, 3); round++) {
      const started = performance.now();
      const { code, peakMb } = await importFile(file, path.join(folder, `results-${round}`));
      const seconds = (performance.now() - started) / 1000;
      const memory =
        peakMb === undefined ? 'memory not told by this system' : `at most ${peakMb.toFixed(0)} MB of memory`;
      console.log(
        `  headroom import: ${(megabytes / seconds).toFixed(0)} MB/s (${seconds.toFixed(2)} s, exit code ${code}), ${memory}`,
      );
    }
    readWithJq(file, megabytes);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** The real samples again and again, each time in the seconds after those before. */
function writeSamples(file) {
  const text = zlib.gunzipSync(fs.readFileSync(TEMPLATE)).toString();
  const lines = text.split('\n').filter((line) => line !== '');
  const first = Date.parse(/"time":"([^"]{19})/.exec(text)[1] + 'Z');
  const handle = fs.openSync(file, 'w');
  try {
    fs.writeSync(handle, `${lines.filter((line) => line.includes('"type":"Metric"')).join('\n')}\n`);
    const points = lines.filter((line) => line.includes('"type":"Point"'));
    // Several requests at once, as in a load that is worth 500 MB: 20 times the samples in each stretch of 4 seconds.
    for (let round = 0, bytes = 0; bytes < FILE_BYTES; round++) {
      const shifted = points.map((line) =>
        line.replace(/"time":"([^"]{19})/, (_, second) => {
          const at = new Date(Date.parse(`${second}Z`) - first + first + Math.floor(round / 20) * 4000);
          return `"time":"${at.toISOString().slice(0, 19)}`;
        }),
      );
      const piece = `${shifted.join('\n')}\n`;
      fs.writeSync(handle, piece);
      bytes += piece.length;
    }
  } finally {
    fs.closeSync(handle);
  }
}

/** The peak is read from the system while it runs. */
function importFile(file, results) {
  const child = spawn(path.join(root, 'bin', 'headroom'), ['import', file, '--out', results], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peakMb;
  const look = setInterval(() => {
    try {
      const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      if (kilobytes !== undefined) peakMb = Number(kilobytes) / 1000;
    } catch {
      // Only Linux tells it, and only while the process is there.
    }
  }, 20);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(look);
      resolve({ code, peakMb });
    });
  });
}

/** One number of one metric, for comparison. */
function readWithJq(file, megabytes) {
  const started = performance.now();
  const filter = 'select(.type=="Point" and .metric=="http_req_duration") | .data.value';
  const { error, status } = spawnSync('jq', ['-n', `reduce (inputs | ${filter}) as $value (0; . + $value)`, file], {
    stdio: 'ignore',
  });
  if (error || status !== 0) return console.log('  jq is not installed, so there is nothing to compare with');
  const seconds = (performance.now() - started) / 1000;
  console.log(`  jq, for the sum of one metric: ${(megabytes / seconds).toFixed(0)} MB/s`);
}
