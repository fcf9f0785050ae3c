import type { RunnerEvent } from '../adapter.ts';
import type { SeriesSample } from '../../run/aggregate.ts';

/** The seconds of the load as frames: it begins after the tool has prepared itself, and ends before it cleans up. */
export class LoadClock {
  private beganAt: number | undefined;
  private overAt: number | undefined;
  private nextSecond = 0;

  get hasBegun(): boolean {
    return this.beganAt !== undefined;
  }

  begin(at: number): void {
    this.beganAt ??= at;
  }

  end(at: number): void {
    if (this.hasBegun) this.overAt ??= at;
  }

  /** A frame when at least one more second is whole. A second that was left out had nothing to tell. */
  second(at: number, samples: () => SeriesSample[]): RunnerEvent[] {
    if (this.beganAt === undefined || this.overAt !== undefined) return [];
    const whole = Math.floor((at - this.beganAt) / 1000);
    if (whole <= this.nextSecond) return [];
    this.nextSecond = whole;
    return [{ kind: 'frame', at, frame: frame(whole - 1, 1000, samples()) }];
  }

  /** What is left of the load, with what was told after it. */
  rest(at: number, samples: SeriesSample[]): RunnerEvent[] {
    if (this.beganAt === undefined) return [];
    const durationMs = (this.overAt ?? at) - this.beganAt - this.nextSecond * 1000;
    if (durationMs <= 0 && samples.length === 0) return [];
    return [{ kind: 'frame', at, frame: frame(this.nextSecond, Math.max(1, durationMs), samples) }];
  }
}

function frame(second: number, durationMs: number, samples: SeriesSample[]) {
  return { second, durationMs, stage: '', warmup: false, samples };
}
