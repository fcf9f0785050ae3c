import type { Span } from '../../text/span.ts';
import type { ExecutorKind } from './executors.ts';
import type { ObjectEntry } from './value.ts';
import type { MetricSelector } from './selector.ts';
import type { ThresholdExpression } from './thresholdExpression.ts';

/** A value as k6 would have it. `faulty` was reported and is not spoken of again. */
export type Reading<T> =
  | { state: 'known'; value: T; span: Span }
  | { state: 'unknown'; why: string; span: Span }
  | { state: 'faulty'; span: Span };

export interface K6Stage {
  span: Span;
  durationMs?: Reading<number>;
  target?: Reading<number>;
}

/** A list of which some items may not be known. */
export interface Several<T> {
  items: readonly T[];
  hasMore: boolean;
  span: Span;
}

export interface K6Scenario {
  name: string;
  nameSpan: Span;
  span: Span;
  executor?: Reading<ExecutorKind>;
  exec?: Reading<string>;
  /** Whole numbers, and durations in milliseconds, by key. */
  numbers: ReadonlyMap<string, Reading<number>>;
  stages?: Reading<Several<K6Stage>>;
  hasBrowser: boolean;
  /** It may have keys that are not known. */
  hasMore: boolean;
  /** How the option is called that stands for a key, where the scenario was made of `vus`, `duration` and the like. */
  writtenAs?: Readonly<Record<string, string>>;
}

export interface K6ThresholdRow {
  text: string;
  span: Span;
  expression?: ThresholdExpression;
  abortsOnFail?: boolean;
}

export interface K6Threshold {
  /** As written: `http_req_duration{scenario:a}`. */
  name: string;
  nameSpan: Span;
  selector?: MetricSelector;
  rows: readonly K6ThresholdRow[];
}

export interface K6Options {
  span: Span;
  /** Every key that is known, as written. */
  entries: readonly ObjectEntry[];
  /** There may be more keys. */
  hasMore: boolean;
  /** `vus` and `iterations`, and durations in milliseconds, by option. */
  numbers: ReadonlyMap<string, Reading<number>>;
  stages?: Reading<Several<K6Stage>>;
  scenarios?: Reading<Several<K6Scenario>>;
  thresholds: readonly K6Threshold[];
  /** Keys of `tags`; undefined where they are not all known. */
  tagNames?: readonly string[];
  hasSegment: boolean;
}

/** What is certainly so: the value, or what k6 takes without it; undefined where that cannot be said. */
export function certain(
  reading: Reading<number> | undefined,
  usual: number | undefined,
  hasMore: boolean,
): number | undefined {
  if (reading === undefined) return hasMore ? undefined : usual;
  return reading.state === 'known' ? reading.value : undefined;
}
