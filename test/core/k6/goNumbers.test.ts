import { expect, it } from 'vitest';
import { parseGoFloat, parseK6Duration } from '../../../core/configs/k6/goNumbers.ts';
import { parseThreshold } from '../../../core/configs/k6/thresholdExpression.ts';

it.each([
  ['1', 1],
  ['+.5', 0.5],
  ['-1.e2', -100],
  ['1_000', 1000],
  ['0x1p4', 16],
  ['0x_1p1_0', 1024],
  ['inf', Infinity],
  ['-Infinity', -Infinity],
  ['nan', NaN],
  ['', undefined],
  ['.', undefined],
  ['1__0', undefined],
  ['_1', undefined],
  ['1_', undefined],
  ['1e_5', undefined],
  ['0x10', undefined],
  ['1e999', undefined],
  ['500ms', undefined],
])('the number %j', (text, expected) => expect(parseGoFloat(text)).toBe(expected));

it.each([
  ['30s', 30_000],
  ['1m30s', 90_000],
  ['1h0m0.5s', 3_600_500],
  ['.5s', 500],
  ['250', 250],
  ['1_000', 1000],
  ['1d', 86_400_000],
  ['1d12h', 129_600_000],
  ['-1d12h', -129_600_000],
  ['1us', 0.001],
  ['0', 0],
])('the duration %j', (text, ms) => expect(parseK6Duration(text)).toEqual({ ms }));

it.each(['', ' 1s', '10 s', '1w', '1h30', '2.1d', '1d-2h', 'd', 's', '.s', '1_0s', '300000h0m0s0h9999999h'])(
  'no duration: %j',
  (text) => expect(parseK6Duration(text)).toHaveProperty('fault'),
);

it.each([
  ['p(95)<500', { statistic: 'p', percent: 95, operator: '<', limit: 500 }],
  [' rate >= 0.9 ', { statistic: 'rate', operator: '>=', limit: 0.9 }],
  ['count == 3', { statistic: 'count', operator: '==', limit: 3 }],
  ['count===3', { statistic: 'count', operator: '===', limit: 3 }],
  ['p<200', { statistic: 'p', percent: 0, operator: '<', limit: 200 }],
  ['avg!=1_0', { statistic: 'avg', operator: '!=', limit: 10 }],
])('the threshold %j', (text, expression) => expect(parseThreshold(text)).toEqual({ expression }));

it.each([
  ['foo&0', 'no-operator', 'foo&0'],
  ['p95<500', 'statistic', 'p95'],
  ['p(101)<500', 'percent', 'p(101)'],
  ['avg<500ms', 'limit', '500ms'],
  // The first operator that k6 looks for is not the first in the text.
  ['avg > 5 <= 3', 'statistic', 'avg > 5'],
  ['avg<', 'no-operator', 'avg<'],
])('no threshold: %j', (text, fault, part) => {
  const reading = parseThreshold(text);
  expect('fault' in reading && { fault: reading.fault, part: text.slice(reading.from, reading.to) }).toEqual({
    fault,
    part,
  });
});
