import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyAggregate,
  mergeAggregate,
  mergedAggregate,
  mergeSample,
  type Aggregate,
} from '../../../core/run/aggregate.ts';
import { GaugeValues } from '../../../core/run/gaugeValues.ts';
import { SeriesStore } from '../../../core/run/seriesStore.ts';
import { SlidingMerge } from '../../../core/run/slidingMerge.ts';
import { Histogram, RELATIVE_ERROR } from '../../../core/stats/histogram.ts';
import { counter, gauge, httpFrame, trend } from './helpers.ts';

/** Durations as load tests see them: even, clustered, with a long tail, with outliers, all the same. */
const distributions: Record<string, fc.Arbitrary<number>> = {
  even: fc.double({ min: 0, max: 10_000, noNaN: true }),
  clustered: fc.integer({ min: 99, max: 103 }),
  'long tail': fc.double({ min: 0, max: 16, noNaN: true }).map((exponent) => Math.exp(exponent)),
  outliers: fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: 1, max: 20 }) },
    { weight: 1, arbitrary: fc.constant(60_000) },
  ),
  microseconds: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
  same: fc.constant(42),
};

const percents = fc.oneof(
  fc.constantFrom(1, 50, 90, 95, 99, 99.9, 100),
  fc.double({ min: 0.1, max: 100, noNaN: true }),
);

function nearestRank(values: readonly number[], percent: number): number {
  const ordered = values.toSorted((a, b) => a - b);
  return ordered[Math.max(1, Math.ceil((percent / 100) * ordered.length - 1e-9)) - 1] ?? NaN;
}

describe('percentiles are nearest rank within 1 %', () => {
  it.each(Object.entries(distributions))('of values that are %s', (_, value) => {
    fc.assert(
      fc.property(
        fc.array(fc.array(value, { maxLength: 60 }), { minLength: 1, maxLength: 5 }),
        percents,
        (parts, percent) => {
          const values = parts.flat();
          const merged = mergedAggregate(parts.map((part) => aggregateOf([trend('latency', part)])));
          if (merged?.kind !== 'trend') throw new Error('no trend');
          const observed = merged.histogram.percentile(percent);
          if (values.length === 0) {
            expect(observed).toBeUndefined();
            return;
          }
          const exact = nearestRank(values, percent);
          // Below a nanosecond all durations are one.
          expect(Math.abs((observed ?? NaN) - exact)).toBeLessThanOrEqual(RELATIVE_ERROR * exact + 1e-6);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of gauges on both sides of zero', () => {
    const value = fc.double({ min: -1000, max: 1000, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 80 }), percents, (values, percent) => {
        const gaugeValues = new GaugeValues();
        for (const one of values) gaugeValues.record(one);
        const exact = nearestRank(values, percent);
        expect(Math.abs((gaugeValues.percentile(percent) ?? NaN) - exact)).toBeLessThanOrEqual(
          RELATIVE_ERROR * Math.abs(exact) + 1e-6,
        );
      }),
    );
  });
});

function aggregateOf(samples: readonly ReturnType<typeof trend>[]): Aggregate {
  const aggregate = emptyAggregate(samples[0]?.sample.kind ?? 'counter');
  samples.forEach(({ sample }, second) => mergeSample(aggregate, sample, second));
  return aggregate;
}

/** An aggregate as comparable data. */
function told(aggregate: Aggregate | undefined): unknown {
  return JSON.parse(
    JSON.stringify(aggregate, (_, value: unknown) => (value instanceof Histogram ? value.toSparse() : value)),
  );
}

/** Adding in another order changes the last digits of a sum. Rounding both would part two that lie beside a boundary. */
function areAlmostEqual(one: unknown, other: unknown): boolean | undefined {
  if (typeof one !== 'number' || typeof other !== 'number') return undefined;
  return Object.is(one, other) || Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other));
}
expect.addEqualityTesters([areAlmostEqual]);

describe('merging', () => {
  const kinds = {
    trend: (values: number[]) => trend('m', values),
    counter: (values: number[]) => counter('m', values.length),
    gauge: (values: number[]) => gauge('m', values),
  };

  it.each(Object.entries(kinds))('a %s is associative and leaves what is merged alone', (_, sampleOf) => {
    const values = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(values, values, values, (first, second, third) => {
        const [a, b, c] = [first, second, third].map((part) => aggregateOf([sampleOf(part)]));
        if (a === undefined || b === undefined || c === undefined) return;
        const before = told(b);
        const left = mergedAggregate([a, b]);
        const right = mergedAggregate([b, c]);
        if (left === undefined || right === undefined) throw new Error('nothing merged');
        mergeAggregate(left, c);
        expect(told(left)).toEqual(told(mergedAggregate([a, right])));
        expect(told(b)).toEqual(before);
        expect(told(left)).toEqual(told(mergedAggregate([a, b, c])));
      }),
    );
  });

  it('takes sums that differ by the order of adding for the same, and no others', () => {
    expect(0.1 + 0.2 + 0.3).toEqual(0.3 + 0.2 + 0.1);
    expect({ sum: 11_730_927.049999999 }).toEqual({ sum: 11_730_927.05 });
    expect({ sum: 11_730_927.5 }).not.toEqual({ sum: 11_730_927.05 });
  });

  it('refuses to mix kinds', () => {
    expect(mergedAggregate([emptyAggregate('trend'), emptyAggregate('counter')])).toBeUndefined();
    expect(mergedAggregate([])).toBeUndefined();
    expect(() => mergeAggregate(emptyAggregate('trend'), emptyAggregate('gauge'))).toThrow('cannot be merged');
  });

  it('keeps a number that is none from looking like one, live and from JSON', () => {
    for (const total of [NaN, JSON.parse('null') as number]) {
      const aggregate = aggregateOf([counter('failures', 1), counter('failures', total)]);
      expect(aggregate).toEqual({ kind: 'counter', total: NaN });
    }
  });
});

describe('SlidingMerge', () => {
  it('always is what it holds, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.string({ maxLength: 2 })), { maxLength: 60 }), (steps) => {
        const sliding = new SlidingMerge<string>((earlier, later) => earlier + later);
        const held: string[] = [];
        for (const step of steps) {
          if (step === null) {
            held.shift();
            sliding.dropOldest();
          } else {
            held.push(step);
            sliding.push(step);
          }
          expect(sliding.merged() ?? '').toBe(held.join(''));
        }
      }),
    );
  });
});

describe('SeriesStore', () => {
  it('grows with time only by a few numbers a second', () => {
    const sizeAfter = (seconds: number): number => {
      const store = new SeriesStore();
      for (let second = 0; second < seconds; second += 1) store.add(httpFrame(second, [10 + (second % 50)], 1));
      return JSON.stringify(store, (_, value: unknown) => (value instanceof Map ? [...value] : value)).length;
    };
    const perSecond = (sizeAfter(6000) - sizeAfter(1000)) / 5000;
    expect(perSecond).toBeLessThan(20);
  });

  it('ignores a frame that comes again', () => {
    const store = new SeriesStore();
    expect(store.add(httpFrame(3, [10]))).toBe(true);
    expect(store.add(httpFrame(3, [10]))).toBe(false);
    expect(store.aggregate('requests', {})).toEqual({ kind: 'counter', total: 1 });
    // Three seconds passed before the first word.
    expect(store.durationMs({})).toBe(4000);
  });

  it('measures one long frame as the time that it covers', () => {
    const store = new SeriesStore();
    store.add(httpFrame(0, [10, 10, 10], 0, { durationMs: 30_000 }));
    store.add(httpFrame(30, [10], 0, { durationMs: 500 }));
    expect(store.durationMs({})).toBe(30_500);
    expect(store.secondRates('responses', {})).toEqual({ values: [], silentSeconds: 0 });
  });
});
