import type { LoadTest } from '../configs/plan/plan.ts';
import type { RunEvent } from '../run/runEvent.ts';
import type { RunnerKind } from './runner.ts';

/** The part of the run's stream that a runner contributes. */
export type RunnerEvent = Extract<
  RunEvent,
  { kind: 'stage' | 'frame' | 'totals' | 'verdicts' | 'log' | 'step-failed' }
>;

/** How a process came to its end. A program that could not be started is `failed`. */
export type Exit = { kind: 'exited'; code: number | null; signal: string | null } | { kind: 'failed'; message: string };

/** What an adapter makes its processes from. All paths are absolute. */
export interface ToolJob {
  test: LoadTest;
  smoke: boolean;
  /** Base URL of the environment. */
  target?: string;
  /** Values by name. They may enter the environment of a process and its standard input; never arguments or files. */
  secrets: ReadonlyMap<string, string>;
  /** Protected hosts that were not confirmed: nothing may be sent to them. In the form of `hostName`. */
  blockedHosts: readonly string[];
  /** The program that runs, and the version it told. */
  program: string;
  version?: string;
  /** The built-in engine's bundle. */
  engineBundle: string;
  /** Where a file is that the plan names. */
  locate: (file: string) => string;
  /** Folder of the plan: relative paths inside a script of the user's are relative to where they would run it. */
  planFolder: string;
  /** Folder for what the tool writes, and for what is written for it. It stays with the run. */
  rawFolder: string;
  /** Free ports on loopback, as many as the adapter wanted. */
  ports: readonly number[];
  /** What the probes said, in their order. */
  probes: readonly ProbeOutcome[];
  /** Text of the test's script, when it has one that can be read. */
  scriptText?: string;
}

/** A short command that tells what has to be known before the load, such as the options that a script exports. */
export interface Probe {
  argv: readonly [string, ...string[]];
  timeoutMs: number;
  /** Added to the environment and the secrets that the tool gets. */
  environment?: Readonly<Record<string, string>>;
}

export interface ProbeOutcome {
  exitCode?: number;
  /** Why it has no exit code, in words. */
  failure?: string;
  lines: string[];
}

/** A step of the stop ladder. When all have been taken and the process still runs, its group is killed. */
export type StopStep = { waitMs: number } & (
  | { kind: 'signal'; signal: 'SIGINT' | 'SIGTERM' }
  | { kind: 'stdin'; text: string }
  | { kind: 'http'; method: string; url: string; body?: string }
);

/** Where a tool speaks besides its standard output and error output, which are the channels `stdout` and `stderr`. */
export type Channel = { name: string } &
  /** Server-sent events: the payload of each, as `{"event":…,"data":…}` in JSON. */
  (
    | { kind: 'server-sent-events'; url: string; lastEvent?: string }
    /** A file that grows while the tool runs, line by line. */
    | { kind: 'tail'; file: string }
    /** File descriptor 3 of the process, line by line. */
    | { kind: 'pipe' }
    /** An HTTP resource that is read again and again, whole. */
    | { kind: 'poll'; url: string; everyMs: number }
  );

export interface ToolProcess {
  argv: readonly [string, ...string[]];
  /** Added to the environment that commands of the plan get. */
  environment?: Readonly<Record<string, string>>;
  cwd: string;
  /** Written to its standard input at once; without it the input is closed. */
  stdin?: string;
  channels?: readonly Channel[];
  stop: readonly StopStep[];
  /**
   * Files that the decoder reads line by line, each as a channel named like it, when the process has ended. One that
   * was there before and is as it was is not read: it was not written by this process.
   */
  results?: readonly { name: string; file: string; lineLimit?: number }[];
  /** What of a line of its output or results may be kept, where a tool tells secrets that nobody else knows. */
  cleaned?: (line: string) => string;
  /** Longest time that it may run; then it is asked to stop as if by a person, and its end is `isOverdue`. */
  timeoutMs?: number;
  /** False where its output is the run's events themselves, which are kept anyway. True by default. */
  keepsOutput?: boolean;
  /** Longest line that may come, in characters; the rest of a longer one is dropped. 1 Mi by default. */
  lineLimit?: number;
}

export interface ToolPlan {
  /** One after the other. The next starts only when the one before ended well. */
  processes: readonly ToolProcess[];
  /** Written into the raw folder before the first process starts. They never hold a secret. */
  files?: readonly { name: string; text: string }[];
  decoder: ToolDecoder;
  /** What a reader of the result has to know, such as that a ramp was a staircase. */
  notes?: readonly string[];
}

/** How one process was, from the tool's own point of view. */
export interface ProcessEnd {
  events: readonly RunnerEvent[];
  /** Set when this was no run of the tool as it should be: why, in words. */
  failure?: string;
  /** Set when the tool ended the run by a condition of its own, as a guard does: what it measured until then stands. */
  stoppedBy?: { guardId: string; message: string };
}

/**
 * Makes events from what a tool says. It has no clock: `at` is ms since the Unix epoch. It keeps at most the seconds
 * that are not told yet, and never throws, whatever a tool prints.
 */
export interface ToolDecoder {
  /** The load begins with its first stage or frame, and so does the sampling of monitors: who tells seconds late, tells a stage. */
  started(process: number, at: number): readonly RunnerEvent[];
  line(channel: string, line: string, at: number): readonly RunnerEvent[];
  /** About once a second while a process runs: what is complete by now. */
  tick(at: number): readonly RunnerEvent[];
  /** True once the tool has told its last: it is stopped then, should it not end by itself. */
  hasSaidAll?: () => boolean;
  /** The process has ended and its output and results have been read. Called once for each process that was begun. */
  ended(process: number, exit: Exit, at: number, how: { isStopped: boolean; isOverdue?: boolean }): ProcessEnd;
}

/** One runner: what it starts and how it is understood, without any effect. */
export interface RunnerAdapter {
  kind: RunnerKind;
  portsWanted?: number;
  /** What must be typed before so large a test may start, and why. Throws a `UserError` for what cannot be run. */
  confirmation?: (test: LoadTest, smoke: boolean) => { typed: string; why: string } | undefined;
  probes?: (job: Omit<ToolJob, 'probes'>) => readonly Probe[];
  /** Throws a `UserError` for what cannot be run; then nothing is started. */
  prepare: (job: ToolJob) => ToolPlan;
}
