import { cpus, userInfo } from 'node:os';
import { effectiveTest } from '../configs/plan/effectiveTest.ts';
import type { RunManifest } from '../run/runManifest.ts';
import { loadHash } from './loadHash.ts';
import type { RunRequest } from './runTest.ts';
import { gitCommit } from './tools.ts';

/** What `run.json` says when a run begins. */
export async function startManifest(request: RunRequest, runId: string, planFolder: string): Promise<RunManifest> {
  const { plan, test, planPath, planText, overrides, headroomVersion, smoke, confirmedHosts, enginePath } = request;
  const { environment } = plan;
  return {
    version: 1,
    runId,
    testId: test.id,
    title: test.title,
    runner: test.runner,
    tool: { name: 'Headroom HTTP engine', version: headroomVersion },
    startedAt: Date.now(),
    state: 'running',
    smoke,
    environment: environment && { id: environment.id, target: environment.target?.value },
    confirmedHosts: [...confirmedHosts],
    startedBy: userName(),
    machine: { platform: `${process.platform} ${process.arch}`, cores: cpus().length, node: process.version },
    gitCommit: await gitCommit(planFolder),
    command: [process.execPath, enginePath],
    process: { pid: process.pid },
    plan: { path: planPath, text: planText, effectiveTest: effectiveTest(test) },
    overrides: Object.fromEntries(overrides),
    loadHash: loadHash(test, planFolder, environment?.target?.value),
  };
}

/** A container may run under a user id that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env['USER'] ?? 'unknown';
  }
}
