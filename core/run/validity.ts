import type { ComparisonOperator } from '../checks/check.ts';
import type { Stage } from '../configs/plan/plan.ts';
import { formatValue } from '../format.ts';
import { compare } from './judge.ts';
import { measure } from './measure.ts';
import type { Frame, Outcome } from './runEvent.ts';
import { SecondView } from './secondView.ts';
import { isFullSecond, type SeriesStore } from './seriesStore.ts';

/** Gauge 0..1 of runners that see how busy their load generator is. */
export const GENERATOR_SATURATION = 'generator_saturation';
/** Trend of runners that see how late they do what is due. */
export const SCHEDULE_LAG = 'schedule_lag';
/** Counter of runners that see each pass of the flow begin, whatever becomes of it. */
export const STARTED_ITERATIONS = 'started_iterations';
/** Timers are late by a few ms on any machine. */
const LAG_THAT_MATTERS_MS = 10;
/** Of fewer latencies a percentile is a single request, so how busy the generator was blurs nothing that holds. */
const SAMPLES_THAT_MATTER = 100;
/** A second counts as saturated above this. */
const SATURATED_ABOVE = 0.9;

export type PlannedStage = Pick<Stage, 'name' | 'load' | 'durationMs' | 'warmup'>;

export interface ValidityFacts {
  store: SeriesStore;
  /** The load that was asked for; absent when the tool's own script decides. */
  stages: readonly PlannedStage[] | undefined;
  outcome: Outcome | undefined;
  /** Measured seconds, and how many of them the load generator was saturated in; undefined when it does not say. */
  saturation: Saturation | undefined;
  /** One pass shows the start of the load generator more than its limits, so its health is not judged. */
  isSmoke: boolean;
}

export interface Saturation {
  seconds: number;
  saturated: number;
}

export interface Validity {
  /** Why the run cannot be trusted; empty when it can. */
  reasons: string[];
  warnings: string[];
}

interface Sign {
  /** A share of 0..1; undefined when it cannot be told. */
  observe: (facts: ValidityFacts) => number | undefined;
  operator: ComparisonOperator;
  invalid: number;
  warning: number;
  /** It tells how well the load generator itself kept up, not what load came of it. */
  isHealth?: boolean;
  /** What is too little to make a run invalid, however large its share of a short run. */
  isHiccup?: (facts: ValidityFacts) => boolean;
  say: (share: string) => string;
}

/** The law on when a run is no measurement of the system but of the load generator. */
export const SIGNS_OF_INVALIDITY: readonly Sign[] = [
  {
    observe: reachedShare,
    operator: '<',
    invalid: 0.95,
    warning: 0.99,
    say: (share) => `only ${share} of the planned load was reached`,
  },
  {
    observe: droppedShare,
    operator: '>',
    invalid: 0.01,
    warning: 0,
    say: (share) => `the load generator dropped ${share} of the arrivals`,
  },
  {
    observe: ({ saturation }) => saturation && saturation.saturated / saturation.seconds,
    operator: '>=',
    invalid: 0.1,
    warning: 0.01,
    isHealth: true,
    // Any machine stumbles for a second, as when a tool compiles itself; of a run under ten seconds that is a tenth.
    isHiccup: ({ saturation }) => saturation?.saturated === 1 && saturation.seconds > 1,
    say: (share) => `the load generator was saturated in ${share} of the seconds`,
  },
  {
    observe: lagShare,
    operator: '>',
    // Arrivals that are very late are dropped, which is judged above; a lag alone only blurs the latency.
    invalid: Infinity,
    warning: 0.25,
    isHealth: true,
    say: (share) => `the load generator was late by ${share} of the p95 latency, so latency is partly its own`,
  },
];

export function judgeValidity(facts: ValidityFacts): Validity {
  const reasons: string[] = [];
  const warnings: string[] = [];
  if (facts.outcome?.kind === 'failed' && !facts.outcome.beforeLoad)
    reasons.push(`the load generator failed: ${facts.outcome.message}`);
  const latencies = measure(facts.store, { statistic: 'count', metric: 'latency', tags: {} })?.value;
  const hasFewSamples = latencies !== undefined && latencies < SAMPLES_THAT_MATTER;
  for (const { observe, operator, invalid, warning, isHealth = false, isHiccup, say } of SIGNS_OF_INVALIDITY) {
    if (isHealth && facts.isSmoke) continue;
    const share = observe(facts);
    if (share === undefined) continue;
    const text = say(formatValue(share, 'ratio'));
    if (compare(operator, share, invalid) && isHiccup?.(facts) !== true) reasons.push(text);
    else if (compare(operator, share, warning) && !(isHealth && hasFewSamples)) warnings.push(text);
  }
  return { reasons, warnings };
}

/** How late the load generator was, of runners that measure it, as a share of the latency that it blurs. */
function lagShare({ store }: ValidityFacts): number | undefined {
  const lag = measure(store, { statistic: 'p95', metric: SCHEDULE_LAG, tags: {} })?.value;
  const latency = measure(store, { statistic: 'p95', metric: 'latency', tags: {} })?.value;
  if (lag === undefined || latency === undefined || lag < LAG_THAT_MATTERS_MS) return undefined;
  return latency === 0 ? Infinity : lag / latency;
}

/** Counts measured seconds in which the load generator itself was the bottleneck. */
export class SaturationCount {
  private seconds = 0;
  private saturated = 0;
  private isReported = false;

  add(frame: Frame): void {
    // How busy a fragment of a second was says nothing: in its last milliseconds a generator only clears up.
    if (frame.warmup || !isFullSecond(frame)) return;
    this.seconds += 1;
    const peak = measure(new SecondView(frame, false), { statistic: 'max', metric: GENERATOR_SATURATION, tags: {} });
    if (peak === undefined) return;
    this.isReported = true;
    if (compare('>', peak.value, SATURATED_ABOVE)) this.saturated += 1;
  }

  total(): Saturation | undefined {
    return this.isReported ? { seconds: this.seconds, saturated: this.saturated } : undefined;
  }
}

/** Of the worst stage. A run that was ended early did not promise all of its load. */
function reachedShare({ store, stages, outcome }: ValidityFacts): number | undefined {
  if (outcome?.kind !== 'completed' || stages === undefined) return undefined;
  const measured = stages.filter(({ warmup }) => !warmup);
  const shares = [
    ...measured.map((stage) => reachedUsers(store, stage)),
    ...measured.map((stage) => reachedTime(store, stage)),
    reachedArrivals(store, measured),
  ];
  const known = shares.filter((share) => share !== undefined);
  return known.length === 0 ? undefined : Math.min(1, ...known);
}

/** The middle of the levels seen in a stage that holds; of a ramp its peak, which the last count may fall short of. */
function reachedUsers(store: SeriesStore, { name, load, durationMs }: PlannedStage): number | undefined {
  const knowsStages = store.stages().length > 0;
  if (load.kind !== 'users' || !knowsStages || store.aggregate('users', {}) === undefined) return undefined;
  const isRamp = load.from !== load.to;
  // Users may be counted once a second, in seconds that are not those of the frames: the last count is up to two old.
  const slack = isRamp ? (2 * Math.abs(load.to - load.from)) / Math.max(2, durationMs / 1000) : 0;
  const planned = Math.max(load.from, load.to) - slack;
  const reached = measure(store, { statistic: isRamp ? 'max' : 'med', metric: 'users', tags: { stage: name } });
  // A stage of a second or two may pass between two readings. Any other that nobody saw was not reached at all.
  if (planned <= 0 || (reached === undefined && durationMs < 3000)) return undefined;
  return (reached?.value ?? 0) / planned;
}

/** A stage that ended early put less load on the system than planned. Its ends may each fall within a second. */
function reachedTime(store: SeriesStore, { name, durationMs }: PlannedStage): number | undefined {
  const reachedMs = store.durationMs({ stage: name });
  return reachedMs === 0 ? undefined : (reachedMs + 1500) / durationMs;
}

function reachedArrivals(store: SeriesStore, stages: readonly PlannedStage[]): number | undefined {
  if (stages.length === 0 || stages.some(({ load }) => load.kind !== 'rate')) return undefined;
  const planned = stages.reduce(
    (sum, { load, durationMs }) => sum + ((load.from + load.to) / 2) * (durationMs / 1000),
    0,
  );
  const arrived = startedPasses(store);
  return planned > 0 && arrived !== undefined ? arrived / planned : undefined;
}

function droppedShare({ store }: ValidityFacts): number | undefined {
  const dropped = counted(store, 'dropped_iterations');
  const started = startedPasses(store) ?? 0;
  if (dropped === undefined || dropped <= 0) return dropped;
  return dropped / (dropped + started);
}

/**
 * Arrivals that became a pass of the flow. One pass may send many requests, so these are no measure of arrivals but of a
 * tool that knows no passes. Passes that were cut short began, too, but only some runners count beginnings.
 */
function startedPasses(store: SeriesStore): number | undefined {
  return counted(store, STARTED_ITERATIONS) ?? counted(store, 'iterations') ?? counted(store, 'requests');
}

function counted(store: SeriesStore, metric: string): number | undefined {
  return measure(store, { statistic: 'count', metric, tags: {} })?.value;
}
