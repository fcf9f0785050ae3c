// How long load goes on after a service has begun to fail: from the first failed answer to the last request that
// reaches it, less the window that the guard waits for.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { root } from '../lib/root.mjs';
import { median } from './statistics.mjs';

const WINDOW_MS = 2000;
const HEALTHY_MS = 2500;
const PLANNED_MS = 30_000;
const RUNS = 20;

export async function guardStop() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-bench-guard-'));
  try {
    const beyond = [];
    for (let run = 0; run < RUNS; run += 1) beyond.push(await stopOnce(folder));
    console.log(
      `  guard \`error_rate > 10% for ${WINDOW_MS / 1000}s\`, ${RUNS} runs: the last request came ` +
        `${median(beyond).toFixed(0)} ms (median), ${Math.max(...beyond).toFixed(0)} ms (worst) beyond the window`,
    );
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

async function stopOnce(folder) {
  let firstAt, failingSince, lastAt;
  const server = http.createServer((_, response) => {
    lastAt = performance.now();
    firstAt ??= lastAt;
    const isFailing = lastAt - firstAt > HEALTHY_MS;
    if (isFailing) failingSince ??= lastAt;
    setTimeout(() => response.writeHead(isFailing ? 500 : 200).end('ok'), 10);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const plan = path.join(folder, 'guard.headroom.yaml');
  fs.writeFileSync(plan, planFor(server.address().port));
  const child = spawn(path.join(root, 'bin', 'headroom'), ['run', plan], { stdio: 'ignore' });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  server.closeAllConnections();
  server.close();
  // 3 is a run that the guard stopped and that says nothing besides: the machine was too busy. It was stopped all the same.
  const wasStopped = failingSince !== undefined && lastAt - firstAt < PLANNED_MS / 2;
  if (!wasStopped || (code !== 1 && code !== 3)) throw new Error(`The guard did not stop the run: exit code ${code}`);
  return lastAt - failingSince - WINDOW_MS;
}

function planFor(port) {
  return `headroom: 1
environments: { local: { target: "http://127.0.0.1:${port}" } }
tests:
  failing:
    runner: http
    request: GET \${target}/
    stages: [{ users: 20, duration: ${PLANNED_MS / 1000}s }]
    checks: ["error_rate < 1%"]
    guards: ["error_rate > 10% for ${WINDOW_MS / 1000}s"]
`;
}
