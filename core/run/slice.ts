import { mergedAggregate, type Aggregate } from './aggregate.ts';
import type { MeasuredSource, SecondRates } from './measuredSource.ts';
import type { Ingredient } from './measure.ts';

/** What one selector needs of a stretch of time: the aggregates of its ingredients, in their order. */
export interface Slice {
  durationMs: number;
  aggregates: (Aggregate | undefined)[];
  rates: SecondRates;
}

/** A second that passed without a word from the load generator. */
export function silentSlice(ingredients: readonly Ingredient[]): Slice {
  return {
    durationMs: 1000,
    aggregates: ingredients.map(() => undefined),
    rates: { values: [], silentSeconds: 1 },
  };
}

export function sliceOf(source: MeasuredSource, ingredients: readonly Ingredient[]): Slice {
  const [first] = ingredients;
  const noRates: SecondRates = { values: [], silentSeconds: 0 };
  return {
    durationMs: source.durationMs({}),
    aggregates: ingredients.map(({ metric, filter }) => source.aggregate(metric, filter)),
    rates: first !== undefined ? source.secondRates(first.metric, first.filter) : noRates,
  };
}

export function mergeSlices(earlier: Slice, later: Slice): Slice {
  return {
    durationMs: earlier.durationMs + later.durationMs,
    aggregates: earlier.aggregates.map((aggregate, index) => {
      const both = [aggregate, later.aggregates[index]].filter((one) => one !== undefined);
      return both.length === 2 ? mergedAggregate(both) : both[0];
    }),
    rates: {
      values: [...earlier.rates.values, ...later.rates.values],
      silentSeconds: earlier.rates.silentSeconds + later.rates.silentSeconds,
    },
  };
}

/** A slice as something to measure; it answers only for its own ingredients. */
export function sliceSource(slice: Slice, ingredients: readonly Ingredient[]): MeasuredSource {
  return {
    aggregate: (metric) => slice.aggregates[ingredients.findIndex((ingredient) => ingredient.metric === metric)],
    durationMs: () => slice.durationMs,
    secondRates: () => slice.rates,
  };
}
