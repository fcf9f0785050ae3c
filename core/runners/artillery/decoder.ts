import type { ToolVerdict } from '../../run/toolVerdict.ts';
import type { Exit, ProcessEnd, RunnerEvent, ToolDecoder } from '../adapter.ts';
import { add } from './counts.ts';
import { FrameBuilder, type PlannedPhase } from './frameBuilder.ts';
import { exitInWords, faultInError, faultInLine } from './outputFaults.ts';
import { OwnNames } from './ownNames.ts';
import { ScriptVerdicts, type StatedConditions } from './scriptVerdicts.ts';
import { tapMessageSchema, type TapBucket, type TapMessage } from './tapMessage.ts';
import { whyNothingWasDone } from './workFault.ts';

/** Of what Artillery prints, only the last lines can tell why it ended. */
const KEPT_LINES = 20;
const MOST_FAULTS = 10;
const LOGGED_GARBAGE = 20;
/** Channel of what Headroom's reporter and tap tell. */
export const TAP_CHANNEL = 'tap';

export interface DecoderSetup {
  testId: string;
  /** The planned stages with their loads for people; empty where the script decides. */
  stages: readonly (PlannedPhase & { level: string })[];
  stated: StatedConditions;
  /** Time that virtual users may take after the last phase. */
  drainMs: number;
  redact: (text: string) => string;
}

export class ArtilleryDecoder implements ToolDecoder {
  private readonly setup: DecoderSetup;
  private readonly frames: FrameBuilder;
  private readonly verdicts: ScriptVerdicts;
  private readonly counters: Record<string, number> = {};
  private readonly faults = new Set<string>();
  private readonly lastLines: string[] = [];
  private readonly toldStages = new Set<number>();
  private attempts = 0;
  private isReady = false;
  private garbage = 0;
  private report: Record<string, number> | undefined;
  private strictFailures = 0;
  /** When the last phase ended, by our clock, unless another one has begun. */
  private phasesOverAt: number | undefined;
  private hungUsers: number | undefined;

  constructor(setup: DecoderSetup) {
    this.setup = setup;
    this.frames = new FrameBuilder(setup.stages, new OwnNames(setup.redact));
    this.verdicts = new ScriptVerdicts(setup.testId, setup.stated);
  }

  started(): RunnerEvent[] {
    return [];
  }

  line(channel: string, line: string, at: number): RunnerEvent[] {
    return channel === TAP_CHANNEL ? this.tapLine(line, at) : this.outputLine(channel, line, at);
  }

  tick(at: number): RunnerEvent[] {
    const { phasesOverAt, frames, setup } = this;
    if (phasesOverAt !== undefined && at - phasesOverAt > setup.drainMs && frames.active > 0) {
      this.hungUsers ??= frames.active;
    }
    const passed = frames.passed(at).map((frame): RunnerEvent => ({ kind: 'frame', at, frame }));
    return [...passed, ...this.verdictEvents(this.verdicts.news(), at)];
  }

  hasSaidAll(): boolean {
    return this.hungUsers !== undefined;
  }

  ended(_process: number, exit: Exit, at: number, { isStopped }: { isStopped: boolean }): ProcessEnd {
    const rest = this.frames.rest().map((frame): RunnerEvent => ({ kind: 'frame', at, frame }));
    const told = [...this.verdicts.news(), ...(isStopped ? [] : this.verdicts.missing())];
    const failure = this.failureOf(exit);
    return {
      events: [...rest, ...this.verdictEvents(told, at), ...(isStopped ? [] : this.lostFigures(at))],
      ...(failure === undefined ? {} : { failure }),
    };
  }

  private outputLine(channel: string, line: string, at: number): RunnerEvent[] {
    const text = line.trim();
    if (text === '') return [];
    this.lastLines.push(text);
    if (this.lastLines.length > KEPT_LINES) this.lastLines.shift();
    const fault = faultInLine(text);
    if (fault !== undefined) this.addFault(fault);
    const isWarning = channel === 'stderr' || fault !== undefined || /^warning/i.test(text);
    return isWarning ? [{ kind: 'log', at, source: 'tool', level: 'warning', line: text }] : [];
  }

  private tapLine(line: string, at: number): RunnerEvent[] {
    const message = parseTapLine(line);
    if (message !== undefined) return [...this.take(message, at), ...this.tick(at)];
    this.garbage += 1;
    if (this.garbage > LOGGED_GARBAGE) return [];
    return [{ kind: 'log', at, source: 'tool', level: 'warning', line: line.slice(0, 500) }];
  }

  private take(message: TapMessage, at: number): RunnerEvent[] {
    switch (message.kind) {
      case 'ready':
        this.isReady = true;
        return [];
      case 'bucket':
        this.takeBucket(message, at);
        return [];
      case 'phase':
        return this.takePhase(message, at);
      case 'checks':
        this.strictFailures = message.checks.filter(({ isStrict, holds }) => isStrict && !holds).length;
        return this.verdictEvents(this.verdicts.ensured(message.checks), at);
      case 'done':
        this.report = message.counters;
        return [];
      case 'blocked':
        this.addFault(
          `the script tried to reach ${message.host}, which is protected; nothing was sent there. To send load there, confirm its name: --confirm ${message.host}`,
        );
        return [];
    }
  }

  private takeBucket(bucket: TapBucket, at: number): void {
    for (const [name, total] of Object.entries(bucket.counters)) {
      add(this.counters, name, total);
      this.verdicts.counted(name, total);
    }
    for (const { begun } of bucket.requests) this.attempts += begun;
    for (const error of Object.keys(bucket.errors)) {
      const fault = faultInError(error);
      if (fault !== undefined) this.addFault(fault);
    }
    this.frames.add(bucket, at);
  }

  private takePhase(
    { index, at: toolAt, name, isOver }: Extract<TapMessage, { kind: 'phase' }>,
    at: number,
  ): RunnerEvent[] {
    if (isOver) {
      this.frames.phaseOver(index);
      if (!this.frames.isPhaseRunning) this.phasesOverAt = at;
      return [];
    }
    this.frames.phaseStarted(index, toolAt, at);
    this.phasesOverAt = undefined;
    const stage = this.setup.stages[index];
    if (stage === undefined) {
      const line = `phase ${index + 1}${name === undefined ? '' : ` (${name})`} has begun`;
      return [{ kind: 'log', at, source: 'tool', level: 'info', line }];
    }
    if (this.toldStages.has(index)) return [];
    this.toldStages.add(index);
    return [{ kind: 'stage', at, stage: stage.name, index, level: stage.level, warmup: stage.warmup }];
  }

  private failureOf(exit: Exit): string | undefined {
    if (exit.kind === 'failed') return `Artillery could not be started: ${exit.message}`;
    if (this.hungUsers !== undefined) {
      return `${this.hungUsers} virtual users had not ended ${this.setup.drainMs / 1000} s after the last phase, so Artillery was stopped. Look for a flow that waits for ever, or set \`with: { drain_seconds: … }\``;
    }
    const [fault] = this.faults;
    if (fault !== undefined) return `Artillery did not run the script as it is written: ${[...this.faults].join('; ')}`;
    const isOrderly = this.report !== undefined && this.isExpectedCode(exit.code);
    if (!isOrderly) return this.disorderlyEnd(exit);
    return this.workFault();
  }

  /** Conditions that do not hold end a run that was otherwise as it should be. */
  private isExpectedCode(code: number | null): boolean {
    if (code === 0) return true;
    const expectFailed = Object.keys(this.counters).some((name) => name.startsWith('plugins.expect.failed'));
    return (code === 21 && expectFailed) || (code === 1 && this.strictFailures > 0);
  }

  private disorderlyEnd({ code, signal }: Extract<Exit, { kind: 'exited' }>): string {
    const why =
      this.lastLines.find((line) => /\berror\b|exception|warning/i.test(line) && !/^errors\./.test(line)) ??
      (code === 0 || signal !== null ? undefined : this.lastLines.at(-1));
    const early = this.report === undefined ? ' before the run was over' : '';
    const words = code === 0 ? 'Artillery ended' : exitInWords(code, signal);
    return `${words}${early && words === 'Artillery ended' ? early : ''}${why === undefined ? '.' : `. It said: ${why.slice(0, 500)}`}`;
  }

  /** A run that did nothing, or that nobody watched, is none. */
  private workFault(): string | undefined {
    if (!this.isReady) {
      return 'Headroom could not measure inside of this version of Artillery. Versions from 2.0.10 are known to work';
    }
    return whyNothingWasDone(this.counters, this.attempts);
  }

  /** What Artillery counts at its end and what was told while it ran are the same, or something was lost on the way. */
  private lostFigures(at: number): RunnerEvent[] {
    const { report } = this;
    if (report === undefined) return [];
    return ['vusers.created', 'http.requests'].flatMap((name): RunnerEvent[] => {
      const [theirs, ours] = [report[name] ?? 0, this.counters[name] ?? 0];
      if (theirs === ours) return [];
      const line = `Artillery's report counts ${theirs} ${name}, and ${ours} were told while it ran`;
      return [{ kind: 'log', at, source: 'headroom', level: 'warning', line }];
    });
  }

  private verdictEvents(verdicts: readonly ToolVerdict[], at: number): RunnerEvent[] {
    return verdicts.length === 0 ? [] : [{ kind: 'verdicts', at, verdicts: [...verdicts] }];
  }

  private addFault(fault: string): void {
    if (this.faults.size < MOST_FAULTS) this.faults.add(fault);
  }
}

function parseTapLine(line: string): TapMessage | undefined {
  try {
    return tapMessageSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
