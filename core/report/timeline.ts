import { Course } from '../run/course.ts';
import type { Frame, RunEvent } from '../run/runEvent.ts';
import { secondsCovered } from '../run/seriesStore.ts';

/** A stretch of the run in one stage, in seconds from the start of the load. */
export interface StageSpan {
  stage: string;
  warmup: boolean;
  from: number;
  to: number;
  /** The load in words, such as `5 to 20 users`; empty when nobody said. */
  level: string;
}

/** The name, with a word on warm-up where the name does not say it. */
export function stageLabel({ stage, warmup }: Pick<StageSpan, 'stage' | 'warmup'>): string {
  return warmup && !/warm/i.test(stage) ? `${stage} (warm-up)` : stage;
}

const MOST_WARNINGS = 50;

/**
 * What the fold of a run does not keep because no check needs it: how figures went through time. Takes the same events
 * as `foldRun`, in the same order, live or from disk.
 */
export class RunTimeline {
  readonly course = new Course();
  readonly spans: StageSpan[] = [];
  /** What was logged as a warning or an error, each text once. */
  readonly warnings = new Set<string>();
  /** Warnings that came after so many that they are only counted. */
  warningsLeftOut = 0;
  /** Whole seconds that passed without a word from the load generator. */
  silentSeconds = 0;
  private readonly levels = new Map<string, string>();
  private nextSecond = 0;

  take(event: RunEvent): void {
    switch (event.kind) {
      case 'stage':
        this.levels.set(event.stage, event.level);
        break;
      case 'frame':
        this.addFrame(event.frame);
        break;
      case 'log':
        if (event.level !== 'info') this.warn(event.line);
        break;
      case 'totals':
      case 'verdicts':
      case 'started':
      case 'step-failed':
      case 'monitor-failed':
      case 'guard':
      case 'finished':
        break;
    }
  }

  private warn(line: string): void {
    if (this.warnings.size < MOST_WARNINGS) this.warnings.add(line);
    else if (!this.warnings.has(line)) this.warningsLeftOut += 1;
  }

  private addFrame(frame: Frame): void {
    // One that comes again, as after a lost connection, must not be counted twice.
    if (!this.course.add(frame)) return;
    this.silentSeconds += frame.second - this.nextSecond;
    this.nextSecond = frame.second + secondsCovered(frame);
    this.extendSpan(frame);
  }

  private extendSpan({ stage, warmup, second }: Frame): void {
    const last = this.spans.at(-1);
    if (last?.stage === stage && last.warmup === warmup) {
      last.to = this.nextSecond;
      return;
    }
    // Seconds without a frame belong to the stage before them.
    if (last !== undefined) last.to = second;
    const from = last === undefined ? 0 : second;
    this.spans.push({ stage, warmup, level: this.levels.get(stage) ?? '', from, to: this.nextSecond });
  }
}
