import type { Statistic } from '../checks/check.ts';
import { ingredientsOf, measure } from './measure.ts';
import type { Frame } from './runEvent.ts';
import { SecondView } from './secondView.ts';
import { secondsCovered } from './seriesStore.ts';
import { mergeSlices, silentSlice, sliceOf, sliceSource, type Slice } from './slice.ts';

/** One stretch of a run as charts show it. What was not measured in it is absent, never 0. */
export interface TimelinePoint {
  /** Where the stretch begins, in seconds from the start of the load. */
  second: number;
  /** How many seconds of the time line it takes. */
  seconds: number;
  stage: string;
  warmup: boolean;
  users?: number;
  throughput?: number;
  errorRate?: number;
  p50?: number;
  p95?: number;
  p99?: number;
}

/** More points than a chart has pixels show nothing more, and cost time to send and to draw. */
export const MOST_POINTS = 600;
/** A shorter stretch completes too few requests for a rate. */
const SHORTEST_FOR_RATE_MS = 990;

const INGREDIENTS = ['latency', 'throughput', 'error_rate', 'users'].flatMap((metric) => ingredientsOf(metric, {}));

interface Stretch {
  second: number;
  endSecond: number;
  stage: string;
  warmup: boolean;
  slice: Slice;
}

/**
 * The course of a run in a bounded number of points. A long run is merged into stretches of 2, 4, 8 … seconds from its
 * histograms, so that a percentile stays one; a stretch never reaches over the border of a stage.
 */
export class Timeline {
  private stretches: Stretch[] = [];
  private widthSeconds = 1;
  private readonly mostPoints: number;

  constructor(mostPoints = MOST_POINTS) {
    this.mostPoints = mostPoints;
  }

  /** Frames come in order; a repeated one is ignored. */
  add(frame: Frame): void {
    if (frame.second < (this.stretches.at(-1)?.endSecond ?? 0)) return;
    const { second, stage, warmup } = frame;
    const slice = sliceOf(new SecondView(frame, false), INGREDIENTS);
    this.append(this.stretches, { second, endSecond: second + secondsCovered(frame), stage, warmup, slice });
    this.widen();
  }

  points(): TimelinePoint[] {
    return this.stretches.map(pointOf);
  }

  private append(stretches: Stretch[], next: Stretch): void {
    const last = stretches.at(-1);
    if (last === undefined || !this.belongTogether(last, next)) stretches.push(next);
    else stretches[stretches.length - 1] = merged(last, next);
  }

  private belongTogether(one: Stretch, other: Stretch): boolean {
    const slotOf = ({ second }: Stretch): number => Math.floor(second / this.widthSeconds);
    return one.stage === other.stage && one.warmup === other.warmup && slotOf(one) === slotOf(other);
  }

  private widen(): void {
    if (this.stretches.length <= this.mostPoints) return;
    this.widthSeconds *= 2;
    const wider: Stretch[] = [];
    for (const stretch of this.stretches) this.append(wider, stretch);
    this.stretches = wider;
  }
}

/** Seconds without a frame between two others passed all the same: nothing was completed in them. */
function merged(earlier: Stretch, later: Stretch): Stretch {
  const silent = Array.from({ length: later.second - earlier.endSecond }, () => silentSlice(INGREDIENTS));
  const slice = [...silent, later.slice].reduce(mergeSlices, earlier.slice);
  return { ...earlier, endSecond: later.endSecond, slice };
}

function pointOf({ second, endSecond, stage, warmup, slice }: Stretch): TimelinePoint {
  const source = sliceSource(slice, INGREDIENTS);
  const value = (metric: string, statistic: Statistic): number | undefined =>
    measure(source, { statistic, metric, tags: {} })?.value;
  return {
    second,
    seconds: endSecond - second,
    stage,
    warmup,
    users: value('users', 'max'),
    throughput: slice.durationMs >= SHORTEST_FOR_RATE_MS ? value('throughput', 'rate') : undefined,
    errorRate: value('error_rate', 'rate'),
    p50: value('latency', 'p50'),
    p95: value('latency', 'p95'),
    p99: value('latency', 'p99'),
  };
}
