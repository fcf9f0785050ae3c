import type { Frame } from '../../run/runEvent.ts';
import type { OwnNames } from './ownNames.ts';
import { SecondSamples } from './secondSamples.ts';
import type { TapBucket } from './tapMessage.ts';

const SECOND_MS = 1000;
/** A worker that is busy tells a bucket late; so long a second is kept open for it. */
const LATE_MS = 700;

export interface PlannedPhase {
  name: string;
  warmup: boolean;
}

/**
 * Puts the buckets of all workers together to one frame a second. Artillery's clock only tells how far into the load a
 * bucket is; when a second is over is told by ours. What comes too late goes into the next frame, so nothing is lost.
 */
export class FrameBuilder {
  private readonly planned: readonly PlannedPhase[];
  private readonly names: OwnNames;
  private readonly seconds = new Map<number, SecondSamples>();
  private readonly activeOf = new Map<number, number>();
  private readonly phases: { index: number; at: number }[] = [];
  /** Start of the load by Artillery's clock and by ours. */
  private start: { tool: number; ours: number } | undefined;
  private runningPhase: number | undefined;
  private next = 0;
  /** How far into the load the last thing happened, in ms. */
  private lastMs = 0;

  constructor(planned: readonly PlannedPhase[], names: OwnNames) {
    this.planned = planned;
    this.names = names;
  }

  /** Virtual users at work, as far as told. */
  get active(): number {
    return [...this.activeOf.values()].reduce((sum, active) => sum + active, 0);
  }

  get isPhaseRunning(): boolean {
    return this.runningPhase !== undefined;
  }

  phaseStarted(index: number, toolAt: number, at: number): void {
    this.start ??= { tool: toolAt, ours: at };
    this.phases.push({ index, at: toolAt - this.start.tool });
    this.runningPhase = index;
  }

  phaseOver(index: number): void {
    if (this.runningPhase === index) this.runningPhase = undefined;
  }

  add(bucket: TapBucket, at: number): void {
    this.activeOf.set(bucket.worker, bucket.active);
    const isIdle = bucket.requests.length === 0 && Object.keys(bucket.counters).length === 0;
    // Before its first phase and after its last virtual user Artillery does nothing that is part of the load.
    if (isIdle && !this.isPhaseRunning && this.active === 0) return;
    this.start ??= { tool: bucket.at, ours: at };
    const elapsedMs = bucket.at - this.start.tool + bucket.ms / 2;
    // A clock that was put forward must not make hours of silence.
    const soonest = Math.floor((at - this.start.ours) / SECOND_MS) + 1;
    const second = Math.max(this.next, Math.min(Math.floor(elapsedMs / SECOND_MS), soonest));
    const stage = this.stageAt(elapsedMs);
    const samples = this.seconds.get(second) ?? new SecondSamples(stage.name, stage.warmup, this.names);
    samples.add(bucket, stage.name, this.active);
    this.seconds.set(second, samples);
    this.lastMs = Math.max(this.lastMs, Math.min(elapsedMs + bucket.ms / 2, (second + 1) * SECOND_MS));
  }

  /** The frames of the seconds that are over. */
  passed(at: number): Frame[] {
    const { start } = this;
    if (start === undefined) return [];
    const goesOn = this.isPhaseRunning || this.active > 0;
    return this.take((second) => at - start.ours >= (second + 1) * SECOND_MS + LATE_MS, goesOn);
  }

  /** All that is left, when nothing more can come. */
  rest(): Frame[] {
    return this.take(() => true, false);
  }

  private take(isOver: (second: number) => boolean, goesOn: boolean): Frame[] {
    const over = [...this.seconds].filter(([second]) => isOver(second)).sort(([a], [b]) => a - b);
    return over.map(([second, samples]) => {
      this.seconds.delete(second);
      this.next = second + 1;
      const leftMs = Math.round(this.lastMs - second * SECOND_MS);
      const durationMs = goesOn || this.seconds.size > 0 ? SECOND_MS : Math.min(SECOND_MS, Math.max(1, leftMs));
      return { second, durationMs, stage: samples.stage, warmup: samples.warmup, samples: samples.samples() };
    });
  }

  /** Virtual users that outlive the last phase still belong to it. */
  private stageAt(elapsedMs: number): PlannedPhase {
    const phase = this.phases.findLast(({ at }) => at <= elapsedMs) ?? this.phases[0];
    return this.planned[phase?.index ?? 0] ?? { name: '', warmup: false };
  }
}
