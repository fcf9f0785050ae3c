import type { DeclaredOutput, LoadTest } from '../../configs/plan/plan.ts';
import { UserError } from '../../errors.ts';
import type { Frame } from '../../run/runEvent.ts';
import type { Exit, ProcessEnd, RunnerAdapter, RunnerEvent, ToolDecoder } from '../adapter.ts';
import { EXIT_CODE } from './command.ts';
import { MOST_CHARACTERS } from './jsonText.ts';
import { fileChannel, OutputReader } from './outputReader.ts';
import { samplesOf, type FoundFigure } from './outputSamples.ts';

/** A program that is asked to end may have to take down what it has put up. */
const STOP_WAIT_MS = 10_000;
const SECOND_MS = 1000;

/** Any program. It measures what its test declares, and nobody knows what it sends. */
export const commandAdapter: RunnerAdapter = {
  kind: 'command',
  prepare: ({ test, smoke, blockedHosts, locate, planFolder }) => {
    const [program, ...args] = test.command ?? [];
    if (program === undefined || program === '') throw new UserError(`Test ${test.id} names no program to run.`);
    if (smoke) {
      throw new UserError(
        `Test ${test.id} runs the program ${program}, whose load Headroom cannot make smaller, so it has no smoke run.`,
      );
    }
    const blocked = blockedHosts.find((host) => args.some((arg) => arg.toLowerCase().includes(host)));
    if (blocked !== undefined) {
      throw new UserError(
        `${blocked} is protected, and the command of ${test.id} names it. Confirm it: --confirm ${blocked}`,
      );
    }
    const outputs = test.outputs?.outputs ?? [];
    const files = new Set(outputs.flatMap(({ file }) => (file ? [file.value] : [])));
    return {
      processes: [
        {
          argv: [program, ...args],
          cwd: planFolder,
          stop: [{ kind: 'signal', signal: 'SIGTERM', waitMs: STOP_WAIT_MS }],
          results: [...files].map((file) => ({ name: fileChannel(file), file: locate(file) })),
          lineLimit: MOST_CHARACTERS,
          ...(test.timeoutMs === undefined ? {} : { timeoutMs: test.timeoutMs }),
        },
      ],
      decoder: new CommandDecoder(test, outputs),
    };
  },
};

/** Whether the plan says itself which exit code is right. */
function judgesExitCode({ checks }: LoadTest): boolean {
  return checks.some(({ check }) => check.selector.metric === EXIT_CODE);
}

class CommandDecoder implements ToolDecoder {
  private readonly reader: OutputReader;
  private readonly name: string;
  private startedAt = 0;
  private nextSecond = 0;
  private lastError: string | undefined;

  constructor(
    private readonly test: LoadTest,
    private readonly outputs: readonly DeclaredOutput[],
  ) {
    this.reader = new OutputReader(outputs);
    this.name = (test.command ?? []).join(' ').slice(0, 200);
  }

  started(_process: number, at: number): RunnerEvent[] {
    this.startedAt = at;
    return [];
  }

  line(channel: string, line: string): RunnerEvent[] {
    this.reader.line(channel, line);
    if (channel === 'stderr' && line.trim() !== '') this.lastError = line.trim().slice(0, 500);
    return [];
  }

  /** Nothing is known of a second but that it passed; monitors have something to say of it. */
  tick(at: number): RunnerEvent[] {
    const events: RunnerEvent[] = [];
    while (at - this.startedAt >= (this.nextSecond + 1) * SECOND_MS) events.push(this.frame(at, SECOND_MS));
    return events;
  }

  ended(_process: number, exit: Exit, at: number, how: { isStopped: boolean; isOverdue?: boolean }): ProcessEnd {
    if (exit.kind === 'failed') return { events: [], failure: startFailure(this.name, exit.message) };
    const events = this.tick(at);
    const restMs = at - this.startedAt - this.nextSecond * SECOND_MS;
    if (restMs > 0 || this.nextSecond === 0) events.push(this.frame(at, Math.max(1, restMs)));
    const failure = this.failureOf(exit, how.isOverdue === true);
    return { events: [...events, ...this.totals(exit.code, at)], ...(failure === undefined ? {} : { failure }) };
  }

  private frame(at: number, durationMs: number): RunnerEvent {
    const frame: Frame = { second: this.nextSecond, durationMs, stage: '', warmup: false, samples: [] };
    this.nextSecond += 1;
    return { at, kind: 'frame', frame };
  }

  private totals(exitCode: number | null, at: number): RunnerEvent[] {
    const figures = this.outputs.map((output): FoundFigure => ({ output, found: this.reader.find(output) }));
    const { samples, missing } = samplesOf(figures, exitCode);
    return [
      { at, kind: 'totals', samples, ...(missing.length === 0 ? {} : { missing }) },
      ...missing.map(({ reason }): RunnerEvent => ({
        at,
        kind: 'log',
        source: 'headroom',
        level: 'warning',
        line: reason,
      })),
    ];
  }

  private failureOf({ code, signal }: Extract<Exit, { kind: 'exited' }>, isOverdue: boolean): string | undefined {
    const said = this.lastError === undefined ? '' : `; it last said: ${this.lastError}`;
    if (isOverdue) {
      return `\`${this.name}\` did not end within its timeout of ${(this.test.timeoutMs ?? 0) / SECOND_MS} s${said}`;
    }
    if (code === null) return `\`${this.name}\` was ended by ${signal ?? 'a signal'}${said}`;
    if (code === 0 || judgesExitCode(this.test)) return undefined;
    return `\`${this.name}\` ended with exit code ${code}${said}`;
  }
}

function startFailure(name: string, message: string): string {
  const [program = ''] = name.split(' ');
  const remedy = message.includes('ENOENT')
    ? ` There is no program ${program} on the PATH or in the plan's folder.`
    : '';
  return `\`${name}\` could not be started: ${message}.${remedy}`;
}
