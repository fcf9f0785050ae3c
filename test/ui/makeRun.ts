import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';

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
`;

/** Makes a run as people do, with the command line against a small service; gives the run's folder. */
export async function makeRun(workspace: string): Promise<string> {
  const service = createServer((_, response) => response.end('found'));
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  try {
    const plan = path.join(workspace, 'shop.headroom.yaml');
    fs.writeFileSync(plan, planFor((service.address() as AddressInfo).port));
    const results = path.join(workspace, 'headroom-results');
    // It ends with 1, because one check fails and one has no data.
    const run = promisify(execFile)(process.execPath, [cli, 'run', plan, '--test', 'search', '--out', results]);
    const code = await run.then(
      () => 0,
      (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
    );
    if (code !== 1) throw new Error(`The run ended with ${String(code)} in place of 1; see ${plan}.`);
    const name = fs.readdirSync(results).find((entry) => entry.endsWith('_search'));
    if (name === undefined) throw new Error(`No run in ${results}`);
    return path.join(results, name);
  } finally {
    service.closeAllConnections();
    service.close();
  }
}
