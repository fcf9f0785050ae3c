// How long the guard of the quickstart's plan lets the load go on after the demo service has begun to break down under
// it: from the breach to the last request that reaches the service, less the window that the guard waits for.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { pinnedNode } from '../lib/pinned.mjs';
import { root } from '../lib/root.mjs';
import { median } from './statistics.mjs';
import { exitOf, startHeadroom } from './toolRuns.mjs';

const QUICKSTART = path.join(root, 'examples', 'quickstart');
/** As `shop.headroom.yaml` says of the test `overload`. */
const WINDOW_MS = 3000;
const BREACH_ABOVE = 0.1;
const SECOND_MS = 1000;
const RUNS = Number(process.env.HEADROOM_BENCH_GUARD_RUNS ?? 20);

export async function demoGuard() {
  const results = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-bench-demo-'));
  try {
    const times = [];
    for (let run = 0; run < RUNS; run += 1) times.push(await stopByGuard(results));
    console.log(
      `  guard \`error_rate > 10% for 3s\` on /api/reports, ${RUNS} runs: the last request beyond the window ` +
        `${median(times).toFixed(0)} ms (median), ${Math.max(...times).toFixed(0)} ms (worst)`,
    );
  } finally {
    fs.rmSync(results, { recursive: true });
  }
}

async function stopByGuard(results) {
  const demo = await startDemo();
  const watched = await startWatchingProxy(demo.port);
  const plan = path.join(QUICKSTART, 'shop.headroom.yaml');
  const code = await exitOf(
    startHeadroom([plan, '--test', 'overload', '--set', `port=${watched.port}`, '--out', results]),
  );
  watched.stop();
  demo.stop();
  // 3 is a run that the guard stopped and that says nothing besides: the machine was too busy. It was stopped all the same.
  if (code !== 1 && code !== 3) throw new Error(`The guard did not stop the run: exit code ${code}`);
  const lastAt = Math.max(...watched.requests.map(({ at }) => at));
  return lastAt - breachOf(watched.requests) - WINDOW_MS;
}

/** The first failed answer from which on every second has more failures than the guard allows. */
function breachOf(requests) {
  const answered = requests.filter(({ answeredAt }) => answeredAt !== undefined);
  const lastAt = Math.max(...answered.map(({ answeredAt }) => answeredAt));
  const failed = answered.filter(({ isFailed }) => isFailed).sort((a, b) => a.answeredAt - b.answeredAt);
  const breach = failed.find(({ answeredAt: since }) => {
    for (let from = since; from + SECOND_MS <= lastAt; from += SECOND_MS) {
      const second = answered.filter(({ answeredAt }) => answeredAt >= from && answeredAt < from + SECOND_MS);
      if (second.filter(({ isFailed }) => isFailed).length <= second.length * BREACH_ABOVE) return false;
    }
    return true;
  });
  if (breach === undefined) throw new Error('The demo service never broke down');
  return breach.answeredAt;
}

async function startDemo() {
  const argv = [path.join(QUICKSTART, 'demo-service.mjs'), '--port', '0', '--exit-with-parent'];
  const child = spawn(pinnedNode(), argv, { stdio: ['pipe', 'pipe', 'inherit'] });
  const { value } = await readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  return { port: Number(new URL(value.split(' ').at(-1)).port), stop: () => child.stdin.end() };
}

/** Passes everything on, and notes when a request came and how it was answered. */
async function startWatchingProxy(port) {
  const requests = [];
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((request, response) => {
    const noted = { at: performance.now() };
    // The preflight asks whether the service is up; that is no load.
    if (request.url !== '/health') requests.push(noted);
    const { method, url, headers } = request;
    const onward = http.request({ host: '127.0.0.1', port, method, path: url, headers, agent }, (answer) => {
      noted.answeredAt = performance.now();
      noted.isFailed = answer.statusCode >= 400;
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    requests,
    stop: () => {
      server.closeAllConnections();
      server.close();
      agent.destroy();
    },
  };
}
