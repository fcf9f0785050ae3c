import { mergedAggregate, type Aggregate, type Tags } from './aggregate.ts';

/** A counter seen second by second. Only full seconds; in `silentSeconds` nothing was reported, which counts as 0. */
export interface SecondRates {
  /** Per second, in order of time. */
  values: number[];
  silentSeconds: number;
}

/** A stretch of time that values can be taken from: a whole run, one second, a window, several runs. */
export interface MeasuredSource {
  /** Everything of a metric whose tags include the filter, as one; undefined when it was not measured. */
  aggregate(metric: string, filter: Tags): Aggregate | undefined;
  /** How long was measured: the time of the stage that the filter names, else all but warm-up. */
  durationMs(filter: Tags): number;
  secondRates(metric: string, filter: Tags): SecondRates;
}

/** Sources of the same stretch or of stretches after each other as one: aggregates are merged, times are `durationMs`. */
export function mergedSource(
  sources: readonly MeasuredSource[],
  durationMs: (filter: Tags) => number = (filter) =>
    sources.reduce((sum, source) => sum + source.durationMs(filter), 0),
): MeasuredSource {
  return {
    aggregate(metric, filter) {
      const aggregates = sources.map((source) => source.aggregate(metric, filter));
      return mergedAggregate(aggregates.filter((aggregate) => aggregate !== undefined));
    },
    durationMs,
    secondRates(metric, filter) {
      const rates = sources.map((source) => source.secondRates(metric, filter));
      return {
        values: rates.flatMap(({ values }) => values),
        silentSeconds: rates.reduce((sum, { silentSeconds }) => sum + silentSeconds, 0),
      };
    },
  };
}
