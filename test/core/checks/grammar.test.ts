import { expect, it } from 'vitest';
import { parseExpression } from '../../../core/checks/parseExpression.ts';
import { printExpression } from '../../../core/checks/print.ts';

const STATISTICS = ['avg', 'min', 'max', 'med', 'stdev', 'p95', 'p99.9', 'p100', 'rate', 'count', 'sum', 'last'];
const UNITS = ['us', 'ms', 's', 'm', 'h', '%', 'k', 'M', '/s', '/min', 'B', 'kB', 'MB', 'GB'];
const BYTE_RATES = ['B/s', 'kB/s', 'MB/s', 'GB/s'];
const OPERATORS = ['<', '<=', '>', '>=', '==', '!='];
const BASELINES = ['baseline', 'baseline + 10%', 'baseline - 2.5%', 'baseline * 1.1'];

/** Every production of the grammar in its canonical form. */
const CANONICAL: string[] = [
  'latency < 5',
  ...STATISTICS.map((statistic) => `${statistic} latency < 5ms`),
  ...[...UNITS, ...BYTE_RATES].flatMap((unit) => [`m < 1.5${unit}`, `m 1-2${unit}`]),
  ...OPERATORS.map((operator) => `m ${operator} 5`),
  ...BASELINES.flatMap((term) => [`m <= ${term}`, `m <= ${term} for 10s`, `m <= ${term} over 1m`]),
  ...['for', 'over'].flatMap((kind) => ['250ms', '10s', '1m', '2h'].map((length) => `m > 5% ${kind} ${length}`)),
  ...[
    'stage=peak',
    'request=open cart',
    'a.b-c_1=d',
    'a=1,b=2',
    'request="GET /{id}"',
    'a="b,c"',
    'a=" b "',
    'a=" "',
  ].map((tags) => `p95 m{${tags}} < 5ms`),
];

it.each(CANONICAL)('%s', (text) => {
  const { expression, problems } = parseExpression(text);
  expect(problems).toEqual([]);
  expect(expression && printExpression(expression)).toBe(text);
});

it.each([
  ["m{ b = 2 , a = '1' } < 5", 'm{a=1,b=2} < 5'],
  ['m{a="it\\"s"} < 5', 'm{a=it"s} < 5'],
  ['m<=baseline+10%for 60s', 'm <= baseline + 10% for 1m'],
  ['m 1 - 2 %', 'm 1-2%'],
])('%s is printed as %s', (text, canonical) => {
  const { expression } = parseExpression(text);
  expect(expression && printExpression(expression)).toBe(canonical);
});
