import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { RunManifest } from '../../core/run/runManifest.ts';
import type { RunResult } from '../../core/run/runResult.ts';
import { answeringServer, callHeadroom, type Call } from './headroomCommand.ts';

export const RUNS = ['20260101_000001_shop', '20260101_000002_shop', '20260101_000003_shop'];

/** A run as the command line takes it, from inside the workspace. */
export const runPath = (index: number): string => path.join('headroom-results', RUNS[index]!);

export interface StoredWorkspace {
  readonly workspace: string;
  folderOf(run: string): string;
  writePlan(duration: string): void;
  headroom(...args: string[]): Promise<Call>;
}

/** Each test of the file gets a workspace with a plan and three runs that were made by the real command line. */
export function storedWorkspace(): StoredWorkspace {
  let root: string;
  let server: Awaited<ReturnType<typeof answeringServer>>;
  let original: string;
  let workspace: string;
  const folderOf = (run: string): string => path.join(workspace, 'headroom-results', run);

  beforeAll(async () => {
    root = mkdtempSync(path.join(tmpdir(), 'headroom-commands-'));
    server = await answeringServer();
    original = mkdtempSync(path.join(root, 'original-'));
    writePlan(original, server.port, '1s');
    const { code, err } = await callHeadroom(['run', 'headroom.yaml'], original);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    copyTheRun(path.join(original, 'headroom-results'));
  }, 60_000);
  afterAll(() => {
    server.close();
    rmSync(root, { recursive: true });
  });
  beforeEach(() => {
    workspace = mkdtempSync(path.join(root, 'workspace-'));
    cpSync(original, workspace, { recursive: true });
    for (const name of RUNS) {
      // Copied runs belong to the plan that was copied with them.
      const plan = { path: 'headroom.yaml', folder: workspace, text: '', effectiveTest: {} };
      change(folderOf(name), { plan });
    }
  });

  return {
    get workspace() {
      return workspace;
    },
    folderOf,
    writePlan: (duration) => writePlan(workspace, server.port, duration),
    headroom: (...args) => callHeadroom(args, workspace),
  };
}

/** Makes RUNS, a second apart, of the one run that `results` holds. */
function copyTheRun(results: string): void {
  const [made] = readdirSync(results).filter((name) => name.endsWith('_shop'));
  for (const [index, name] of RUNS.entries()) {
    const copy = path.join(results, name);
    cpSync(path.join(results, made!), copy, { recursive: true });
    const startedAt = Date.UTC(2026, 0, 1, 0, 0, index + 1);
    change(copy, { runId: name, startedAt, endedAt: startedAt + 2000 });
  }
  rmSync(path.join(results, made!), { recursive: true });
}

function writePlan(folder: string, port: number, duration: string): void {
  writeFileSync(
    path.join(folder, 'headroom.yaml'),
    `headroom: 1
environments: { local: { target: "http://127.0.0.1:${port}" } }
requirements: { "14.9": Answers in time }
tests:
  shop:
    runner: http
    request: GET \${target}/
    stages: [{ users: 2, duration: ${duration} }]
    checks:
      - "error_rate < 1%"
      - { on: p95 latency, target: "< 20s", requirement: "14.9" }
      - "p95 latency <= baseline * 100"
`,
  );
}

/** Changes what a folder says of its run, where it is said. */
export function change(folder: string, manifest: Partial<RunManifest>, result: Partial<RunResult> = {}): void {
  const edit = (name: string, more: object): void => {
    const file = path.join(folder, name);
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), ...more }));
  };
  const shared = { ...(manifest.runId && { runId: manifest.runId }), ...(manifest.state && { state: manifest.state }) };
  edit('run.json', manifest);
  edit('result.json', { ...shared, ...result });
}

/** As if the process that wrote it had died. */
export function cutOff(folder: string): void {
  rmSync(path.join(folder, 'result.json'));
  const manifest = JSON.parse(readFileSync(path.join(folder, 'run.json'), 'utf8')) as RunManifest;
  const gone = { ...manifest, state: 'running', outcome: undefined, process: { ...manifest.process, start: 'gone' } };
  writeFileSync(path.join(folder, 'run.json'), JSON.stringify(gone));
  const events = path.join(folder, 'events.ndjson');
  truncateSync(events, readFileSync(events).lastIndexOf('{"at":') + 20);
}
