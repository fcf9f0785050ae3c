import { describe, expect, test } from 'vitest';
import { Timeline, type TimelinePoint } from '../../../core/run/timeline.ts';
import type { Frame } from '../../../core/run/runEvent.ts';
import { frame, gauge, httpFrame } from './helpers.ts';

function pointsOf(frames: readonly Frame[], mostPoints?: number): TimelinePoint[] {
  const timeline = new Timeline(mostPoints);
  for (const one of frames) timeline.add(one);
  return timeline.points();
}

const seconds = (count: number, latencies: readonly number[]): Frame[] =>
  Array.from({ length: count }, (_, second) => httpFrame(second, latencies));

describe('the course of a run', () => {
  test('has one point a second', () => {
    const [first, second] = pointsOf([httpFrame(0, [10, 10, 20]), httpFrame(1, [40], 3)]);
    expect(first).toMatchObject({ second: 0, seconds: 1, stage: 'main', throughput: 3, errorRate: 0 });
    expect(first?.p50).toBeCloseTo(10, 0);
    expect(first?.p99).toBe(20);
    expect(second).toMatchObject({ second: 1, throughput: 1, errorRate: 0.75 });
  });

  test('leaves out what was not measured', () => {
    const [empty, hung] = pointsOf([frame(0, [gauge('users', [7])]), httpFrame(1, [], 0)]);
    expect(empty).toMatchObject({ users: 7 });
    for (const figure of ['throughput', 'errorRate', 'p50', 'p95', 'p99'] as const)
      expect(empty?.[figure]).toBeUndefined();
    expect(hung).toMatchObject({ throughput: 0 });
    for (const figure of ['errorRate', 'p50'] as const) expect(hung?.[figure]).toBeUndefined();
  });

  test('gives no rate for a fragment of a second', () => {
    const [point] = pointsOf([httpFrame(0, [5, 5], 0, { durationMs: 40 })]);
    expect(point?.throughput).toBeUndefined();
    expect(point?.p50).toBeDefined();
  });

  test('ignores a second that comes again', () => {
    expect(pointsOf([httpFrame(0, [1]), httpFrame(0, [1])])).toHaveLength(1);
  });

  test('has no point for seconds without a report', () => {
    expect(pointsOf([httpFrame(0, [1]), httpFrame(4, [1])]).map(({ second }) => second)).toEqual([0, 4]);
  });

  test('shows one long report as one point', () => {
    const [point] = pointsOf([httpFrame(0, [1, 2, 3, 4], 0, { durationMs: 2000 })]);
    expect(point).toMatchObject({ seconds: 2, throughput: 2 });
  });
});

describe('a run of many seconds', () => {
  test('is merged into no more points than asked for', () => {
    const points = pointsOf(seconds(100, [10]), 16);
    expect(points.length).toBeLessThanOrEqual(16);
    expect(points[0]).toMatchObject({ second: 0, seconds: 8, throughput: 1 });
    expect(points.reduce((sum, point) => sum + point.seconds, 0)).toBe(100);
  });

  test('merges percentiles from histograms, not from percentiles', () => {
    // Ninety-nine fast requests in one second, one slow in the next: the slow one is one of a hundred.
    const [point] = pointsOf([httpFrame(0, Array<number>(99).fill(10)), httpFrame(1, [1000]), httpFrame(2, [10])], 2);
    expect(point).toMatchObject({ seconds: 2 });
    expect(point?.p95).toBeCloseTo(10, 0);
  });

  test('counts silent seconds within a stretch as time in which nothing was completed', () => {
    const frames = [httpFrame(0, [1, 1]), httpFrame(3, [1, 1]), httpFrame(4, [1]), httpFrame(5, [1])];
    expect(pointsOf(frames, 2)[0]).toMatchObject({ second: 0, seconds: 4, throughput: 1 });
  });

  test('keeps stages and warm-up apart', () => {
    const warmup = Array.from({ length: 5 }, (_, second) =>
      httpFrame(second, [9], 0, { stage: 'first', warmup: true }),
    );
    const rest = Array.from({ length: 5 }, (_, index) => httpFrame(5 + index, [1], 0, { stage: 'second' }));
    const points = pointsOf([...warmup, ...rest], 4);
    expect(points.map(({ stage, warmup: isWarmup }) => [stage, isWarmup])).toEqual([
      ['first', true],
      ['first', true],
      ['second', false],
      ['second', false],
    ]);
    expect(points.reduce((sum, point) => sum + point.seconds, 0)).toBe(10);
  });
});
