import { spawn, type ChildProcess } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import { messageOf } from '../errors.ts';
import type { Exit } from '../runners/adapter.ts';
import { endingWithParent } from './endWithParent.ts';
import { signalGroup } from './signalGroup.ts';
import { OWN_MARK, STARTED_BY } from './startedBy.ts';

export interface GroupOptions {
  command: string;
  args: readonly string[];
  cwd?: string;
  /** The whole environment of the process; absent: the environment of this one. */
  env?: NodeJS.ProcessEnv;
  /** How it is asked to stop, step by step, before it is killed. SIGTERM by default. */
  stopSteps?: readonly GroupStopStep[];
  /** A further pipe for the process to write to, its file descriptor 3. */
  hasExtraPipe?: boolean;
}

export interface GroupStopStep {
  /** Must not throw. */
  take: (group: ProcessGroup) => void;
  /** Time for the process to end before the next step, in ms. */
  waitMs: number;
}

export const TERMINATE: GroupStopStep = { take: (group) => group.signal('SIGTERM'), waitMs: 3000 };
/** After the process has ended, a child of it may still hold its output open; so long is waited for that, in ms. */
const OUTPUT_LINGER_MS = 1000;

const live = new Set<ProcessGroup>();

/** Told the leader's pid of each group that is started and of each that has ended. */
export interface GroupListener {
  onStarted: (leaderPid: number) => void;
  onEnded: (leaderPid: number) => void;
}

const listeners = new Set<GroupListener>();

/** Tells `listener` of every group from now on, until the function given back is called. */
export function watchGroups(listener: GroupListener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Process groups that were started here and have not ended. */
export function liveGroups(): readonly ProcessGroup[] {
  return [...live];
}

/** For a person who will not wait: every group ends now, without a chance to report. */
export function killAllGroups(): void {
  for (const group of liveGroups()) group.signal('SIGKILL');
}

/**
 * A process started without a shell as the leader of its own process group, so that signals reach everything that
 * it starts in turn.
 */
export class ProcessGroup {
  /** Undefined when the command could not be started. */
  readonly pid: number | undefined;
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly extraPipe: Readable;
  /** Resolves once, when the process has ended and its output is complete. Never rejects. */
  readonly exited: Promise<Exit>;
  private readonly options: GroupOptions;
  private stopping: Promise<Exit> | undefined;

  constructor(options: GroupOptions) {
    this.options = options;
    const child = start(options);
    const isStarted = !(child instanceof Error);
    this.pid = isStarted ? child.pid : undefined;
    // A command that could not be started may be without streams.
    this.stdin = (isStarted ? child.stdin : null) ?? nowhere();
    this.stdout = (isStarted ? child.stdout : null) ?? Readable.from([]);
    this.stderr = (isStarted ? child.stderr : null) ?? Readable.from([]);
    const extra = isStarted ? child.stdio[3] : null;
    this.extraPipe = extra instanceof Readable ? extra : Readable.from([]);
    // Writing to a process that has ended is not an error worth more than its exit.
    this.stdin.on('error', () => undefined);
    if (isStarted) {
      live.add(this);
      for (const { onStarted } of listeners) if (this.pid !== undefined) onStarted(this.pid);
      this.exited = this.watchExit(child);
    } else {
      this.exited = Promise.resolve({ kind: 'failed', message: child.message });
    }
  }

  /** Stops the process and all it has started: its stop steps, then SIGKILL. May be called often. */
  stop(): Promise<Exit> {
    this.stopping ??= this.descendLadder();
    return this.stopping;
  }

  /** Sends a signal to the whole group; nothing happens when it is gone. */
  signal(signal: NodeJS.Signals): void {
    if (this.pid !== undefined) signalGroup(this.pid, signal);
  }

  private async descendLadder(): Promise<Exit> {
    for (const { take, waitMs } of this.options.stopSteps ?? [TERMINATE]) {
      if (!live.has(this)) return this.exited;
      take(this);
      if (await this.endsWithin(waitMs)) return this.exited;
    }
    this.signal('SIGKILL');
    return this.exited;
  }

  private async endsWithin(ms: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), ms)));
    const ended = await Promise.race([this.exited.then(() => true), late]);
    clearTimeout(timer);
    return ended;
  }

  private watchExit(child: ChildProcess): Promise<Exit> {
    return new Promise((resolve) => {
      let linger: NodeJS.Timeout | undefined;
      const finish = (exit: Exit) => {
        clearTimeout(linger);
        if (!live.delete(this)) return;
        // What the process left behind in its group ends with it. On Windows children of a dead parent are out of reach.
        if (process.platform !== 'win32') this.signal('SIGKILL');
        for (const { onEnded } of listeners) if (this.pid !== undefined) onEnded(this.pid);
        resolve(exit);
      };
      child.once('error', (error) => {
        // An error of a running process (a signal that failed) is not its end.
        if (this.pid === undefined) finish({ kind: 'failed', message: error.message });
      });
      child.once('exit', (code, signal) => {
        const exit: Exit = { kind: 'exited', code, signal };
        child.once('close', () => finish(exit));
        linger = setTimeout(() => {
          this.stdout.destroy();
          this.stderr.destroy();
          this.extraPipe.destroy();
          finish(exit);
        }, OUTPUT_LINGER_MS);
      });
    });
  }
}

/** Some errors of starting are thrown, an argument with a NUL byte for one; others the child reports later. */
function start({ command, args, cwd, env, hasExtraPipe = false }: GroupOptions): ChildProcess | Error {
  try {
    const [program, programArgs] = endingWithParent(command, args, { cwd, env });
    return spawn(program, [...programArgs], {
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: hasExtraPipe ? ['pipe', 'pipe', 'pipe', 'pipe'] : ['pipe', 'pipe', 'pipe'],
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...(env ?? process.env), [STARTED_BY]: OWN_MARK },
    });
  } catch (error) {
    return error instanceof Error ? error : new Error(messageOf(error));
  }
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
