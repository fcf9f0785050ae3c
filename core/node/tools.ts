import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { UserError } from '../errors.ts';
import { RUNNER_KINDS, type RunnerKind } from '../runners/runner.ts';

export interface ToolStatus {
  tool: string;
  /** `1.2.3`; absent when the tool was not found or did not tell. */
  version?: string;
  found: boolean;
  /** Where the program is. */
  path?: string;
}

interface ToolDefinition {
  versionArguments: readonly string[];
  /** Older ones speak another language. */
  atLeast?: string;
  /** How to get it on each system; the first one also where none of them fits. */
  install: Readonly<Partial<Record<NodeJS.Platform, string>>> & { linux: string };
}

const NPM_ARTILLERY = 'npm install --global artillery';

/** External programs behind the runners. `wrk` prints its version together with its usage and exits with 1. */
export const TOOLS: Partial<Record<RunnerKind, ToolDefinition>> = {
  // Before 1.0 summary and dashboard speak otherwise.
  k6: {
    versionArguments: ['version'],
    atLeast: '1.0.0',
    install: {
      linux: 'follow grafana.com/docs/k6, "Install k6"',
      darwin: 'brew install k6',
      win32: 'winget install k6',
    },
  },
  artillery: {
    versionArguments: ['--version'],
    atLeast: '2.0.0',
    install: { linux: NPM_ARTILLERY, darwin: NPM_ARTILLERY, win32: NPM_ARTILLERY },
  },
  wrk: {
    versionArguments: ['--version'],
    install: {
      linux: 'apt-get install wrk',
      darwin: 'brew install wrk',
      win32: 'it runs in WSL only: apt-get install wrk',
    },
  },
  hey: {
    versionArguments: ['-h'],
    install: {
      linux: 'apt-get install hey',
      darwin: 'brew install hey',
      win32: 'go install github.com/rakyll/hey@latest',
    },
  },
  coder: {
    versionArguments: ['version'],
    install: {
      linux: 'follow coder.com/docs/install (a full build, not a slim one)',
      darwin: 'brew install coder',
      win32: 'winget install Coder.Coder',
    },
  },
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

/** Artillery alone takes seconds to tell its version on a busy machine. */
const VERSION_TIMEOUT_MS = 30_000;

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
  return { tool, found: true, version, path: findProgram(tool) };
}

/** The program behind a runner; throws a `UserError` with the remedy when it is missing or too old. */
export async function requireTool(runner: RunnerKind, headroomVersion: string): Promise<ToolInUse> {
  const definition = TOOLS[runner];
  if (definition === undefined) {
    // The built-in engine runs on Node; a command names its own program, whose version nobody knows.
    return runner === 'http'
      ? { name: 'Headroom HTTP engine', program: process.execPath, version: headroomVersion }
      : { name: runner, program: '' };
  }
  const { found, version, path: program } = await findTool(runner);
  const get = `To get it: ${installHint(runner)}.`;
  if (!found) throw new UserError(`${runner} is not installed. ${get}`);
  const { atLeast } = definition;
  if (atLeast !== undefined && version === undefined) {
    throw new UserError(`${program ?? runner} does not tell its version as ${runner} does. Is it ${runner}? ${get}`);
  }
  if (isTooOld(runner, version)) {
    throw new UserError(`${runner} ${version} is too old; ${atLeast} or later is needed. ${get}`);
  }
  return { name: runner, program: program ?? runner, version };
}

export function installHint(runner: RunnerKind, platform = process.platform): string {
  const hints = TOOLS[runner]?.install;
  return hints?.[platform] ?? hints?.linux ?? '';
}

export function isTooOld(runner: RunnerKind, version: string | undefined): boolean {
  const atLeast = TOOLS[runner]?.atLeast;
  return atLeast !== undefined && version !== undefined && compareVersions(version, atLeast) < 0;
}

/** Where the system finds a program that is called by its name. */
function findProgram(name: string): string | undefined {
  const endings = process.platform === 'win32' ? (process.env['PATHEXT'] ?? '.EXE;.CMD').split(';') : [''];
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => endings.map((ending) => path.resolve(folder, name + ending))).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
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
