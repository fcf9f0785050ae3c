import fs from 'node:fs';
import path from 'node:path';
import type { CheckResult } from '../../core/run/runResult.ts';
import type { RunManifest } from '../../core/run/runManifest.ts';
import { frame, counter, gauge, trend } from '../core/run/helpers.ts';
import { manifestOf, STARTED_AT, writeRunFolder } from '../support/runFolder.ts';

interface StoredRun {
  /** Latencies are so many times those of a plain run. */
  slowness?: number;
  checks?: CheckResult[];
  verdict?: CheckResult['verdict'];
  seconds?: number;
  manifest?: Partial<RunManifest>;
}

/** Writes a run folder as the command line would, without waiting for a load. */
export function writeStoredRun(
  results: string,
  name: string,
  { slowness = 1, checks = [], verdict, seconds = 30, manifest }: StoredRun,
): string {
  const events = Array.from({ length: seconds }, (_, second) => {
    const wave = 1 + 0.3 * Math.sin(second / 4);
    const latencies = Array.from({ length: 50 }, (__, index) => (80 + 4 * index) * wave * slowness);
    const stage = second < 10 ? 'ramp' : 'peak';
    const requests = Math.round(50 / slowness);
    return {
      at: STARTED_AT + second * 1000,
      kind: 'frame' as const,
      frame: frame(
        second,
        [
          trend('latency', latencies),
          counter('requests', requests),
          counter('responses', requests),
          counter('failures', slowness > 1 && second > 20 ? 2 : 0),
          gauge('users', [Math.min(second + 1, 10)]),
        ],
        { stage },
      ),
    };
  });
  const folder = writeRunFolder(results, name, events);
  const file = path.join(folder, 'result.json');
  const result = JSON.parse(fs.readFileSync(file, 'utf8')) as object;
  const testId = manifest?.testId ?? 'search';
  fs.writeFileSync(file, JSON.stringify({ ...result, testId, checks, ...(verdict && { verdict, reasons: [] }) }));
  const startedAt = startOf(name);
  const own = { startedAt, endedAt: startedAt + seconds * 1000, ...manifest };
  fs.writeFileSync(path.join(folder, 'run.json'), JSON.stringify(manifestOf(name, own)));
  return folder;
}

function startOf(name: string): number {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)/.exec(name)!.map(Number);
  const [year = 0, month = 1, day, hour, minute, second] = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
