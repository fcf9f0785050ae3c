import type { Sample, SeriesSample } from './aggregate.ts';
import type { Frame } from './runEvent.ts';
import { secondsCovered } from './seriesStore.ts';

/** What a monitor told once. */
export interface MonitorReading {
  monitor: string;
  /** In the base unit of the monitor's dimension. */
  value: number;
  /** ms since the Unix epoch. */
  at: number;
}

type Gauge = Extract<Sample, { kind: 'gauge' }>;
/** The readings of one second by monitor: however often they are taken, a second is kept as one gauge each. */
type ReadingsOfSecond = Map<string, Gauge>;

/**
 * Puts readings on the time line of the load: each goes into the frame of its second, whenever that frame comes.
 * A reading of a second that has no frame goes into the next one, and what is left at the end into a frame that takes no
 * time, so that nothing is lost, nothing is there twice, and no second is added to what the load generator told.
 */
export class MonitorReadings {
  private loadStart: number | undefined;
  private readonly notMerged = new Map<number, ReadingsOfSecond>();
  private readonly notSeen = new Map<number, ReadingsOfSecond>();
  private lastFrame: Frame | undefined;
  private nextSecond = 0;
  private announced = { stage: '', warmup: false };

  /** Second 0 begins here. Only the first word counts. */
  loadStarted(at: number): void {
    this.loadStart ??= at;
  }

  stageStarted(stage: string, warmup: boolean): void {
    this.announced = { stage, warmup };
  }

  add({ monitor, value, at }: MonitorReading): void {
    if (this.loadStart === undefined) return;
    const second = Math.max(0, Math.floor((at - this.loadStart) / 1000));
    const reading: Gauge = { kind: 'gauge', last: value, min: value, max: value, sum: value, count: 1 };
    for (const seconds of [this.notMerged, this.notSeen]) {
      const ofSecond = seconds.get(second) ?? new Map<string, Gauge>();
      seconds.set(second, ofSecond);
      addGauge(ofSecond, monitor, reading);
    }
  }

  /** The frame with all readings up to its end that are in no frame yet. */
  merge(frame: Frame): Frame {
    const end = frame.second + secondsCovered(frame);
    // A frame that comes again is ignored by everybody, and with it whatever it held.
    if (frame.second < this.nextSecond) return frame;
    this.nextSecond = end;
    this.lastFrame = frame;
    const samples = samplesOf(taken(this.notMerged, end));
    return samples.length === 0 ? frame : { ...frame, samples: [...frame.samples, ...samples] };
  }

  /** Frames with the readings that no frame came for. Of a tool that told no second at all they are the time line. */
  rest(): Frame[] {
    if (this.lastFrame === undefined) return this.framesOf(taken(this.notMerged, Infinity));
    const samples = samplesOf(taken(this.notMerged, Infinity));
    const { stage, warmup } = this.lastFrame;
    return samples.length === 0 ? [] : [{ second: this.nextSecond, durationMs: 0, stage, warmup, samples }];
  }

  /**
   * The seconds that are over at `now` and had readings, each once: for guards, which cannot wait for a tool that tells
   * its seconds only after it has ended.
   */
  secondsUntil(now: number): Frame[] {
    if (this.loadStart === undefined) return [];
    return this.framesOf(taken(this.notSeen, Math.floor((now - this.loadStart) / 1000)));
  }

  private framesOf(seconds: readonly [second: number, readings: ReadingsOfSecond][]): Frame[] {
    return seconds.map((one) => ({
      ...{ second: one[0], durationMs: 1000 },
      ...this.announced,
      samples: samplesOf([one]),
    }));
  }
}

/** Takes out what is of seconds before `end`, in order. */
function taken(seconds: Map<number, ReadingsOfSecond>, end: number): [second: number, readings: ReadingsOfSecond][] {
  const found = [...seconds].filter(([second]) => second < end).sort(([one], [other]) => one - other);
  for (const [second] of found) seconds.delete(second);
  return found;
}

function samplesOf(seconds: readonly [second: number, readings: ReadingsOfSecond][]): SeriesSample[] {
  const merged: ReadingsOfSecond = new Map();
  for (const [, readings] of seconds) {
    for (const [monitor, gauge] of readings) addGauge(merged, monitor, gauge);
  }
  return [...merged].map(([metric, sample]) => ({ metric, tags: {}, sample }));
}

function addGauge(readings: ReadingsOfSecond, monitor: string, { last, min, max, sum, count }: Gauge): void {
  const before = readings.get(monitor);
  readings.set(monitor, {
    kind: 'gauge',
    last,
    min: Math.min(before?.min ?? Infinity, min),
    max: Math.max(before?.max ?? -Infinity, max),
    sum: (before?.sum ?? 0) + sum,
    count: (before?.count ?? 0) + count,
  });
}
