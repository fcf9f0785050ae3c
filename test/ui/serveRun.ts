import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { followHost } from '../../core/node/runHost/client.ts';
import { servingSchema } from '../../core/protocol/runHost.ts';

const cli = path.resolve(import.meta.dirname, '..', '..', 'dist', 'cli.js');

const planFor = (port: number): string => `headroom: 1
environments:
  local: { target: 'http://127.0.0.1:${String(port)}' }
monitors:
  queue: { http: 'http://127.0.0.1:${String(port)}/stats', json: $.queue, every: 1s }
tests:
  long:
    title: People <b>search</b> and buy
    runner: http
    requests:
      - { name: search, request: 'GET \${target}/search', think: 20ms }
      - { name: buy <i>, request: 'POST \${target}/buy', think: 20ms }
    stages:
      - { name: warm-up, users: 2, duration: 2s, warmup: true }
      - { name: ramp, users: 6, duration: 8s, ramp: true }
      - { name: peak, users: 6, duration: 10m }
    checks:
      - { on: p75 latency, target: '< 150ms', warn: '> 140ms', critical: '> 10s' }
      - 'p95 latency{stage=peak} < 60ms'
      - 'error_rate < 1%'
      - 'max queue < 50'
    guards:
      - 'error_rate > 50% for 30s'
      - 'p99 latency > 5s for 10s'
  short:
    runner: http
    request: 'GET \${target}/search'
    stages: [{ name: only, users: 2, duration: 4s }]
    checks: ['error_rate < 1%', 'throughput > 1M/s']
`;

export interface Service {
  port: number;
  /** How long it thinks about a request. */
  delayMs: number;
  close(): void;
}

export async function startService(): Promise<Service> {
  const server = createServer((request, response) => {
    if (request.url === '/stats')
      response.end(JSON.stringify({ queue: 12 + Math.round(5 * Math.sin(Date.now() / 2e3)) }));
    else setTimeout(() => response.end('found'), service.delayMs + Math.random() * 15);
  });
  const service: Service = {
    port: 0,
    delayMs: 10,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  service.port = (server.address() as AddressInfo).port;
  return service;
}

export interface ServedRun {
  folder: string;
  pid: number;
  /** The seconds that are written to `events.ndjson`. */
  secondsOnDisk(): number[];
}

/** A test that runs as the editor starts it: by a host of its own, which the extension finds in its runtime folder. */
export async function serveRun(workspace: string, runtime: string, port: number, test: string): Promise<ServedRun> {
  const plan = path.join(workspace, 'shop.headroom.yaml');
  fs.writeFileSync(plan, planFor(port));
  const results = path.join(workspace, 'headroom-results');
  // A window on a machine with much else to do may take long to come back.
  const args = [cli, 'run', plan, '--test', test, '--serve', '--grace', '300', '--out', results];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, XDG_RUNTIME_DIR: runtime },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = await new Promise<string[]>((resolve, reject) => {
    child.once('error', reject);
    child.stdout.once('data', (text: Buffer) => resolve(text.toString().split('\n')));
  });
  const { socket, pid } = servingSchema.parse(JSON.parse(line ?? ''));
  for await (const item of followHost(socket)) {
    if (item.kind === 'run') return { folder: item.folder, pid, secondsOnDisk: () => secondsIn(item.folder) };
  }
  throw new Error(`The host of ${test} ended without a run.`);
}

function secondsIn(folder: string): number[] {
  const lines = fs.readFileSync(path.join(folder, 'events.ndjson'), 'utf8').split('\n').slice(0, -1);
  return lines.flatMap((text) => {
    const event = JSON.parse(text) as { kind: string; frame?: { second: number } };
    return event.kind === 'frame' && event.frame ? [event.frame.second] : [];
  });
}
