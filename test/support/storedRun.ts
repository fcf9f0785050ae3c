import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { readPlanFile } from '../../core/node/planFile.ts';
import type { FinishedRun } from '../../core/node/runRequest.ts';
import { runTest } from '../../core/node/runTest.ts';
import { ENGINE_PATH } from './engineRun.ts';

const root = mkdtempSync(path.join(tmpdir(), 'headroom-store-'));
afterAll(() => rmSync(root, { recursive: true }));

export interface RealRun {
  finished: FinishedRun;
  /** `run.json` as it was while the run went on. */
  manifestWhileRunning: string;
}

/** A short run of the real engine against a server of its own, with checks of every kind and a note besides them. */
export async function makeRealRun(): Promise<RealRun> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => setTimeout(() => response.end('fine'), 5));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const file = path.join(newFolder(), 'headroom.yaml');
    writeFileSync(file, planText((server.address() as AddressInfo).port));
    const { plan, text } = readPlanFile(file);
    let manifestWhileRunning = '';
    const finished = await runTest({
      plan: plan!,
      test: plan!.tests[0]!,
      planPath: file,
      planText: text,
      resultsFolder: path.join(path.dirname(file), 'headroom-results'),
      engineBundle: ENGINE_PATH,
      tool: { name: 'Headroom HTTP engine', program: process.execPath, version: '0.0.0' },
      secrets: new Map(),
      environment: process.env,
      overrides: new Map(),
      confirmedHosts: [],
      blockedHosts: [],
      baseline: ({ metric }) => (metric === 'latency' ? 10_000 : undefined),
      smoke: false,
      signal: new AbortController().signal,
      onEvent: (_, { folder }) => (manifestWhileRunning ||= readFileSync(path.join(folder, 'run.json'), 'utf8')),
    });
    return { finished, manifestWhileRunning };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** The request's name has characters of more than one byte, which a cut can fall into. */
function planText(port: number): string {
  return `headroom: 1
environments: { local: { target: "http://127.0.0.1:${port}" } }
requirements: { "14.9": Fast enough }
tests:
  shop:
    runner: http
    tls: { verify: false }
    requests:
      - { name: "öffnen ✓", request: "GET \${target}/" }
    stages:
      - { name: start, users: 1, duration: 1s, warmup: true }
      - { name: peak, users: 2, duration: 2s }
    checks:
      - "error_rate < 1%"
      - { on: "p95 latency{stage=peak}", target: "< 5s", warn: "> 6s", critical: "> 9s", action: Look, requirement: "14.9" }
      - "p95 latency <= baseline + 10%"
      - "throughput > 1/s for 1s"
    guards: ["error_rate > 50% for 2s"]
`;
}

export function newFolder(): string {
  return mkdtempSync(path.join(root, 'folder-'));
}

/** A copy to break. */
export function copyOf(folder: string): string {
  const copy = path.join(newFolder(), path.basename(folder));
  cpSync(folder, copy, { recursive: true });
  return copy;
}
