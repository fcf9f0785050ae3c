import { describe, expect, test } from 'vitest';
import type { SeriesSample } from '../../../core/run/aggregate.ts';
import { Course, MOST_POINTS } from '../../../core/run/course.ts';
import type { Frame } from '../../../core/run/runEvent.ts';
import { timelinePoints, type TimelinePoint } from '../../../core/run/timelinePoints.ts';
import { counter, frame, gauge, httpFrame, trend } from './helpers.ts';

function pointsOf(frames: readonly Frame[], mostPoints?: number): TimelinePoint[] {
  return timelinePoints(courseOf(frames, mostPoints));
}

function courseOf(frames: readonly Frame[], mostPoints?: number): Course {
  const course = new Course(mostPoints);
  for (const one of frames) course.add(one);
  return course;
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

describe('the line of a metric', () => {
  const lineOf = (seconds: number, metric: string, samples: (second: number) => SeriesSample[]) =>
    courseOf(Array.from({ length: seconds }, (_, second) => frame(second, samples(second)))).line(
      metric,
      metric === 'latency' ? 'p50' : metric === 'throughput' || metric === 'error_rate' ? undefined : 'avg',
    );

  test('is the highest second where a tool told only percentiles, and says so', () => {
    const told = (p95: number): SeriesSample => ({
      metric: 'latency',
      tags: {},
      sample: { kind: 'summary', count: 5, avg: 1, min: 1, max: p95, percentiles: { 50: 1, 95: p95, 99: p95 } },
    });
    const course = courseOf(Array.from({ length: 1200 }, (_, second) => frame(second, [told(second % 2 ? 9 : 40)])));
    const line = course.line('latency', 'p95');
    expect(line).toHaveLength(MOST_POINTS);
    expect(line[3]).toEqual({ second: 6, seconds: 2, value: 40, isHighest: true });
    expect(course.line('latency', 'avg')).toHaveLength(MOST_POINTS);
    expect(timelinePoints(course)[3]).toMatchObject({ p50: 1, p95: 40, isHighest: true });
    expect(timelinePoints(courseOf([frame(0, [told(9)])]))[0]).not.toHaveProperty('isHighest');
  });

  test('is of single seconds while those fit', () => {
    const line = lineOf(MOST_POINTS, 'latency', (second) => [trend('latency', [second])]);
    expect(line).toHaveLength(MOST_POINTS);
    expect(line[7]).toEqual({ second: 7, seconds: 1, value: 7 });
  });

  test('takes the percentile of all requests when seconds are merged, never the mean of percentiles', () => {
    // One second in two has a single slow request, the other 99 quick ones: the mean of both medians would be 505.
    const line = lineOf(MOST_POINTS * 2, 'latency', (second) => [
      trend('latency', second % 2 === 0 ? [1000] : Array.from({ length: 99 }, () => 10)),
    ]);
    expect(line).toHaveLength(MOST_POINTS);
    for (const { value, seconds: length } of line) {
      expect(length).toBe(2);
      expect(value).toBeCloseTo(10, 0);
    }
  });

  test.each([
    ['error_rate', { value: 0.5, low: 0, high: 1 }],
    ['throughput', { value: 0.5, low: 0, high: 1 }],
    ['users', { value: 27.5, low: 5, high: 50 }],
    ['cpu', { value: 0.5, low: 0.2, high: 0.9 }],
  ])('keeps the least and the most second of merged %s', (metric, figures) => {
    const line = lineOf(1000, metric, (second) => [
      ...[counter('requests', 10), counter('failures', second === 900 ? 10 : 0), counter('responses', second % 2)],
      ...[gauge('users', [second === 901 ? 50 : 5]), gauge('cpu', second % 2 ? [0.6] : [0.2, 0.3, 0.9])],
    ]);
    const point = line.find(({ second }) => second === 900);
    expect(point).toEqual({ second: 900, seconds: 2, ...figures });
  });

  test('counts silent seconds as seconds in which nothing was completed', () => {
    const frames = [httpFrame(0, [1, 1]), httpFrame(3, [1, 1]), httpFrame(4, [1]), httpFrame(5, [1])];
    expect(courseOf(frames, 2).line('throughput')[0]).toEqual({ second: 0, seconds: 4, value: 1, low: 0, high: 2 });
  });

  test('is one point for one long report', () => {
    const line = courseOf([httpFrame(0, [1, 2, 3, 4], 0, { durationMs: 2000 })]).line('throughput');
    expect(line).toEqual([{ second: 0, seconds: 2, value: 2 }]);
  });

  test('stays bounded for any length', () => {
    const { length } = lineOf(14_400, 'latency', (second) => [trend('latency', [second % 50])]);
    expect(length).toBeLessThanOrEqual(MOST_POINTS);
    expect(length).toBeGreaterThan(MOST_POINTS / 3);
  });

  test('leaves out where nothing was measured', () => {
    const line = lineOf(10, 'latency', (second) => (second === 4 ? [] : [trend('latency', [5])]));
    expect(line.map(({ second }) => second)).toEqual([0, 1, 2, 3, 5, 6, 7, 8, 9]);
  });
});
