import type { Statistic } from '../checks/check.ts';
import type { MetricDefinition, MetricName } from '../metrics.ts';

export const RUNNER_KINDS = ['http', 'k6', 'artillery', 'wrk', 'hey', 'coder', 'command'] as const;
export type RunnerKind = (typeof RUNNER_KINDS)[number];

/** How faithfully a runner can follow a kind of stage. Stepped means: as a staircase of constant levels. */
export type StageSupport = 'exact' | 'stepped' | 'no';

/** What a runner can say about one metric. */
export interface MetricAnswer {
  /** What the tool really measures under this name, where that differs from the vocabulary or needs a label. */
  source: string;
  /** Statistics it can give; absent means all that the metric's kind has. `pN` stands for every percentile. */
  statistics?: readonly (Exclude<Statistic, `p${number}`> | `p${number}` | 'pN')[];
  /** Known while the run goes on, so that a guard can act on it. */
  live: boolean;
  /** Known second by second (live or after the run), so that `for` and `over` windows can be judged. */
  windows: boolean;
  /** Tags that a selector may name, such as `stage` or `request`. */
  tags: readonly string[];
}

/** An option of a tool that a test may set under `with`. */
export interface RunnerOption {
  kind: 'count' | 'number' | 'flag' | 'text' | 'word' | 'json';
  meaning: string;
}

/**
 * How a server that stops answering is noticed while the run goes on: by the age of the requests in flight, which latency
 * guards count; by seconds in which nothing came back, with the built-in guard "no response for 10s"; or not at all.
 */
export type HangSight = 'in-flight-age' | 'silent-seconds' | 'unseen';

/** What a runner tells only with one of its options set to true. */
export interface NeededOption {
  name: string;
  /** Tags that selectors may name only with it: in every test, and in a test with `stages`. */
  tags: readonly string[];
  tagsWithStages: readonly string[];
  statistics: readonly Statistic[];
  /** Statistics that single seconds have without it, for windows with `for`. Merged data (`over`) have no percentile. */
  secondStatistics: readonly Statistic[];
}

/** A runner as data: what it measures and which load it can make. Process code is in `core/node/`. */
export interface RunnerCapabilities {
  kind: RunnerKind;
  title: string;
  metrics: Partial<Record<MetricName, MetricAnswer>>;
  /** Statistics of trends that are known while the run goes on, where that is not all of them. */
  liveStatistics?: readonly Statistic[];
  /** Metrics under the tool's own names, such as k6's `http_req_duration`. */
  ownMetrics: Record<string, MetricDefinition>;
  /** Whether tests may define metrics that nobody can know beforehand (custom counters, declared outputs). */
  customMetrics: boolean;
  hangs: HangSight;
  /** Values of the tag `error` of its failures that mean that no connection was made; absent where it does not tell. */
  connectErrors?: readonly string[];
  stages: { users: StageSupport; rate: StageSupport; ramp: StageSupport };
  /** What needs an option of the tool to be measured. */
  needsOption?: NeededOption;
  /**
   * All options that `with` may name; absent where the tool's own options are handed on as they are. A key that ends in
   * `.NAME` stands for all with a name in its place.
   */
  options?: Readonly<Record<string, RunnerOption>>;
  /** It takes its request on the command line, where everyone on the machine can read it. */
  showsItsRequest?: true;
}
