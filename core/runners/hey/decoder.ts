import type { Exit, ProcessEnd, RunnerEvent, ToolDecoder } from '../adapter.ts';
import type { Step } from '../staircase.ts';
import { frameLengths, StepFrames } from '../stepFrames.ts';
import { MOST_KEPT, parseHeyLine, type HeyLine } from './output.ts';
import { StepResponses } from './stepResponses.ts';

const MOST_LOGGED_ERRORS = 20;
/** A step is never so much longer than its time; a report that says so is none. In ms. */
const LONGEST_OVERTIME_MS = 3_600_000;

type End = Extract<HeyLine, { kind: 'end' }>;

/** hey prints when a step is over; its seconds are told then, each with what was answered in it. */
export class HeyDecoder implements ToolDecoder {
  private readonly frames: StepFrames;
  private responses = new StepResponses();
  private errors = 0;
  private errorKinds = 0;
  private end: End | undefined;
  private notUnderstood: string | undefined;
  private errorOutput: string | undefined;

  constructor(private readonly steps: readonly Step[]) {
    this.frames = new StepFrames(steps);
  }

  started(process: number, at: number): readonly RunnerEvent[] {
    this.responses = new StepResponses();
    this.errors = 0;
    this.errorKinds = 0;
    this.end = undefined;
    this.notUnderstood = undefined;
    this.errorOutput = undefined;
    return this.frames.begin(process, at);
  }

  line(channel: string, line: string, at: number): readonly RunnerEvent[] {
    if (channel === 'stderr') {
      this.errorOutput ??= line.trim() === '' ? undefined : line.trim();
      return [{ kind: 'log', at, source: 'tool', level: 'warning', line }];
    }
    if (line.trim() === '') return [];
    const told = parseHeyLine(line);
    switch (told?.kind) {
      case 'response':
        this.responses.add(told);
        return [];
      case 'error':
        this.errors += told.count;
        this.errorKinds += 1;
        if (this.errorKinds > MOST_LOGGED_ERRORS) return [];
        return [{ kind: 'log', at, source: 'tool', level: 'error', line: `${told.count} × ${told.text}` }];
      case 'end':
        this.end = told;
        return [];
      case undefined:
        this.notUnderstood ??= line.slice(0, 200);
        return [{ kind: 'log', at, source: 'tool', level: 'warning', line: `not understood: ${line.slice(0, 500)}` }];
    }
  }

  tick(): readonly RunnerEvent[] {
    return [];
  }

  ended(process: number, exit: Exit, _at: number, { isStopped }: { isStopped: boolean }): ProcessEnd {
    const planned = this.steps[process]?.durationMs ?? 0;
    const failure = this.failureOf(exit, planned, isStopped);
    return { events: this.seconds(planned), ...(failure === undefined ? {} : { failure }) };
  }

  /** Of a report that broke off, the seconds that it holds answers of. */
  private seconds(plannedMs: number): RunnerEvent[] {
    const { end, responses } = this;
    const isSane = end !== undefined && end.tookMs <= plannedMs + LONGEST_OVERTIME_MS;
    const lengths = isSane
      ? frameLengths(end.tookMs)
      : Array.from({ length: Math.min(responses.lastSecond() + 1, Math.ceil(plannedMs / 1000)) }, () => 1000);
    return lengths.map((durationMs, second) => {
      const isLast = second === lengths.length - 1;
      return this.frames.next(isLast ? responses.take(Infinity, this.errors) : responses.take(second), durationMs);
    });
  }

  private failureOf(exit: Exit, plannedMs: number, isStopped: boolean): string | undefined {
    if (exit.kind === 'failed') return `hey could not be started: ${exit.message}`;
    const why = this.errorOutput === undefined ? '.' : `: ${this.errorOutput}`;
    if (exit.signal !== null) return `hey was ended by ${exit.signal} before it told its results${why}`;
    if (exit.code !== 0) return `hey ended with exit code ${exit.code}${why}`;
    const { end, responses, errors } = this;
    if (end === undefined) {
      return responses.count + errors === 0
        ? `hey ended without telling any results${why}`
        : 'hey broke off in the middle of its results.';
    }
    const told = responses.count + errors;
    if (end.requests !== told) {
      return responses.count >= MOST_KEPT
        ? `hey keeps ${MOST_KEPT} answers of one step, and there were ${end.requests - errors}. Make the stages shorter, or use runner: wrk or http.`
        : `hey says that it sent ${end.requests} requests, but told of ${told}${this.garbageText()}`;
    }
    if (end.requests === 0 && !isStopped) return 'hey sent no request.';
    if (end.tookMs > plannedMs + LONGEST_OVERTIME_MS) return `hey says that it took ${end.tookMs / 1000} s.`;
    return undefined;
  }

  private garbageText(): string {
    return this.notUnderstood === undefined ? '.' : `; it printed \`${this.notUnderstood}\`.`;
  }
}
