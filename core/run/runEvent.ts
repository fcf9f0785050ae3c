import type { SeriesSample } from './aggregate.ts';
import type { ToolVerdict } from './toolVerdict.ts';

/** How a run ended, apart from what its checks say. */
export type Outcome =
  | { kind: 'completed' }
  | { kind: 'cancelled' }
  /** Of an imported run only a part is known. A run of our own that is cut off tells no end at all. */
  | { kind: 'interrupted'; message: string }
  /** A guard ended the run as announced. */
  | { kind: 'stopped'; guardId: string; message: string }
  /** `beforeLoad`: a step that had to come first failed, so the load generator was never started. */
  | { kind: 'failed'; message: string; beforeLoad?: true };

/** A figure that the tool was to tell and did not; without a statistic, every figure of the metric. */
export interface MissingFigure {
  metric: string;
  statistic?: string;
  reason: string;
}

/** Everything that happened in one second of a run, aggregated. At most one a second. */
export interface Frame {
  /** Number of this second, counted from the start of the load; no number comes twice, one may be left out. */
  second: number;
  /** How long this frame really covers, in ms: 1000 but for the last one. */
  durationMs: number;
  stage: string;
  /** Warm-up seconds are shown but left out of whole-run figures. */
  warmup: boolean;
  samples: SeriesSample[];
}

/**
 * The one stream that live view, replay, command line and report are made from. `at` is ms since the Unix epoch.
 * `started` is always first and made before the load generator is; `finished` comes exactly once and is last.
 */
export type RunEvent = { at: number } & (
  | { kind: 'started'; runId: string; testId: string; runner: string; command: string[] }
  | { kind: 'stage'; stage: string; index: number; level: string; warmup: boolean }
  | { kind: 'frame'; frame: Frame }
  /**
   * What the tool itself says of the whole run, or of the stage or request that the tags name. For exactly these tags
   * it takes the place of what the frames add up to: a tool that tells only figures of each second knows the whole better.
   */
  | { kind: 'totals'; samples: SeriesSample[]; missing?: MissingFigure[] }
  /** What the tool says of the conditions that its own script states. They are checks of the run like those of the plan. */
  | { kind: 'verdicts'; verdicts: ToolVerdict[] }
  | { kind: 'log'; source: 'headroom' | 'tool'; level: 'info' | 'warning' | 'error'; line: string }
  /** A command step that did not do what it should. */
  | { kind: 'step-failed'; when: 'before' | 'after'; message: string }
  /** A monitor could not tell its value: `failed` of `samples` so far, the last time for the reason in `message`. */
  | { kind: 'monitor-failed'; monitor: string; message: string; failed: number; samples: number }
  | { kind: 'guard'; guardId: string; expression: string; observed: number; message: string }
  | { kind: 'finished'; outcome: Outcome }
);
