import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { until } from '../support/until.ts';

const cli = path.resolve(import.meta.dirname, '..', '..', 'dist', 'cli.js');

const planFor = (port: number): string => `headroom: 1
environments:
  local: { target: 'http://127.0.0.1:${String(port)}' }
requirements:
  '14.9': A million searches a second
  '14.10': Search answers within 5 s
tests:
  search:
    title: Search <b>under</b> load
    runner: http
    request: 'GET \${target}/search'
    stages:
      - { name: warm, users: 2, duration: 1s, warmup: true }
      - { name: steady, users: 4, duration: 2s }
    checks:
      - { on: p95 latency, target: '< 5s', requirement: '14.10' }
      - { on: throughput, target: '> 1M/s', requirement: '14.9', action: Add machines }
      - 'p95 latency <= baseline + 10%'
  endless:
    title: People until it is cut off
    runner: http
    request: 'GET \${target}/search'
    stages:
      - { name: warm, users: 1, duration: 1s, warmup: true }
      - { name: steady, users: 2, duration: 10m }
    checks:
      - { on: p95 latency, target: '< 5s', requirement: '14.10' }
`;

/** Makes a run as people do, with the command line against a small service; gives the run's folder. */
export function makeRun(workspace: string): Promise<string> {
  return withService(async (port) => {
    const { exit, folder } = startRun(workspace, 'search', port);
    // It ends with 1, because one check fails and one has no data.
    const code = await exit;
    if (code !== 1) throw new Error(`The run ended with ${String(code)} in place of 1.`);
    return folder();
  });
}

/** The folder of a run whose command line was killed while it sent load. */
export function makeInterruptedRun(workspace: string): Promise<string> {
  return withService(async (port) => {
    const { child, exit, folder } = startRun(workspace, 'endless', port);
    const frames = (): number => {
      const events = path.join(folder(), 'events.ndjson');
      return fs.existsSync(events) ? fs.readFileSync(events, 'utf8').split('"kind":"frame"').length - 1 : 0;
    };
    try {
      await until(() => fs.existsSync(resultsOf(workspace)) && folderOf(workspace, 'endless') !== undefined, 30_000);
      await until(() => frames() >= 4, 30_000);
    } finally {
      child.kill('SIGKILL');
      await exit;
    }
    return folder();
  });
}

interface StartedRun {
  child: ChildProcess;
  exit: Promise<number | null>;
  folder: () => string;
}

function startRun(workspace: string, test: string, port: number): StartedRun {
  const plan = path.join(workspace, 'shop.headroom.yaml');
  fs.writeFileSync(plan, planFor(port));
  const child = spawn(process.execPath, [cli, 'run', plan, '--test', test, '--out', resultsOf(workspace)], {
    stdio: 'ignore',
  });
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const folder = (): string => {
    const found = folderOf(workspace, test);
    if (found === undefined) throw new Error(`No run of ${test} in ${resultsOf(workspace)}`);
    return found;
  };
  return { child, exit, folder };
}

const resultsOf = (workspace: string): string => path.join(workspace, 'headroom-results');

function folderOf(workspace: string, test: string): string | undefined {
  const name = fs.readdirSync(resultsOf(workspace)).find((entry) => entry.endsWith(`_${test}`));
  return name === undefined ? undefined : path.join(resultsOf(workspace), name);
}

async function withService<T>(use: (port: number) => Promise<T>): Promise<T> {
  // Not at once: requests without a pause could keep the generator so busy that the run says nothing.
  const service = createServer((_, response) => void setTimeout(() => response.end('found'), 20));
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  try {
    return await use((service.address() as AddressInfo).port);
  } finally {
    service.closeAllConnections();
    service.close();
  }
}
