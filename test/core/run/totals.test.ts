import { describe, expect, it } from 'vitest';
import type { Statistic } from '../../../core/checks/check.ts';
import type { SeriesSample, Tags } from '../../../core/run/aggregate.ts';
import { measure } from '../../../core/run/measure.ts';
import { SeriesStore } from '../../../core/run/seriesStore.ts';
import { counter, frame, selector } from './helpers.ts';

/** Figures of a tool that does not tell the values behind them. */
function summary(count: number, avg: number, p95: number, tags: Tags = {}): SeriesSample {
  const percentiles = { '50': avg, '95': p95 };
  return { metric: 'latency', tags, sample: { kind: 'summary', count, avg, min: avg / 2, max: p95 * 2, percentiles } };
}

function ask(store: SeriesStore, statistic: Statistic, tags: Tags = {}): number | undefined {
  return measure(store, selector('latency', statistic, tags))?.value;
}

describe('figures without the values behind them', () => {
  it.each<[Statistic, number | undefined]>([
    ['p95', 90],
    ['med', 50],
    ['avg', 50],
    ['min', 25],
    ['max', 180],
    ['count', 10],
    ['sum', 500],
    // Not told, so not known; never read off a neighbour.
    ['p99', undefined],
    ['stdev', undefined],
  ])('of one second: %s is %s', (statistic, value) => {
    const store = new SeriesStore();
    store.add(frame(0, [summary(10, 50, 90)]));
    expect(ask(store, statistic)).toBe(value);
  });

  it('have no percentile of two seconds together, but what can be merged is', () => {
    const store = new SeriesStore();
    store.add(frame(0, [summary(10, 50, 90)]));
    store.add(frame(1, [summary(30, 100, 200)]));
    expect([ask(store, 'p95'), ask(store, 'med')]).toEqual([undefined, undefined]);
    expect([ask(store, 'avg'), ask(store, 'min'), ask(store, 'max')]).toEqual([87.5, 25, 400]);
    expect(ask(store, 'count')).toBe(40);
  });

  it('with an unknown count give no average of two seconds', () => {
    const store = new SeriesStore();
    store.add(frame(0, [summary(NaN, 50, 90)]));
    store.add(frame(1, [summary(30, 100, 200)]));
    expect([ask(store, 'avg'), ask(store, 'count'), ask(store, 'max')]).toEqual([undefined, undefined, 400]);
  });
});

describe('what the tool says of the whole', () => {
  it('takes the place of what the frames add up to, for its own tags only', () => {
    const store = new SeriesStore();
    store.add(frame(0, [summary(10, 50, 90, { stage: 'peak' })]));
    store.add(frame(1, [summary(30, 100, 200, { stage: 'peak' }), counter('requests', 40)]));
    store.setTotals([summary(41, 88, 170), counter('requests', 41)]);
    expect([ask(store, 'p95'), ask(store, 'count')]).toEqual([170, 41]);
    expect(ask(store, 'p95', { stage: 'peak' })).toBeUndefined();
    expect(ask(store, 'count', { stage: 'peak' })).toBe(40);
    expect(measure(store, selector('requests'))?.value).toBe(41);
  });

  it('names metrics, stages and requests that no frame had', () => {
    const store = new SeriesStore();
    store.setTotals([summary(3, 50, 90, { request: 'pay' })]);
    expect(store.metrics()).toEqual(['latency']);
    expect(store.tagValues('request')).toEqual(['pay']);
    expect(ask(store, 'p95', { request: 'pay' })).toBe(90);
  });
});

it('loses no second after one that took a few milliseconds too long', () => {
  const store = new SeriesStore();
  for (const [second, durationMs] of [1000, 1007.5, 1000].entries()) {
    expect(store.add(frame(second, [counter('requests', 10)], { durationMs }))).toBe(true);
  }
  expect(measure(store, selector('requests'))?.value).toBe(30);
});
