import { describe, expect, test } from 'vitest';
import type { ChartLimit } from '../../core/run/chartLimits.ts';
import type { TimelinePoint } from '../../core/run/timelinePoints.ts';
import { CrossHair, indexAt, latestIndex } from '../../webview/charts/crossHair.ts';
import { badBands, chartScale, spansOfLimit, stageSpans } from '../../webview/charts/limits.ts';
import { CHARTS } from '../../webview/charts/lines.ts';

const point = (second: number, rest: Partial<TimelinePoint> = {}): TimelinePoint => ({
  second,
  seconds: 1,
  stage: 'main',
  warmup: false,
  ...rest,
});
const limit = (values: number[], rest: Partial<ChartLimit> = {}): ChartLimit => ({
  metric: 'latency',
  level: 'target',
  expression: `p95 latency < ${values.join('-')}ms`,
  values,
  bad: 'above',
  ...rest,
});
const [latency, , errorRate] = CHARTS;

describe('limits in a chart', () => {
  test('reach above what was measured, but do not press it to the ground', () => {
    const points = [point(0, { p95: 100 }), point(1, { p95: 200 })];
    const { top, inSight, outOfSight } = chartScale(latency!, points, [limit([450]), limit([5000])]);
    expect(top).toBe(450);
    expect(inSight.map(({ values }) => values)).toEqual([[450]]);
    expect(outOfSight.map(({ values }) => values)).toEqual([[5000]]);
  });

  test('are those of its metric', () => {
    const { inSight, outOfSight } = chartScale(latency!, [point(0, { p50: 9 })], [limit([5], { metric: 'cpu' })]);
    expect([...inSight, ...outOfSight]).toEqual([]);
  });

  test('without an error leave room for the first few', () => {
    const limits = [limit([0.01], { metric: 'error_rate' }), limit([0.2], { metric: 'error_rate' })];
    expect(chartScale(errorRate!, [point(0, { errorRate: 0 })], limits)).toMatchObject({
      top: 0.01,
      inSight: [{ values: [0.01] }],
      outOfSight: [{ values: [0.2] }],
    });
  });

  test.each<[ChartLimit['bad'], number[], [number, number][]]>([
    ['above', [5], [[5, Infinity]]],
    ['below', [5], [[-Infinity, 5]]],
    ['inside', [5, 7], [[5, 7]]],
    [
      'outside',
      [5, 7],
      [
        [-Infinity, 5],
        [7, Infinity],
      ],
    ],
    ['nowhere', [5], []],
  ])('have a band %s', (bad, values, bands) => {
    expect(badBands(limit(values, { bad }))).toEqual(bands);
  });
});

describe('stages in a chart', () => {
  const points = [
    point(0, { stage: 'warm', warmup: true }),
    point(1, { stage: 'peak' }),
    point(4, { stage: 'peak' }),
    point(7, { stage: 'warm' }),
  ];
  const spans = stageSpans(points);

  test('reach to the next one, over seconds without a report', () => {
    expect(spans).toEqual([
      { stage: 'warm', warmup: true, from: 0, to: 1 },
      { stage: 'peak', warmup: false, from: 1, to: 7 },
      { stage: 'warm', warmup: false, from: 7, to: 8 },
    ]);
  });

  test('hold the limits that are theirs', () => {
    const whole = { from: 0, to: 8 };
    expect(spansOfLimit(limit([1]), spans, whole)).toEqual([whole]);
    expect(spansOfLimit(limit([1], { stage: 'warm' }), spans, whole)).toMatchObject([{ from: 0 }, { from: 7 }]);
    expect(spansOfLimit(limit([1], { stage: 'later' }), spans, whole)).toEqual([]);
  });
});

describe('the cross-hair', () => {
  test.each([
    [-1, 0],
    [0, 0],
    [3.9, 1],
    [4, 2],
    [99, 2],
  ])('at second %f points at stretch %i', (second, index) => {
    expect(indexAt([point(0), point(2), point(4)], second)).toBe(index);
  });

  test('stands at the last whole second when nobody points anywhere', () => {
    expect(latestIndex([point(0, { throughput: 1 }), point(1, { throughput: 2 }), point(2)])).toBe(1);
    expect([latestIndex([point(0), point(1)]), latestIndex([])]).toEqual([1, 0]);
  });

  test('tells of a move, and not of standing still', () => {
    const crossHair = new CrossHair();
    let moves = 0;
    crossHair.onDidMove(() => (moves += 1));
    for (const second of [3, 3, undefined, undefined]) crossHair.second = second;
    expect(moves).toBe(2);
  });
});
