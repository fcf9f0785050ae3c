import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunEvent } from '../../core/run/runEvent.ts';
import { foldRun, runResult, startRun } from '../../core/run/foldRun.ts';
import type { RunManifest } from '../../core/run/runManifest.ts';

export const STARTED_AT = Date.UTC(2026, 0, 31, 12);

export function manifestOf(runId: string, rest: Partial<RunManifest> = {}): RunManifest {
  return {
    version: 1,
    runId,
    testId: 'search',
    runner: 'http',
    tool: { name: 'Headroom HTTP engine', version: '0.1.0' },
    startedAt: STARTED_AT,
    endedAt: STARTED_AT + 70_000,
    state: 'completed',
    smoke: false,
    confirmedHosts: [],
    startedBy: 'ada',
    machine: { platform: 'linux x64', cores: 2, node: 'v24.0.0' },
    command: ['node', 'engine.js'],
    process: { pid: 1 },
    plan: { path: 'shop.headroom.yaml', text: 'headroom: 1', effectiveTest: {} },
    overrides: {},
    loadHash: 'abc',
    ...rest,
  };
}

/** Writes the folder of a run that had these events and no checks, and gives its path. */
export function writeRunFolder(results: string, runId: string, events: readonly RunEvent[]): string {
  const folder = path.join(results, runId);
  mkdirSync(folder, { recursive: true });
  const whole: RunEvent[] = [
    { at: STARTED_AT, kind: 'started', runId, testId: 'search', runner: 'http', command: [] },
    ...events,
    { at: STARTED_AT, kind: 'finished', outcome: { kind: 'completed' } },
  ];
  const run = whole.reduce(foldRun, startRun({ checks: [], guards: [] }));
  const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
  write('run.json', JSON.stringify(manifestOf(runId)));
  write('result.json', JSON.stringify(runResult(run)));
  write('events.ndjson', whole.map((event) => `${JSON.stringify(event)}\n`).join(''));
  return folder;
}
