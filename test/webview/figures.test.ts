import { describe, expect, test } from 'vitest';
import type { Observation } from '../../core/run/runResult.ts';
import type { TimelinePoint } from '../../core/run/timelinePoints.ts';
import {
  chartPlans,
  CHARTS,
  describeChart,
  hasValues,
  placesOf,
  standsAlone,
  timeStep,
  timeText,
  valueAt,
  type ChartPlan,
} from '../../webview/charts/lines.ts';
import { breakdown, distributions, singleValues, type FigureTable } from '../../webview/observationTables.ts';

const point = (second: number, rest: Partial<TimelinePoint> = {}): TimelinePoint => ({
  second,
  seconds: 1,
  stage: 'main',
  warmup: false,
  ...rest,
});
const chart = (title: string): ChartPlan => CHARTS.find((one) => one.title === title)!;

describe('lines of a chart', () => {
  test('break where nothing was reported or measured', () => {
    const points = [point(0, { p95: 5 }), point(1, { p95: 6 }), point(4, { p95: 7 }), point(5), point(6, { p95: 8 })];
    const places = placesOf(points, 'p95');
    expect(places.map(({ x }) => x)).toEqual([0, 1, 2, 4, 5, 6]);
    expect(places.map(({ y }) => (Number.isNaN(y) ? 'break' : y))).toEqual([5, 6, 'break', 7, 'break', 8]);
    expect(places.map((_, index) => standsAlone(places, index))).toEqual([false, false, false, true, false, true]);
  });

  test('are told in words', () => {
    const points = [point(0, { throughput: 10 }), point(1, { throughput: 1500 }), point(2, { throughput: 20 })];
    expect(describeChart(chart('Throughput'), points)).toBe(
      'Throughput over 3 s: throughput from 10 /s to 1,500 /s, highest at 1 s. The figures are in the table below the charts.',
    );
    expect(describeChart(chart('Latency'), points)).toContain('p95 not measured');
  });

  test('are absent from a chart without values', () => {
    expect(hasValues(chart('Latency'), [point(0, { users: 3 })])).toBe(false);
    expect(hasValues(chart('Users'), [point(0, { users: 0 })])).toBe(true);
  });

  test.each([
    [0, 1],
    [6, 1],
    [16, 5],
    [90, 15],
    [600, 120],
    [86_400, 14_400],
    [10 * 86_400, 2 * 86_400],
  ])('a run of %i s has a mark every %i s', (length, step) => {
    expect(timeStep(length)).toBe(step);
  });

  test('times are said as everywhere', () => {
    expect([0, 5, 90].map(timeText)).toEqual(['start', '5 s', '1 m 30 s']);
  });
});

describe('charts of gauges', () => {
  const points = [point(0, { gauges: { cpu: 0.2 } }), point(1), point(2, { gauges: { cpu: 0.4 } })];
  const [cpu] = chartPlans([{ name: 'cpu', dimension: 'ratio' }]).slice(CHARTS.length);

  test('come after those that every run has', () => {
    expect(cpu).toMatchObject({ title: 'cpu', metric: 'cpu', dimension: 'ratio' });
    expect(hasValues(cpu!, points)).toBe(true);
    expect(hasValues(cpu!, [point(0)])).toBe(false);
  });

  test('a reading stands until the next one', () => {
    expect([0, 1, 2].map((index) => valueAt(points, index, { gauge: 'cpu' }))).toEqual([0.2, 0.2, 0.4]);
    expect(valueAt([point(0, { p95: 1 }), point(1)], 1, 'p95')).toBeUndefined();
  });
});

describe('tables of what was measured', () => {
  const textsOf = ({ rows }: FigureTable): (string | undefined)[][] => rows.map((row) => row.map((cell) => cell?.text));
  const observation = (
    metric: string,
    statistic: string,
    value: number,
    unit: string,
    selector: Observation['selector'] = {},
  ): Observation => ({ metric, statistic, value, unit, selector });
  const observations = [
    observation('latency', 'avg', 20, 'ms'),
    observation('latency', 'p95', 40, 'ms'),
    observation('throughput', 'rate', 1234, '1/s'),
    observation('users', 'max', 10, '1'),
    observation('latency', 'p95', 30, 'ms', { stage: 'few' }),
    observation('error_rate', 'rate', 0, 'ratio', { stage: 'few' }),
    observation('latency', 'p95', 50, 'ms', { stage: 'many' }),
    observation('latency', 'p95', 60, 'ms', { stage: 'many', request: 'pay' }),
  ];

  test('distributions have a row for each metric with percentiles', () => {
    const table = distributions(observations);
    const { columns } = table;
    expect(columns).toEqual(['Metric', 'avg', 'min', 'p50', 'p90', 'p95', 'p99', 'max']);
    expect(textsOf(table)).toEqual([
      ['latency', '20 ms', undefined, undefined, undefined, '40 ms', undefined, undefined],
    ]);
  });

  test('the rest of the whole run is listed in the words of checks', () => {
    expect(textsOf(singleValues(observations))).toEqual([
      ['throughput', '1,234 /s'],
      ['max users', '10'],
    ]);
  });

  test('a breakdown leaves open what was not measured', () => {
    const stages = breakdown(observations, 'stage');
    expect(stages.columns).toEqual(['Stage', 'p95 latency', 'error_rate']);
    expect(textsOf(stages)).toEqual([
      ['few', '30 ms', '0 %'],
      ['many', '50 ms', undefined],
    ]);
    expect(breakdown(observations, 'request').rows).toEqual([]);
  });
});
