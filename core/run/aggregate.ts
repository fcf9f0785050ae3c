import type { SparseHistogram } from '../stats/histogram.ts';

/** Tags of a series, such as `{ stage: 'peak', request: 'open cart' }`. */
export type Tags = Readonly<Record<string, string>>;

/** The values of one series in one second, in a form that can be merged over any stretch of time or set of tags. */
export type Sample =
  | { kind: 'trend'; histogram: SparseHistogram }
  | { kind: 'counter'; total: number }
  | { kind: 'gauge'; last: number; min: number; max: number; sum: number; count: number };

export interface SeriesSample {
  metric: string;
  tags: Tags;
  sample: Sample;
}
