import { execa } from 'execa';
import { UserError } from '../errors.ts';
import { RUNNER_KINDS, type RunnerKind } from '../runners/runner.ts';
import { findProgram, foldersOf } from './findProgram.ts';

export interface ToolStatus {
  tool: string;
  /** `1.2.3`; absent when the tool was not found or did not tell. */
  version?: string;
  found: boolean;
  /** Where the program is. */
  path?: string;
  /** It was asked for its version and did not answer in time. */
  isSilent?: true;
}

interface ToolDefinition {
  versionArguments: readonly string[];
  /** Older ones speak another language. */
  atLeast?: string;
  /** Some builds of it do not say which version they are. */
  mayNotTell?: true;
  /** The newest major version that Headroom is tested with; a later one may speak otherwise. */
  knownMajor?: number;
  /** How to get it on each system; the first one also where none of them fits. */
  install: Readonly<Partial<Record<NodeJS.Platform, string>>> & { linux: string };
  /** Where its makers tell how to get it. */
  page: string;
}

/** A tool that is not there, or is not one that can be used. The text has the remedy. */
export class ToolError extends UserError {
  readonly page: string | undefined;

  constructor(
    message: string,
    readonly tool: RunnerKind,
    /** The same for a place where a long text is not read. */
    readonly brief = message,
  ) {
    super(message);
    this.page = TOOLS[tool]?.page;
  }
}

const NPM_ARTILLERY = 'npm install --global artillery';

/** External programs behind the runners. `wrk` prints its version together with its usage and exits with 1. */
export const TOOLS: Partial<Record<RunnerKind, ToolDefinition>> = {
  // Before 1.0 summary and dashboard speak otherwise.
  k6: {
    versionArguments: ['version'],
    atLeast: '1.0.0',
    knownMajor: 2,
    install: {
      linux: 'follow grafana.com/docs/k6, "Install k6"',
      darwin: 'brew install k6',
      win32: 'winget install k6',
    },
    page: 'https://grafana.com/docs/k6/latest/set-up/install-k6/',
  },
  artillery: {
    versionArguments: ['--version'],
    atLeast: '2.0.0',
    knownMajor: 2,
    install: { linux: NPM_ARTILLERY, darwin: NPM_ARTILLERY, win32: NPM_ARTILLERY },
    page: 'https://www.artillery.io/docs/get-started/get-artillery',
  },
  // Before 4.0 there is no Lua in it.
  wrk: {
    versionArguments: ['--version'],
    atLeast: '4.0.0',
    mayNotTell: true,
    knownMajor: 4,
    install: {
      linux: 'apt-get install wrk',
      darwin: 'brew install wrk',
      win32: 'it runs in WSL only: apt-get install wrk',
    },
    page: 'https://github.com/wg/wrk',
  },
  hey: {
    versionArguments: ['-h'],
    install: {
      linux: 'apt-get install hey',
      darwin: 'brew install hey',
      win32: 'go install github.com/rakyll/hey@latest',
    },
    page: 'https://github.com/rakyll/hey',
  },
  // Its adapter asks it what it can do.
  coder: {
    versionArguments: ['version'],
    knownMajor: 2,
    install: {
      linux: 'follow coder.com/docs/install (a full build, not a slim one)',
      darwin: 'brew install coder',
      win32: 'winget install Coder.Coder',
    },
    page: 'https://coder.com/docs/install',
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

/** Artillery loads all of itself for its version, which takes a while on a busy machine. */
const VERSION_TIMEOUT_MS = 30_000;

/** Whether a program is on the PATH, and the version it prints. Runs it once, with a time limit. */
export async function findTool(tool: string, timeoutMs = VERSION_TIMEOUT_MS): Promise<ToolStatus> {
  const known = Object.hasOwn(TOOLS, tool) ? TOOLS[tool as RunnerKind] : undefined;
  const result = await execa(tool, known?.versionArguments ?? ['--version'], {
    reject: false,
    all: true,
    timeout: timeoutMs,
    stdin: 'ignore',
  });
  if (result.exitCode === undefined && result.code === 'ENOENT') return { tool, found: false };
  const place = { tool, found: true, path: findProgram(tool) };
  if (result.timedOut) return { ...place, isSilent: true };
  return { ...place, version: /(\d+\.\d+(?:\.\d+)?)/.exec(result.all)?.[1] };
}

/** The program behind a runner; throws a `ToolError` with the remedy when it is missing or too old. */
export async function requireTool(
  runner: RunnerKind,
  headroomVersion: string,
  timeoutMs = VERSION_TIMEOUT_MS,
): Promise<ToolInUse> {
  const definition = TOOLS[runner];
  if (definition === undefined) {
    // The built-in engine runs on Node; a command names its own program, whose version nobody knows.
    return runner === 'http'
      ? { name: 'Headroom HTTP engine', program: process.execPath, version: headroomVersion }
      : { name: runner, program: '' };
  }
  const { found, version, path: program, isSilent } = await findTool(runner, timeoutMs);
  const get = `To get it: ${installHint(runner)}.`;
  if (!found) {
    const [whole, brief] = [whereLookedFor(runner), whereLookedFor(runner, { mostNamed: 2 })].map(
      (where) => `${runner} is not installed: ${where}. ${get}`,
    );
    throw new ToolError(whole ?? '', runner, brief);
  }
  const { atLeast } = definition;
  if (isSilent) {
    const asked = [program ?? runner, ...definition.versionArguments].join(' ');
    throw new UserError(
      `\`${asked}\` did not tell the version within ${timeoutMs / 1000} s. Run it by hand: it hangs, or the machine is too busy for a load test.`,
    );
  }
  if (atLeast !== undefined && version === undefined && !definition.mayNotTell) {
    const problem = `${program ?? runner} does not tell its version as ${runner} does. Is it ${runner}? ${get}`;
    throw new ToolError(problem, runner);
  }
  if (isTooOld(runner, version)) {
    const where = program === undefined ? '' : ` (${program})`;
    throw new ToolError(`${runner} ${version}${where} is too old; ${atLeast} or later is needed. ${get}`, runner);
  }
  return { name: runner, program: program ?? runner, version };
}

/** In words, for a program that was not found. */
export function whereLookedFor(
  program: string,
  {
    searchPath = process.env['PATH'],
    mostNamed = Infinity,
  }: { searchPath?: string | undefined; mostNamed?: number } = {},
): string {
  const folders = [...new Set(foldersOf(searchPath))];
  if (folders.length === 0) return 'PATH names no folder';
  const named = folders.slice(0, mostNamed).join(', ');
  const more = folders.length > mostNamed ? ` and ${folders.length - mostNamed} more` : '';
  return `there is no program \`${program}\` in the folders of PATH, which are ${named}${more}`;
}

/** What a reader of a result has to know of the version that ran; undefined when it is one that Headroom knows. */
export function unknownVersionNote(tool: string, version: string | undefined): string | undefined {
  const { knownMajor } = (Object.hasOwn(TOOLS, tool) ? TOOLS[tool as RunnerKind] : undefined) ?? {};
  const isNewer = knownMajor !== undefined && version !== undefined && Number(version.split('.')[0]) > knownMajor;
  if (!isNewer) return undefined;
  return `${tool} ${version} is newer than what this Headroom is tested with (${tool} ${knownMajor}), and may tell its figures otherwise`;
}

export function installHint(runner: RunnerKind, platform = process.platform): string {
  const hints = TOOLS[runner]?.install;
  return hints?.[platform] ?? hints?.linux ?? '';
}

export function isTooOld(runner: RunnerKind, version: string | undefined): boolean {
  const atLeast = TOOLS[runner]?.atLeast;
  return atLeast !== undefined && version !== undefined && compareVersions(version, atLeast) < 0;
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
