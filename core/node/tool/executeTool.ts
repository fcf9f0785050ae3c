import { createReadStream, statSync } from 'node:fs';
import type { ProcessEnd, RunnerEvent, ToolDecoder, ToolPlan, ToolProcess } from '../../runners/adapter.ts';
import { readLinesUntilCutOff } from '../lines.ts';
import { ProcessGroup } from '../processGroup.ts';
import { readChannel } from './channels.ts';
import { EventQueue } from './eventQueue.ts';
import { LogLimit } from './logLimit.ts';
import { rewriteLines } from './redactFiles.ts';
import { groupStopSteps } from './stopSteps.ts';

/** How the load generator itself ended; guards and checks are judged elsewhere. */
export type ExecutionEnd =
  | { kind: 'completed' }
  | { kind: 'cancelled' }
  /** By a condition of the tool's own. */
  | { kind: 'stopped'; guardId: string; message: string }
  /** `wasKilled`: whatever it had sent by then, it could not tell. */
  | { kind: 'failed'; message: string; wasKilled?: true };

export type ExecutionEvent = RunnerEvent | { kind: 'ended'; at: number; end: ExecutionEnd };

export interface ExecuteOptions {
  /** Aborting it stops the tool in its own way; the stream still ends with `ended`. */
  signal: AbortSignal;
  /** The whole environment of the processes, but for what the plan adds. */
  environment: NodeJS.ProcessEnv;
  /** ms since the Unix epoch. */
  now?: () => number;
  /** Told every line of standard output and error output, for keeping. */
  onOutput?: (process: number, stream: 'stdout' | 'stderr', line: string) => void;
}

const TICK_MS = 1000;

/**
 * Runs the processes of a tool one after the other and yields what its decoder makes of their output. The last event
 * is always `ended`, whatever the tool does. Leaving the loop early stops the tool.
 */
export async function* executeTool(
  plan: Pick<ToolPlan, 'processes' | 'decoder'>,
  options: ExecuteOptions,
): AsyncGenerator<ExecutionEvent, void, undefined> {
  const { signal, now = Date.now } = options;
  const isStopped = (): boolean => signal.aborted;
  const ended = (end: ExecutionEnd): ExecutionEvent => ({ kind: 'ended', at: now(), end });
  for (const [index, toolProcess] of plan.processes.entries()) {
    if (isStopped()) break;
    const run = new ToolRun(plan.decoder, index, toolProcess, options);
    yield* run.events();
    // What a tool says of its end when it was told to stop is no failure.
    if (run.end?.failure !== undefined && !isStopped()) {
      yield ended({ kind: 'failed', message: run.end.failure, ...(run.wasKilled ? { wasKilled: true } : {}) });
      return;
    }
    if (run.end?.stoppedBy !== undefined && !isStopped()) {
      yield ended({ kind: 'stopped', ...run.end.stoppedBy });
      return;
    }
  }
  yield ended({ kind: isStopped() ? 'cancelled' : 'completed' });
}

/** One process of a tool, from its start until everything that it said has been told. */
class ToolRun {
  end: ProcessEnd | undefined;
  wasKilled = false;
  private readonly queue = new EventQueue<RunnerEvent>();
  private readonly over = new AbortController();
  private readonly logLimit = new LogLimit();
  private readonly now: () => number;
  private isOverdue = false;

  constructor(
    private readonly decoder: ToolDecoder,
    private readonly index: number,
    private readonly toolProcess: ToolProcess,
    private readonly options: ExecuteOptions,
  ) {
    this.now = options.now ?? Date.now;
  }

  async *events(): AsyncGenerator<RunnerEvent, void, undefined> {
    const { signal } = this.options;
    const before = new Map((this.toolProcess.results ?? []).map(({ file }) => [file, stampOf(file)]));
    const group = this.start();
    const stop = (): void => void group.stop();
    signal.addEventListener('abort', stop, { once: true });
    const { timeoutMs } = this.toolProcess;
    const deadline = timeoutMs === undefined ? undefined : setTimeout(() => this.endOverdue(group), timeoutMs);
    const ticker = setInterval(() => void this.tell(this.decoder.tick(this.now())), TICK_MS);
    const whole = this.follow(group, before).finally(() => this.queue.close());
    // The reader below meets the end of the queue first; that this was rejected is told by waiting for it afterwards.
    whole.catch(() => undefined);
    try {
      yield* this.queue;
      await whole;
    } finally {
      clearInterval(ticker);
      clearTimeout(deadline);
      signal.removeEventListener('abort', stop);
      this.queue.close();
      this.over.abort();
      await group.stop();
    }
  }

  private endOverdue(group: ProcessGroup): void {
    this.isOverdue = true;
    void group.stop();
  }

  private start(): ProcessGroup {
    const { argv, cwd, environment, channels = [], stop, stdin } = this.toolProcess;
    const [command, ...args] = argv;
    const group = new ProcessGroup({
      command,
      args,
      cwd,
      env: { ...this.options.environment, ...environment },
      stopSteps: groupStopSteps(stop),
      hasExtraPipe: channels.some(({ kind }) => kind === 'pipe'),
    });
    if (stdin === undefined) group.stdin.end();
    else group.stdin.write(stdin);
    return group;
  }

  private async follow(group: ProcessGroup, before: ReadonlyMap<string, string | undefined>): Promise<void> {
    const { channels = [], cleaned, lineLimit, results = [] } = this.toolProcess;
    await this.tell(this.decoder.started(this.index, this.now()));
    const output = [
      this.pump('stdout', readLinesUntilCutOff(group.stdout, lineLimit), group),
      this.pump('stderr', readLinesUntilCutOff(group.stderr, lineLimit), group),
    ];
    const others = channels.map((channel) =>
      this.pump(channel.name, readChannel(channel, group, this.over.signal, lineLimit), group),
    );
    const exit = await group.exited;
    await Promise.all(output);
    this.over.abort();
    await Promise.all(others);
    for (const { name, file, lineLimit: limit = lineLimit } of results) {
      const stamp = stampOf(file);
      if (stamp === undefined || stamp === before.get(file)) continue;
      await this.pump(name, readLinesUntilCutOff(createReadStream(file), limit), group);
      if (cleaned !== undefined) await rewriteLines(file, cleaned, limit);
    }
    const isStopped = this.options.signal.aborted;
    this.wasKilled = exit.kind === 'exited' && exit.signal !== null;
    this.end = this.decoder.ended(this.index, exit, this.now(), { isStopped, isOverdue: this.isOverdue });
    await this.tell(this.end.events);
  }

  private async pump(channel: string, lines: AsyncIterable<string>, group: ProcessGroup): Promise<void> {
    for await (const line of lines) {
      const isOutput = channel === 'stdout' || channel === 'stderr';
      const { cleaned, keepsOutput } = this.toolProcess;
      if (isOutput && keepsOutput !== false) this.options.onOutput?.(this.index, channel, cleaned?.(line) ?? line);
      await this.tell(this.decoder.line(channel, line, this.now()));
      // The ladder, because a tool that has said its last word may still hang.
      if (this.decoder.hasSaidAll?.() === true) void group.stop();
    }
  }

  private tell(events: readonly RunnerEvent[]): Promise<void> {
    return this.queue.push(events.flatMap((event) => this.logLimit.pass(event)));
  }
}

/** Differs when a file was written anew; undefined when there is none. */
function stampOf(file: string): string | undefined {
  try {
    const found = statSync(file);
    return found.isFile() ? `${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs}` : undefined;
  } catch {
    return undefined;
  }
}
