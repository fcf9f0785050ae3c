import { execa } from 'execa';
import { UserError } from '../errors.ts';
import { RUNNER_KINDS, type RunnerKind } from '../runners/runner.ts';

export interface ToolStatus {
  tool: string;
  /** `1.2.3`; absent when the tool was not found or did not tell. */
  version?: string;
  found: boolean;
}

interface ToolDefinition {
  versionArguments: readonly string[];
  /** Older ones speak another language. */
  atLeast?: string;
  install: string;
}

/** External programs behind the runners. `wrk` prints its version together with its usage and exits with 1. */
export const TOOLS: Partial<Record<RunnerKind, ToolDefinition>> = {
  k6: { versionArguments: ['version'], install: 'see grafana.com/docs/k6, "Install k6"' },
  artillery: { versionArguments: ['--version'], install: 'npm install --global artillery' },
  wrk: { versionArguments: ['--version'], install: 'apt-get install wrk, or brew install wrk' },
  hey: { versionArguments: ['-h'], install: 'apt-get install hey, or brew install hey' },
  coder: { versionArguments: ['version'], install: 'see coder.com/docs/install (a full build, not a slim one)' },
};

export const TOOL_RUNNERS = RUNNER_KINDS.filter((kind) => TOOLS[kind] !== undefined);

/** The program that will run, as it is recorded with the run. */
export interface ToolInUse {
  name: string;
  program: string;
  version?: string;
}

/** As it is recorded with a run and compared between runs. */
export function recordedTool({ name, version }: ToolInUse): { name: string; version: string } {
  return { name, version: version ?? 'unknown' };
}

const VERSION_TIMEOUT_MS = 10_000;

/** Whether a program is on the PATH, and the version it prints. Runs it once, with a time limit. */
export async function findTool(tool: string): Promise<ToolStatus> {
  const known = Object.hasOwn(TOOLS, tool) ? TOOLS[tool as RunnerKind] : undefined;
  const result = await execa(tool, known?.versionArguments ?? ['--version'], {
    reject: false,
    all: true,
    timeout: VERSION_TIMEOUT_MS,
    stdin: 'ignore',
  });
  if (result.exitCode === undefined && result.code === 'ENOENT') return { tool, found: false };
  const version = /(\d+\.\d+(?:\.\d+)?)/.exec(result.all)?.[1];
  return { tool, found: true, version };
}

/** The program behind a runner; throws a `UserError` with the remedy when it is missing or too old. */
export async function requireTool(runner: RunnerKind, headroomVersion: string): Promise<ToolInUse> {
  const definition = TOOLS[runner];
  if (definition === undefined) {
    // The built-in engine runs on Node; a command names its own program.
    return {
      name: runner === 'http' ? 'Headroom HTTP engine' : runner,
      program: process.execPath,
      version: headroomVersion,
    };
  }
  const { found, version } = await findTool(runner);
  const { install, atLeast } = definition;
  if (!found) throw new UserError(`${runner} is not installed. To get it: ${install}.`);
  if (atLeast !== undefined && version !== undefined && compareVersions(version, atLeast) < 0) {
    throw new UserError(`${runner} ${version} is too old; ${atLeast} or later is needed. To get it: ${install}.`);
  }
  return { name: runner, program: runner, version };
}

/** Compares versions number by number; missing numbers count as 0. Negative when `a` is older. */
export function compareVersions(a: string, b: string): number {
  const numbers = (text: string): number[] => text.split('.').map(Number);
  const [left, right] = [numbers(a), numbers(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The commit that is checked out in a folder, or undefined where there is no repository. */
export async function gitCommit(folder: string): Promise<string | undefined> {
  const result = await execa('git', ['rev-parse', 'HEAD'], { cwd: folder, reject: false, timeout: VERSION_TIMEOUT_MS });
  return result.exitCode === 0 ? result.stdout.trim() : undefined;
}
