import { cpus, hostname, userInfo } from 'node:os';
import { effectiveTest } from '../configs/plan/effectiveTest.ts';
import type { RunSetup } from '../run/foldRun.ts';
import type { RunManifest } from '../run/runManifest.ts';
import { recordSetup } from '../run/setupRecord.ts';
import { messageOf } from '../errors.ts';
import { gitCommit } from './git.ts';
import { loadHash } from './loadHash.ts';
import { processStart } from './runStore/processStart.ts';
import type { RunRequest } from './runRequest.ts';
import { recordedTool, type ToolInUse } from './tools.ts';

interface RunStart {
  runId: string;
  /** ms since the Unix epoch. */
  startedAt: number;
  planFolder: string;
  setup: RunSetup;
  tool: ToolInUse;
  /** Program and arguments of each process; none when the test could not be prepared. */
  commands: readonly (readonly string[])[];
}

/** What `run.json` says when a run begins, and why the test cannot be run when a file of its load is not there any more. */
export async function startManifest(
  request: RunRequest,
  start: RunStart,
): Promise<{ manifest: RunManifest; problem?: string }> {
  const { runId, startedAt, planFolder, setup, tool, commands } = start;
  const { plan, test, planPath, planText, script, overrides, smoke, confirmedHosts, confirmations = [] } = request;
  const { environment } = plan;
  const own = await processStart(process.pid);
  const load = readLoadHash(request, start);
  const manifest: RunManifest = {
    version: 1,
    runId,
    testId: test.id,
    title: test.title,
    runner: test.runner,
    tool: recordedTool(tool),
    startedAt,
    state: 'running',
    smoke,
    environment: environment && { id: environment.id, target: environment.target?.value },
    confirmedHosts: [...confirmedHosts],
    ...(confirmations.length > 0 ? { confirmations: [...confirmations] } : {}),
    startedBy: userName(),
    machine: { platform: `${process.platform} ${process.arch}`, cores: cpus().length, node: process.version },
    gitCommit: await gitCommit(planFolder),
    command: [...(commands[0] ?? [])],
    ...(commands.length > 1 ? { commands: commands.map((command) => [...command]) } : {}),
    process: { pid: process.pid, start: own.kind === 'found' ? own.start : undefined, host: hostname() },
    plan: { path: planPath, folder: planFolder, text: planText, effectiveTest: effectiveTest(test) },
    ...(script && { script: { dialect: script.dialect, sha256: script.sha256 } }),
    judgedBy: recordSetup(setup),
    requirements: Object.fromEntries([...plan.requirements].map(([id, { title }]) => [id, title])),
    overrides: Object.fromEntries(overrides),
    loadHash: load.hash,
  };
  return { manifest, ...(load.problem !== undefined && { problem: load.problem }) };
}

function readLoadHash({ test, plan }: RunRequest, { runId, planFolder }: RunStart): { hash: string; problem?: string } {
  try {
    return { hash: loadHash(test, planFolder, plan.environment?.target?.value) };
  } catch (error) {
    // Equal to that of no other run: nobody knows what load this was to be.
    return { hash: `unknown-${runId}`, problem: messageOf(error) };
  }
}

/** A container may run under a user id that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env['USER'] ?? 'unknown';
  }
}
