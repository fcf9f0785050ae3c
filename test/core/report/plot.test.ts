import { describe, expect, it } from 'vitest';
import { linePath, spanPath, stretchesOf } from '../../../core/report/html/plot.ts';
import { timeScale, valueScale } from '../../../core/report/html/scale.ts';

describe('a plot', () => {
  const axes = { time: { low: 0, high: 10, ticks: [] }, values: { low: 0, high: 100, ticks: [] } };
  it('breaks a line at a gap and draws a lonely point as a dot', () => {
    const point = (second: number, value: number) => ({ second, seconds: 1, value });
    const points = [point(0, 0), point(1, 50), point(5, 100)];
    expect(stretchesOf(points).map(({ length }) => length)).toEqual([2, 1]);
    expect(linePath(axes, points)).toBe('M50 200L150 100M550 0h0');
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
