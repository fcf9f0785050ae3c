import type { SeriesSample } from '../run/aggregate.ts';
import { isFullSecond, secondsCovered } from '../run/seriesStore.ts';
import type { Frame } from '../run/runEvent.ts';
import type { RunnerEvent } from './adapter.ts';
import type { Step } from './staircase.ts';

/** A tool ends its step a little late; so little is not worth a frame of its own, in ms. */
const UNNOTICED_MS = 10;

/** What happened in one second of a step. */
export type SecondSamples = Omit<SeriesSample, 'tags'>[];

/** Numbers the seconds of steps that follow each other, and makes the events of them. */
export class StepFrames {
  private step: Step = { stage: '', index: 0, warmup: false, users: 0, durationMs: 0 };
  private startedAt = 0;
  /** Number that the first second of this step has in the run. */
  private firstSecond = 0;
  private told = 0;
  private lastStage: number | undefined;

  constructor(private readonly steps: readonly Step[]) {}

  /** Seconds of this step that have been told. */
  get toldSeconds(): number {
    return this.told;
  }

  begin(process: number, at: number): RunnerEvent[] {
    this.firstSecond += this.told;
    this.told = 0;
    this.startedAt = at;
    this.step = this.steps[process] ?? this.step;
    const { stage, index, warmup } = this.step;
    if (stage === '' || index === this.lastStage) return [];
    this.lastStage = index;
    return [{ kind: 'stage', at, stage, index, level: this.levelOf(index), warmup }];
  }

  /** The next second of this step, or all of it in one frame where nothing is known of its seconds. */
  next(samples: SecondSamples, durationMs = 1000): RunnerEvent {
    const { stage, warmup, users } = this.step;
    const usersGauge = { kind: 'gauge' as const, last: users, min: users, max: users, sum: users, count: 1 };
    const frame: Frame = {
      second: this.firstSecond + this.told,
      durationMs,
      stage,
      warmup,
      samples: [...samples, { metric: 'users', sample: usersGauge }].map((sample) => ({ ...sample, tags: {} })),
    };
    const at = this.startedAt + this.told * 1000 + durationMs;
    this.told += isFullSecond(frame) ? 1 : secondsCovered(frame);
    return { kind: 'frame', at, frame };
  }

  private levelOf(index: number): string {
    const levels = this.steps.filter((step) => step.index === index).map(({ users }) => users);
    const [first, last] = [levels[0], levels.at(-1)];
    return `${first === last ? first : `${first} to ${last}`} ${last === 1 && first === 1 ? 'user' : 'users'}`;
  }
}

/** How long each frame of a step is that took this long: full seconds, and a fragment where there is one worth telling. */
export function frameLengths(tookMs: number): number[] {
  const full = Math.floor(tookMs / 1000);
  const rest = tookMs - full * 1000;
  const seconds = Array.from({ length: full }, () => 1000);
  if (full === 0) return [Math.max(1, tookMs)];
  if (rest > UNNOTICED_MS) return [...seconds, rest];
  return [...seconds.slice(1), 1000 + rest];
}
