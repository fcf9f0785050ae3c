import { describe, expect, it } from 'vitest';
import { ChartPoints, MOST_POINTS } from '../../../core/report/chartPoints.ts';
import { linePath, spanPath, stretchesOf } from '../../../core/report/html/plot.ts';
import { timeScale, valueScale } from '../../../core/report/html/scale.ts';
import { SecondView } from '../../../core/run/secondView.ts';
import type { SeriesSample } from '../../../core/run/aggregate.ts';
import { counter, frame, gauge, trend } from '../run/helpers.ts';

function pointsOf(metric: string, seconds: number, samples: (second: number) => SeriesSample[]): ChartPoints {
  const points = new ChartPoints(metric);
  for (let second = 0; second < seconds; second++) {
    const own = samples(second);
    if (own.length > 0) points.add(second, new SecondView(frame(second, own), false));
  }
  return points;
}

describe('the points of a chart', () => {
  it('are single seconds while those fit', () => {
    const line = pointsOf('latency', MOST_POINTS, (second) => [trend('latency', [second])]).line('p95');
    expect(line).toHaveLength(MOST_POINTS);
    expect(line[7]).toEqual({ second: 7, seconds: 1, value: 7 });
  });

  it('take the percentile of all requests when seconds are merged, never the mean of percentiles', () => {
    // One second in two has a single slow request, the other 99 quick ones: the mean of both medians would be 505.
    const samples = (second: number): SeriesSample[] => [
      trend('latency', second % 2 === 0 ? [1000] : Array.from({ length: 99 }, () => 10)),
    ];
    const line = pointsOf('latency', MOST_POINTS * 2, samples).line('p50');
    expect(line).toHaveLength(MOST_POINTS);
    for (const { value, seconds } of line) {
      expect(seconds).toBe(2);
      expect(value).toBeCloseTo(10, 0);
    }
  });

  it('keep the worst second of merged shares and rates', () => {
    const samples = (second: number): SeriesSample[] => [
      ...[counter('requests', 10), counter('failures', second === 900 ? 10 : 0), counter('responses', second % 2)],
      gauge('users', [second === 901 ? 50 : 5]),
    ];
    const at = (metric: string, second: number): unknown =>
      pointsOf(metric, 1000, samples)
        .line(metric === 'users' ? 'avg' : undefined)
        .find((point) => point.second === second);
    expect(at('error_rate', 900)).toEqual({ second: 900, seconds: 2, value: 0.5, low: 0, high: 1 });
    expect(at('throughput', 900)).toEqual({ second: 900, seconds: 2, value: 0.5, low: 0, high: 1 });
    expect(at('users', 900)).toEqual({ second: 900, seconds: 2, value: 27.5, low: 5, high: 50 });
  });

  it('stay bounded for any length', () => {
    const line = pointsOf('latency', 14_400, (second) => [trend('latency', [second % 50])]).line('p99');
    expect(line.length).toBeLessThanOrEqual(MOST_POINTS);
    expect(line.length).toBeGreaterThan(MOST_POINTS / 3);
  });

  it('leave a gap where nothing was measured', () => {
    const line = pointsOf('latency', 10, (second) => (second === 4 ? [] : [trend('latency', [5])])).line('p50');
    expect(line.map(({ second }) => second)).toEqual([0, 1, 2, 3, 5, 6, 7, 8, 9]);
    expect(stretchesOf(line).map(({ length }) => length)).toEqual([4, 5]);
  });
});

describe('a plot', () => {
  const axes = { time: { low: 0, high: 10, ticks: [] }, values: { low: 0, high: 100, ticks: [] } };
  it('breaks a line at a gap and draws a lonely point as a dot', () => {
    const point = (second: number, value: number) => ({ second, seconds: 1, value });
    expect(linePath(axes, [point(0, 0), point(1, 50), point(5, 100)])).toBe('M50 200L150 100M550 0h0');
  });

  it('shades from the least to the most', () => {
    const point = (second: number) => ({ second, seconds: 1, value: 50, low: 25, high: 75 });
    expect(spanPath(axes, [point(0), point(1)])).toBe('M50 50 150 50 150 150 50 150Z');
  });

  it.each([
    [[342], { low: 0, high: 400 }],
    [[0.003], { low: 0, high: 0.003 }],
    [[1000], { low: 0, high: 1000 }],
    [[0], { low: 0, high: 5 }],
    [[-12, 30], { low: -20, high: 30 }],
    [[-12], { low: -15, high: 0 }],
  ])('has a round axis that holds 0 and %j', (values, { low, high }) => {
    const scale = valueScale(values, 5);
    expect(scale).toMatchObject({ low, high });
    expect(scale.ticks.length).toBeLessThanOrEqual(8);
  });

  it.each([1, 16, 61, 3600, 14_400, 200_000, 2_000_000])('has few ticks on a time axis of %i s', (seconds) => {
    expect(timeScale(seconds).ticks.length).toBeLessThanOrEqual(7);
  });
});
