// Memory of the run host, which is the command line itself, while a tool makes load for ten minutes. Goal: flat, under 150 MB.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startServer } from './startServer.mjs';
import { exitOf, installedTools, startHeadroom, writePlan } from './toolRuns.mjs';

const MINUTES = Number(process.env.HEADROOM_BENCH_MINUTES ?? 10);
const LOOK_EVERY_MS = 1000;

export async function hostMemory() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-bench-memory-'));
  const server = await startServer(20);
  try {
    for (const { name } of installedTools([{ name: 'k6', tool: 'k6' }])) {
      const { plan } = writePlan({ folder, name, url: server.url, script: scriptOf(server.url), test });
      const child = startHeadroom([plan]);
      const tell = watchMemory(child.pid);
      const code = await exitOf(child);
      if (code !== 0) throw new Error(`The run ended with ${code}.`);
      console.log(`  ${name} for ${MINUTES} min, samples read line by line: ${tell()}`);
    }
  } finally {
    server.stop();
    fs.rmSync(folder, { recursive: true });
  }
}

const test = '    runner: k6\n    script: load.js\n    with: { samples: true }\n    checks: ["error_rate < 1%"]';

/** Ten names of requests, so that there are series to keep. */
const scriptOf = (url) => ({
  file: 'load.js',
  text: `import http from 'k6/http';
export const options = { vus: 10, duration: '${MINUTES}m' };
export default () => { http.get('${url}', { tags: { name: 'page ' + (__ITER % 10) } }); };
`,
});

/** Resident memory at points in time that say whether it grows, and the most that there was. */
function watchMemory(pid) {
  const startedAt = performance.now();
  const looks = [];
  const timer = setInterval(() => {
    try {
      const rssKb = Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? NaN);
      looks.push({ minute: (performance.now() - startedAt) / 60_000, mb: rssKb / 1024 });
    } catch {
      // Not Linux, or the process has just ended.
    }
  }, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    if (looks.length === 0) return 'not told by this system';
    const around = (minute) => {
      const near = looks.filter((look) => Math.abs(look.minute - minute) < 0.1).map(({ mb }) => mb);
      return near.length === 0 ? [] : [`${Math.max(...near).toFixed(0)} MB at ${minute} min`];
    };
    const points = [0.5, 1, 2, 5, 8, 10].flatMap(around).join(', ');
    return `${points}; at most ${Math.max(...looks.map(({ mb }) => mb)).toFixed(0)} MB`;
  };
}
