import { describe, expect, test } from 'vitest';
import { parseCheckRow } from '../../../core/checks/parseRow.ts';
import { isMetricName, METRICS } from '../../../core/metrics.ts';
import { chartLimits } from '../../../core/run/chartLimits.ts';
import type { JudgedCheck } from '../../../core/run/judge.ts';

function row(on: string, stated: Partial<Record<'target' | 'warn' | 'critical' | 'stop', string>>): JudgedCheck {
  const { selector, levels } = parseCheckRow({ on, ...stated });
  const { metric } = selector!;
  return { id: on, selector: selector!, levels, ...(isMetricName(metric) ? { definition: METRICS[metric] } : {}) };
}

describe('limits that a chart can show', () => {
  test('are in base units, each level by itself, a target good where it is true and the others bad', () => {
    expect(chartLimits([row('p95 latency', { target: '< 1s', critical: '> 2s' })], undefined)).toEqual([
      { metric: 'latency', level: 'target', expression: 'p95 latency < 1s', values: [1000], bad: 'above' },
      { metric: 'latency', level: 'critical', expression: 'p95 latency > 2s', values: [2000], bad: 'above' },
    ]);
    expect(chartLimits([row('throughput', { target: '> 50/s', stop: '< 5/s for 10s' })], undefined)).toMatchObject([
      { level: 'target', values: [50], bad: 'below' },
      { level: 'stop', values: [5], bad: 'below' },
    ]);
  });

  test('belong to the stage that they are stated for', () => {
    expect(chartLimits([row('error_rate{stage=peak}', { target: '< 1%' })], undefined)).toMatchObject([
      { metric: 'error_rate', stage: 'peak', values: [0.01] },
    ]);
  });

  test('of a range are two', () => {
    expect(chartLimits([row('max users', { target: '50-60' })], undefined)).toMatchObject([
      { values: [50, 60], bad: 'outside' },
    ]);
  });

  test.each<[string, JudgedCheck]>([
    ['asks for single requests', row('p95 latency{request=pay}', { target: '< 1s' })],
    ['has another unit than the chart', row('count latency', { target: '> 100' })],
    ['is no level over time', row('requests', { target: '> 100' })],
    ['lacks its baseline', row('p95 latency', { target: '<= baseline + 10%' })],
  ])('are none of a row that %s', (_, one) => {
    expect(chartLimits([one], undefined)).toEqual([]);
  });

  test('may come from the baseline', () => {
    const rows = [row('p95 latency', { target: '<= baseline + 10%' })];
    expect(chartLimits(rows, () => 200)).toMatchObject([{ values: [expect.closeTo(220)] }]);
  });
});
