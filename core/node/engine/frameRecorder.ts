import { performance } from 'node:perf_hooks';
import type { Sample, SeriesSample } from '../../run/aggregate.ts';
import type { Frame } from '../../run/runEvent.ts';
import type { RunState } from './runState.ts';

const SECOND_MS = 1000;
/** A last fragment shorter than this, in ms, is only worth a frame when something happened in it. */
const SHORTEST_EMPTY_FRAME_MS = 100;
/** After a long standstill of this process only so many of its seconds are reported; the others are left out. */
const MOST_FRAMES_AT_ONCE = 60;

type Gauge = Extract<Sample, { kind: 'gauge' }>;

/** Cuts the run into one frame a second. Times are ms since the start of the load. */
export class FrameRecorder {
  private readonly state: RunState;
  private nextSecond = 0;
  private utilization = performance.eventLoopUtilization();
  private users: Gauge = emptyGauge(0);

  constructor(state: RunState) {
    this.state = state;
  }

  sampleUsers(users: number): void {
    const gauge = this.users;
    gauge.last = users;
    gauge.min = gauge.count === 0 ? users : Math.min(gauge.min, users);
    gauge.max = Math.max(gauge.max, users);
    gauge.sum += users;
    gauge.count += 1;
  }

  /** The frames of the seconds that have passed since the last call: usually none or one. */
  passed(elapsedMs: number): Frame[] {
    const end = Math.floor(elapsedMs / SECOND_MS);
    if (end <= this.nextSecond) return [];
    const gauges = this.gauges(elapsedMs);
    const frames: Frame[] = [];
    for (; this.nextSecond < end; this.nextSecond += 1) {
      if (frames.length < MOST_FRAMES_AT_ONCE) frames.push(this.frame(this.nextSecond, SECOND_MS, gauges));
    }
    return frames;
  }

  /** The frame of the second that was not finished, when there is anything in it. Call `passed` before. */
  last(elapsedMs: number): Frame[] {
    const durationMs = Math.round(elapsedMs - this.nextSecond * SECOND_MS);
    const isEmpty = !this.state.recorder.has(this.nextSecond);
    if (isEmpty && this.nextSecond > 0 && durationMs < SHORTEST_EMPTY_FRAME_MS) return [];
    return [this.frame(this.nextSecond, Math.max(1, durationMs), this.gauges(elapsedMs))];
  }

  private frame(second: number, durationMs: number, gauges: (stage: string) => SeriesSample[]): Frame {
    const { name, warmup } = this.state.stageAtElapsed(second * SECOND_MS);
    const samples = [...this.state.recorder.take(second), ...gauges(name)];
    return { second, durationMs, stage: name, warmup, samples };
  }

  private gauges(elapsedMs: number): (stage: string) => SeriesSample[] {
    const since = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(since, this.utilization);
    this.utilization = since;
    const busy: Gauge = { ...emptyGauge(utilization), sum: utilization, count: 1 };
    const ages = this.state.inFlight.ages(this.state.startedAt + elapsedMs);
    const { users } = this;
    this.users = { ...emptyGauge(users.last), max: 0 };
    return (stage): SeriesSample[] => [
      ...(users.count > 0 ? [{ metric: 'users', tags: { stage }, sample: users }] : []),
      { metric: 'in_flight_age', tags: {}, sample: ages },
      { metric: 'generator_saturation', tags: {}, sample: busy },
    ];
  }
}

function emptyGauge(value: number): Gauge {
  return { kind: 'gauge', last: value, min: value, max: value, sum: 0, count: 0 };
}
