import { describe, expect, it } from 'vitest';
import { checkCondition, dimensionOf, quantityInBaseUnits, resolveSelector } from '../../../core/checks/dimensions.ts';
import type { MetricLookup } from '../../../core/checks/selectorMeant.ts';
import { parseCondition, parseSelector } from '../../../core/checks/parseExpression.ts';
import { isMetricName, METRICS, type MetricKind } from '../../../core/metrics.ts';
import type { Statistic } from '../../../core/checks/check.ts';
import type { Dimension } from '../../../core/units.ts';

const lookup: MetricLookup = (name) =>
  isMetricName(name) ? METRICS[name] : name === 'my_counter' ? 'custom' : undefined;

function resolve(text: string) {
  const { selector, parts } = parseSelector(text);
  if (selector === undefined) throw new Error(text);
  return resolveSelector(selector, parts, lookup, Object.keys(METRICS));
}

describe('what a selector measures', () => {
  it.each([
    ['p95 latency', 'p95', 'time'],
    ['count latency', 'count', 'count'],
    ['sum latency', 'sum', 'time'],
    ['error_rate', 'rate', 'ratio'],
    ['requests', 'count', 'count'],
    ['rate requests', 'rate', 'rate'],
    ['bytes_in', 'count', 'bytes'],
    ['rate bytes_in', 'rate', 'byte-rate'],
    ['users', 'max', 'count'],
    ['p99.9 users', 'p99.9', 'count'],
    ['throughput', 'rate', 'rate'],
    ['min throughput', 'min', 'rate'],
  ] as const)('%s', (text, statistic, dimension) => {
    expect(resolve(text)).toMatchObject({ statistic, dimension, problems: [] });
  });

  it.each(['my_counter', 'p95 my_counter', 'last my_counter{a=b}'])(
    'anything may be asked of the custom %s',
    (text) => {
      const { definition, dimension, problems } = resolve(text);
      expect({ definition, dimension, problems }).toEqual({ definition: undefined, dimension: 'number', problems: [] });
    },
  );

  it.each([
    ['p95 latncy', 'check-unknown-metric', 'latncy', '`latency`'],
    ['p95 zebra', 'check-unknown-metric', 'zebra', 'custom metric'],
    ['latency.p95', 'check-unknown-metric', 'latency.p95', '`p95 latency`'],
    ['latency', 'check-statistic-missing', 'latency', '`p95 latency`'],
    ['latency{stage=peak}', 'check-statistic-missing', 'latency', '`p95 latency`'],
    ['p95 error_rate', 'check-statistic-unfit', 'p95', 'it has rate'],
    ['rate latency', 'check-statistic-unfit', 'rate', 'p95'],
    ['avg requests', 'check-statistic-unfit', 'avg', 'count, sum, rate'],
  ])('%s: %s', (text, code, characters, remedy) => {
    const { problems, dimension } = resolve(text);
    expect(problems.map((problem) => [problem.code, text.slice(...problem.span)])).toEqual([[code, characters]]);
    expect(problems[0]?.message).toContain(remedy);
    expect(dimension).toBeUndefined();
  });

  it('has a dimension for every kind and statistic', () => {
    const table: [MetricKind, Dimension, Statistic, Dimension][] = [
      ['counter', 'number', 'rate', 'number'],
      ['counter', 'time', 'rate', 'number'],
      ['trend', 'bytes', 'count', 'count'],
      ['flow', 'byte-rate', 'p95', 'byte-rate'],
    ];
    for (const [kind, dimension, statistic, expected] of table) {
      expect(dimensionOf({ kind, dimension, meaning: '' }, statistic)).toBe(expected);
    }
  });
});

function conditionProblems(text: string, dimension: Dimension) {
  const { condition, parts } = parseCondition(text);
  if (condition === undefined) throw new Error(text);
  return checkCondition(condition, parts, dimension);
}

describe('whether a condition fits', () => {
  it.each([
    ['< 500ms', 'time'],
    ['< 0.5%', 'ratio'],
    ['<= 0', 'ratio'],
    ['< 0.01', 'ratio'],
    ['0.2-0.3', 'ratio'],
    ['> 99%', 'ratio'],
    ['> 100', 'count'],
    ['> 100k', 'count'],
    ['> 100', 'rate'],
    ['> 1k/min', 'rate'],
    ['> 5MB', 'bytes'],
    ['> 5GB/s', 'byte-rate'],
    ['> 5', 'number'],
    ['> 5ms', 'number'],
    ['> 5k', 'number'],
    ['> 70%', 'number'],
    ['> -5', 'number'],
    ['<= baseline + 10%', 'time'],
    ['<= baseline', 'ratio'],
  ] as const)('%s of a %s fits', (text, dimension) => {
    expect(conditionProblems(text, dimension)).toEqual([]);
  });

  it.each([
    ['< 500', 'time', 'check-time-unit-missing', '500', '`500ms` or `500s`'],
    ['100-200', 'time', 'check-time-unit-missing', '100-200', '`100-200ms`'],
    ['< 500%', 'time', 'check-unit-unfit', '%', 'ms'],
    ['< 5k', 'time', 'check-unit-unfit', 'k', 'ms'],
    ['< -5ms', 'time', 'check-negative-limit', '-5ms', 'minus'],
    ['< -5', 'time', 'check-negative-limit', '-5', 'minus'],
    ['-5-5ms', 'time', 'check-negative-limit', '-5-5ms', 'minus'],
    ['< 5', 'ratio', 'check-ratio-unit-missing', '5', '`5%`'],
    ['< 1', 'ratio', 'check-ratio-unit-missing', '1', '`1%` or `100%`'],
    ['0.9-1', 'ratio', 'check-ratio-unit-missing', '0.9-1', '`90-100%`'],
    ['50-60', 'ratio', 'check-ratio-unit-missing', '50-60', '`50-60%`'],
    ['< 5ms', 'ratio', 'check-unit-unfit', 'ms', '%'],
    ['> 5%', 'count', 'check-unit-unfit', '%', 'plain number'],
    ['> 5/s', 'count', 'check-unit-unfit', '/s', 'plain number'],
    ['> 5k', 'rate', 'check-unit-unfit', 'k', '`50/s`'],
    ['> 5M', 'bytes', 'check-unit-unfit', 'M', 'MB'],
    ['> 5MB', 'byte-rate', 'check-unit-unfit', 'MB', 'MB/s'],
  ] as const)('%s of a %s: %s', (text, dimension, code, characters, remedy) => {
    const problems = conditionProblems(text, dimension);
    expect(problems.map((problem) => [problem.code, text.slice(...problem.span)])).toEqual([[code, characters]]);
    expect(problems[0]?.message).toContain(remedy);
  });
});

describe('a fraction or a percentage', () => {
  it.each([
    ['< 5', '5%'],
    ['50-60', '50-60%'],
    // Either may be meant, so neither is written for the person.
    ['< 1', undefined],
    ['0.9-1', undefined],
  ])('%s is mended to %s', (text, fix) => {
    const [problem] = conditionProblems(text, 'ratio');
    expect(problem?.fix?.edits.map((edit) => edit.text)).toEqual(fix === undefined ? undefined : [fix]);
  });
});

describe('base units', () => {
  it.each([
    [{ amount: 1.2, unit: 's' }, 'time', 1200],
    [{ amount: 5, unit: 'us' }, 'time', 0.005],
    [{ amount: 2, unit: 'm' }, 'time', 120_000],
    [{ amount: 57, unit: '%' }, 'ratio', 0.57],
    [{ amount: 0.01 }, 'ratio', 0.01],
    [{ amount: 100, unit: 'k' }, 'count', 100_000],
    [{ amount: 90, unit: '/min' }, 'rate', 1.5],
    [{ amount: 1, unit: 'k/min' }, 'rate', 16.6666666666667],
    [{ amount: 3, unit: 'MB/s' }, 'byte-rate', 3_000_000],
    [{ amount: 5, unit: 's' }, 'number', 5000],
    [{ amount: 5, unit: 's' }, 'ratio', Number.NaN],
  ] as const)('%j of a %s is %d', (quantity, dimension, value) => {
    expect(quantityInBaseUnits(quantity, dimension)).toBe(value);
  });
});
