import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Recorder } from '../../core/node/engine/recorder.ts';
import { RunFolder } from '../../core/node/runFolder.ts';
import { listRuns } from '../../core/node/runStore/listRuns.ts';
import { readRunFolder } from '../../core/node/runStore/readRunFolder.ts';
import { METRICS } from '../../core/metrics.ts';
import type { RunManifest } from '../../core/run/runManifest.ts';
import { recordSetup } from '../../core/run/setupRecord.ts';

export interface RunFolderSizes {
  folders: number;
  /** Of one long run; each has a frame. */
  seconds: number;
  /** Each has five series. */
  requestNames: number;
  requestsPerSecond: number;
}

/** Four hours with 50 series, and a results folder of a busy team after a year. */
export const USUAL_SIZES: RunFolderSizes = {
  folders: 10_000,
  seconds: 4 * 3600,
  requestNames: 10,
  requestsPerSecond: 200,
};

/** Writes and opens a long run and lists many short ones, by the code that the product uses. Times in ms, sizes in bytes. */
export async function measureRunFolders(sizes: RunFolderSizes = USUAL_SIZES): Promise<Record<string, number>> {
  const root = mkdtempSync(path.join(tmpdir(), 'headroom-bench-'));
  try {
    const long = path.join(root, '20260101_000000_shop');
    const writeMs = writeLongRun(long, sizes);
    const eventBytes = statSync(path.join(long, 'events.ndjson')).size;
    const beforeBytes = process.memoryUsage().rss;
    const cpuBeforeOpening = cpuMs();
    const sinceOpening = performance.now();
    const { result } = await readRunFolder(long);
    const openMs = performance.now() - sinceOpening;
    const openCpuMs = cpuMs() - cpuBeforeOpening;
    const openRssGrowthBytes = process.memoryUsage().rss - beforeBytes;

    const results = path.join(root, 'results');
    writeManyRuns(results, result, sizes.folders);
    const cpuBeforeListing = cpuMs();
    const sinceListing = performance.now();
    const listed = (await listRuns(results)).runs.length;
    const listMs = performance.now() - sinceListing;
    const listCpuMs = cpuMs() - cpuBeforeListing;
    if (listed !== sizes.folders) throw new Error(`${listed} of ${sizes.folders} runs were listed`);
    return {
      eventBytes,
      writeMs,
      openMs,
      openCpuMs,
      openRssGrowthBytes,
      observations: result.observations.length,
      listed,
      listMs,
      listCpuMs,
    };
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Of this process, whatever else the machine does. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function writeLongRun(folder: string, { seconds, requestNames, requestsPerSecond }: RunFolderSizes): number {
  mkdirSync(folder);
  const writer = new RunFolder(folder);
  writer.writeManifest(manifest());
  let second = 0;
  const recorder = new Recorder(() => second);
  const since = performance.now();
  for (; second < seconds; second++) {
    for (let index = 0; index < requestsPerSecond; index++) {
      const name = `request ${index % requestNames}`;
      // Spread over two decades as real answers are, the same in every run of this.
      const latency = 20 * Math.exp(((index * 7919 + second * 104_729) % 1000) / 250);
      for (const counter of ['requests', 'responses'] as const) recorder.count('peak', name, counter);
      recorder.count('peak', name, 'bytes_in', 512);
      recorder.record('peak', name, 'latency', latency);
      recorder.record('peak', name, 'ttfb', latency * 0.9);
    }
    const frame = { second, durationMs: 1000, stage: 'peak', warmup: false, samples: recorder.take(second) };
    writer.appendEvent({ at: second * 1000, kind: 'frame', frame });
  }
  writer.closeEvents();
  return performance.now() - since;
}

function writeManyRuns(results: string, result: object, folders: number): void {
  mkdirSync(results);
  for (let index = 0; index < folders; index++) {
    const runId = `20260101_000000_shop-${index + 2}`;
    const folder = path.join(results, runId);
    mkdirSync(folder);
    const ended = { ...manifest(), runId, state: 'completed', startedAt: index, endedAt: index + 60_000 };
    writeFileSync(path.join(folder, 'run.json'), JSON.stringify(ended));
    writeFileSync(
      path.join(folder, 'result.json'),
      JSON.stringify({ ...result, runId, state: 'completed', reasons: [] }),
    );
  }
}

function manifest(): RunManifest {
  const check = { id: 'shop/error_rate', selector: { metric: 'error_rate', tags: {} }, definition: METRICS.error_rate };
  const limit = { kind: 'quantity', amount: 1, unit: '%' } as const;
  const target = { kind: 'comparison', operator: '<', limit } as const;
  return {
    version: 1,
    runId: '20260101_000000_shop',
    testId: 'shop',
    runner: 'http',
    tool: { name: 'Headroom HTTP engine', version: '0' },
    startedAt: 0,
    state: 'running',
    smoke: false,
    confirmedHosts: [],
    startedBy: 'bench',
    machine: { platform: 'bench', cores: 1, node: process.version },
    command: [],
    // No process has this start.
    process: { pid: process.pid, start: 'never' },
    plan: { path: 'headroom.yaml', text: 'x'.repeat(4000), effectiveTest: {} },
    judgedBy: recordSetup({ checks: [{ ...check, levels: { target } }], guards: [] }),
    overrides: {},
    loadHash: '0',
  };
}
