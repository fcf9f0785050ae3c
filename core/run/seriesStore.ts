import { emptyAggregate, mergeSample, type Aggregate, type SeriesSample, type Tags } from './aggregate.ts';
import type { MeasuredSource, SecondRates } from './measuredSource.ts';
import type { Frame } from './runEvent.ts';
import { SeriesSet } from './seriesSet.ts';

/** The samples of a frame with the stage as a tag, so that `{stage=…}` finds them whoever reported them. */
export function samplesWithStage(frame: Frame): SeriesSample[] {
  return frame.samples.map((sample) =>
    Object.hasOwn(sample.tags, 'stage') || frame.stage === ''
      ? sample
      : { ...sample, tags: { ...sample.tags, stage: frame.stage } },
  );
}

/** A timer that was late, or a step of a tool that ended a moment after its second. */
const SLACK_MS = 10;

/** Seconds that a frame takes on the time line. A tool that reports only at its end gives one long frame. */
export function secondsCovered(frame: Frame): number {
  // A second that took a few ms too long is one second: the next frame is no repetition of it.
  return Math.max(1, Math.ceil((frame.durationMs - SLACK_MS) / 1000));
}

/** Only these are looked at one by one: the rate of a fragment of a second, or of many seconds, says nothing of its extremes. */
export function isFullSecond(frame: Frame): boolean {
  return !isFragment(frame) && frame.durationMs <= 1000 + SLACK_MS;
}

/** Less than a second, as the last frame of a load mostly is. */
export function isFragment(frame: Frame): boolean {
  return frame.durationMs < 990;
}

function totalKey(metric: string, tags: Tags): string {
  return JSON.stringify([metric, Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))]);
}

interface StageTime {
  stage: string;
  warmup: boolean;
  ms: number;
  /** Whole seconds without a frame: time passed and nothing was reported. */
  silentSeconds: number;
}

/**
 * All that was measured in a run, summed up by series and by stage. It grows with the number of series; with time
 * only by a few numbers a second, which `throughput` needs for its extremes and percentiles.
 *
 * A second that has no frame still passed: it counts as time in which nothing was completed, in the stage before it.
 */
export class SeriesStore implements MeasuredSource {
  private readonly series: SeriesSet;
  private readonly totals = new Map<string, { metric: string; tags: Tags; aggregate: Aggregate }>();
  /** What was asked since the last frame: a result asks for a dozen statistics of the same series. */
  private readonly answered = new Map<string, Aggregate | undefined>();
  private readonly stageTimes: StageTime[] = [];
  /** `[second, index of its stage time, …]` of every full second that has a frame. */
  private readonly fullSeconds: number[] = [];
  private nextSecond = 0;
  private lastStageTime = 0;

  /** `keptBySecond`: counters behind metrics of the kind `flow`; `throughput` needs `responses`. */
  constructor(keptBySecond: Iterable<string> = []) {
    this.series = new SeriesSet({ hidesWarmup: true, keptBySecond: ['responses', ...keptBySecond] });
  }

  /** Frames come in order. One whose second was there already is a repetition and is ignored: returns false. */
  add(frame: Frame): boolean {
    if (frame.second < this.nextSecond) return false;
    this.answered.clear();
    const silentSeconds = frame.second - this.nextSecond;
    const index = this.stageTimeIndex(frame.stage, frame.warmup);
    const before = this.nextSecond === 0 ? index : this.lastStageTime;
    this.pass(before, silentSeconds * 1000, silentSeconds);
    this.pass(index, frame.durationMs, 0);
    this.lastStageTime = index;
    if (isFullSecond(frame)) this.fullSeconds.push(frame.second, index);
    for (const sample of samplesWithStage(frame)) {
      this.series.add(sample, this.isWarmup(sample.tags['stage'] ?? '', frame), frame.second);
    }
    this.nextSecond = frame.second + secondsCovered(frame);
    return true;
  }

  /** What the tool says of the whole run or of a part of it; a later word on the same tags takes the place of an earlier. */
  setTotals(samples: readonly SeriesSample[]): void {
    this.answered.clear();
    for (const { metric, tags, sample } of samples) {
      const aggregate = emptyAggregate(sample.kind);
      mergeSample(aggregate, sample, this.nextSecond);
      this.totals.set(totalKey(metric, tags), { metric, tags, aggregate });
    }
  }

  /** Whoever gets it leaves it as it is. */
  aggregate(metric: string, filter: Tags): Aggregate | undefined {
    const key = totalKey(metric, filter);
    if (!this.answered.has(key))
      this.answered.set(key, this.totals.get(key)?.aggregate ?? this.series.aggregate(metric, filter));
    return this.answered.get(key);
  }

  durationMs(filter: Tags): number {
    return this.timesOf(filter).reduce((sum, { ms }) => sum + ms, 0);
  }

  secondRates(metric: string, filter: Tags): SecondRates {
    const totals = new Map<number, number>();
    for (const { seconds = [] } of this.series.matching(metric, filter)) {
      for (let at = 0; at < seconds.length; at += 2) {
        const second = seconds[at] ?? 0;
        totals.set(second, (totals.get(second) ?? 0) + (seconds[at + 1] ?? 0));
      }
    }
    const times = new Set(this.timesOf(filter));
    const values: number[] = [];
    for (let at = 0; at < this.fullSeconds.length; at += 2) {
      const time = this.stageTimes[this.fullSeconds[at + 1] ?? 0];
      if (time !== undefined && times.has(time)) values.push(totals.get(this.fullSeconds[at] ?? 0) ?? 0);
    }
    return { values, silentSeconds: [...times].reduce((sum, time) => sum + time.silentSeconds, 0) };
  }

  metrics(): string[] {
    return [...new Set([...this.series.metrics(), ...[...this.totals.values()].map(({ metric }) => metric)])];
  }

  tagValues(key: string): string[] {
    const ofTotals = [...this.totals.values()].flatMap(({ tags }) =>
      Object.hasOwn(tags, key) ? (tags[key] ?? []) : [],
    );
    return [...new Set([...this.series.tagValues(key), ...ofTotals])];
  }

  /** Measured stages in order of appearance, without warm-up. */
  stages(): string[] {
    const names = this.stageTimes.filter(({ stage, warmup }) => !warmup && stage !== '').map(({ stage }) => stage);
    return [...new Set(names)];
  }

  private pass(index: number, ms: number, silentSeconds: number): void {
    const time = this.stageTimes[index];
    if (time === undefined) return;
    time.ms += ms;
    time.silentSeconds += silentSeconds;
  }

  private timesOf(filter: Tags): StageTime[] {
    const stage = Object.hasOwn(filter, 'stage') ? filter['stage'] : undefined;
    return this.stageTimes.filter((time) => (stage === undefined ? !time.warmup : time.stage === stage));
  }

  private stageTimeIndex(stage: string, warmup: boolean): number {
    const index = this.stageTimes.findIndex((time) => time.stage === stage && time.warmup === warmup);
    return index >= 0 ? index : this.stageTimes.push({ stage, warmup, ms: 0, silentSeconds: 0 }) - 1;
  }

  /** A late response carries the stage it was sent in, so what it belongs to is told by that stage. */
  private isWarmup(stage: string, frame: Frame): boolean {
    if (stage === frame.stage) return frame.warmup;
    return this.stageTimes.some((time) => time.stage === stage && time.warmup);
  }
}
