import type { Unit } from '../units.ts';

/** `pN` is written with 0 < N <= 100 and as many decimals as wanted, such as p95 or p99.9. */
export type Statistic = 'avg' | 'min' | 'max' | 'med' | 'stdev' | 'rate' | 'count' | 'sum' | 'last' | `p${number}`;

export type ComparisonOperator = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** What is measured: `p95 latency{stage=peak}`. Without a statistic the metric's own default one is meant. */
export interface Selector {
  statistic?: Statistic;
  metric: string;
  /** Keys in the order written. The canonical text sorts them. */
  tags: Readonly<Record<string, string>>;
}

/** A number as written. Its value in base units comes from `quantityInBaseUnits`, which needs the dimension. */
export interface Quantity {
  amount: number;
  unit?: Unit;
}

/** The reference value from committed runs: `baseline`, `baseline + 10%`, `baseline * 1.1`. */
export type BaselineTerm =
  | { kind: 'baseline' }
  | { kind: 'baseline-percent'; sign: '+' | '-'; percent: number }
  | { kind: 'baseline-times'; factor: number };

export type Limit = ({ kind: 'quantity' } & Quantity) | BaselineTerm;

/**
 * How a condition looks at time. `for`: true in every second of some stretch of this length; a second without data
 * breaks the stretch. `over`: one value from the merged data of the last `ms`, full stretches only. Without a window
 * one value of the whole measured run (without warm-up) is judged.
 */
export interface Window {
  kind: 'for' | 'over';
  ms: number;
}

export type Condition =
  | { kind: 'comparison'; operator: ComparisonOperator; limit: Limit; window?: Window }
  /** Both ends belong to the range. */
  | { kind: 'range'; low: number; high: number; unit?: Unit };

/** One selector with one condition: what a check or guard string says. */
export interface Expression {
  selector: Selector;
  condition: Condition;
}

export type Level = 'target' | 'warn' | 'critical' | 'stop';

/**
 * A row that is judged. `target` must hold; `warn`, `critical` and `stop` fire when true; `stop` also ends the run.
 * A guard is a row with only `stop`.
 */
export interface Check {
  /** `<test>/<canonical selector>` unless the plan gives one; outlives edits of the limit. */
  id: string;
  selector: Selector;
  levels: Partial<Record<Level, Condition>>;
  action?: string;
  requirement?: string;
}
