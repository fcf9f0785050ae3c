// How long load goes on after a service has begun to fail: from the first failed answer to the last request that
// reaches it, less the window that the guard waits for. And for tools that no guard can stop: from Ctrl+C to that request.
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { root } from '../lib/root.mjs';
import { median } from './statistics.mjs';
import { exitOf, installedTools, startHeadroom, writePlan } from './toolRuns.mjs';

const WINDOW_MS = 2000;
const HEALTHY_MS = 2500;
const PLANNED_MS = 30_000;
const STOP_AFTER_MS = 4000;
const USERS = 20;
const RUNS = Number(process.env.HEADROOM_BENCH_GUARD_RUNS ?? 20);

const request = '    request: GET ${target}/';
const stages = `    stages: [{ users: ${USERS}, duration: ${PLANNED_MS / 1000}s }]`;

const GUARDED = [
  { name: 'http', test: `    runner: http\n${request}\n${stages}` },
  {
    name: 'k6',
    tool: 'k6',
    script: (url) => ({
      file: 'load.js',
      text: `import http from 'k6/http';\nexport default () => { http.get('${url}'); };\n`,
    }),
    test: `    runner: k6\n    script: load.js\n${stages}`,
  },
  {
    name: 'artillery',
    tool: 'artillery',
    script: (url) => ({
      file: 'load.yml',
      text: `config:
  target: ${new URL(url).origin}
  phases: [{ duration: ${PLANNED_MS / 1000}, arrivalRate: 50 }]
scenarios: [{ flow: [{ get: { url: / } }] }]
`,
    }),
    test: '    runner: artillery\n    script: load.yml',
  },
  { name: 'wrk', tool: 'wrk', test: `    runner: wrk\n${request}\n${stages}` },
];
const ONLY_STOPPED = [{ name: 'hey', tool: 'hey', test: `    runner: hey\n${request}\n${stages}` }];

export async function guardStop() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-bench-guard-'));
  try {
    console.log(
      `  guard \`error_rate > 10% for ${WINDOW_MS / 1000}s\`, ${RUNS} runs: the last request beyond the window`,
    );
    for (const runner of installed(GUARDED)) {
      await tell(runner.name, () => stopByGuard(runner, folder));
    }
    console.log(`  Ctrl+C after ${STOP_AFTER_MS / 1000} s, ${RUNS} runs: the last request after it`);
    for (const runner of installed([...GUARDED, ...ONLY_STOPPED])) {
      await tell(runner.name, () => stopByHand(runner, folder));
    }
    console.log(
      `  Ctrl+C after ${STOP_AFTER_MS / 1000} s, ${RUNS} runs: the end of the stand-in for coder, which sends nothing`,
    );
    await tell('coder', () => stopCoder(folder));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const installed = (runners) => [
  ...runners.filter(({ tool }) => tool === undefined),
  ...installedTools(runners.filter(({ tool }) => tool !== undefined)),
];

async function tell(name, measure) {
  const times = [];
  for (let run = 0; run < RUNS; run += 1) times.push(await measure());
  console.log(
    `    ${name.padEnd(10)} ${median(times).toFixed(0)} ms (median), ${Math.max(...times).toFixed(0)} ms (worst)`,
  );
}

async function stopByGuard(runner, folder) {
  const service = await startService(HEALTHY_MS);
  const more = `    checks: ["error_rate < 1%"]\n    guards: ["error_rate > 10% for ${WINDOW_MS / 1000}s"]`;
  const code = await exitOf(startHeadroom([planOf(runner, { folder, url: service.url, more })]));
  service.stop();
  const { firstAt, failingSince, lastAt } = service.times;
  // 3 is a run that the guard stopped and that says nothing besides: the machine was too busy. It was stopped all the same.
  const wasStopped = failingSince !== undefined && lastAt - firstAt < PLANNED_MS / 2;
  if (!wasStopped || (code !== 1 && code !== 3)) {
    throw new Error(`The guard did not stop the run of ${runner.name}: exit code ${code}`);
  }
  return lastAt - failingSince - WINDOW_MS;
}

async function stopByHand(runner, folder) {
  const service = await startService(Infinity);
  const child = startHeadroom([planOf(runner, { folder, url: service.url, more: '    checks: ["error_rate < 1%"]' })]);
  const exit = exitOf(child);
  await service.firstRequest;
  await new Promise((resolve) => setTimeout(resolve, STOP_AFTER_MS));
  const stoppedAt = performance.now();
  child.kill('SIGINT');
  const code = await exit;
  service.stop();
  if (code !== 130) throw new Error(`Ctrl+C did not cancel the run of ${runner.name}: exit code ${code}`);
  return service.times.lastAt - stoppedAt;
}

/** Until the command has ended, which waits for the tool. */
async function stopCoder(folder) {
  const service = await startService(Infinity);
  const { plan, folder: own } = writePlan({
    ...{ folder, name: 'coder', url: service.url },
    test: '    runner: coder\n    scaletest: workspace-traffic\n    with: { timeout: 5m }\n    checks: ["bytes_out > 1B"]',
  });
  fs.appendFileSync(plan, 'secrets: [CODER_SESSION_TOKEN]\n');
  const programs = path.join(own, 'bin');
  fs.mkdirSync(programs);
  fs.symlinkSync(path.join(root, 'test', 'standins', 'coder.mjs'), path.join(programs, 'coder'));
  const state = path.join(own, 'deployment.json');
  fs.writeFileSync(state, JSON.stringify({ workspaces: [{ name: 'one' }, { name: 'two' }], users: ['one', 'two'] }));
  const child = startHeadroom([plan], {
    env: {
      ...process.env,
      PATH: [programs, process.env.PATH].join(path.delimiter),
      ...{ CODER_SESSION_TOKEN: 'session-token-of-the-bench', CODER_STANDIN_STATE: state },
    },
  });
  const exit = exitOf(child);
  await new Promise((resolve) => setTimeout(resolve, STOP_AFTER_MS));
  const stoppedAt = performance.now();
  child.kill('SIGINT');
  const code = await exit;
  service.stop();
  if (code !== 130) throw new Error(`Ctrl+C did not cancel the run of coder: exit code ${code}`);
  return performance.now() - stoppedAt;
}

function planOf({ name, test, script }, { folder, url, more }) {
  return writePlan({ folder, name, url, script: script?.(url), test: `${test}\n${more}` }).plan;
}

/** Answers in 10 ms; each request that comes so long after the first one fails. */
async function startService(healthyMs) {
  const times = {};
  let begun;
  const firstRequest = new Promise((resolve) => (begun = resolve));
  const server = http.createServer((_, response) => {
    times.lastAt = performance.now();
    times.firstAt ??= times.lastAt;
    begun();
    const isFailing = times.lastAt - times.firstAt > healthyMs;
    if (isFailing) times.failingSince ??= times.lastAt;
    setTimeout(() => response.writeHead(isFailing ? 500 : 200).end('ok'), 10);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    times,
    firstRequest,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
