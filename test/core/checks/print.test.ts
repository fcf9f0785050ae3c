import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../../core/checks/parseExpression.ts';
import { checkId, printExpression, printQuantity } from '../../../core/checks/print.ts';
import type { Expression } from '../../../core/checks/check.ts';

function read(text: string): Expression {
  const { expression, problems } = parseExpression(text);
  if (expression === undefined) throw new Error(`${text}: ${problems[0]?.message ?? ''}`);
  return expression;
}

describe('canonical text', () => {
  it.each([
    ['  p95   latency<500ms ', 'p95 latency < 500ms'],
    ['p95.0 latency < 1.20 s', 'p95 latency < 1.2s'],
    ['latency{stage=peak, request = open cart} > .5', 'latency{request=open cart,stage=peak} > 0.5'],
    [`latency{request='GET /{id}'} > 1`, 'latency{request="GET /{id}"} > 1'],
    ['latency{request="peak"} > 1', 'latency{request=peak} > 1'],
    ['p95 latency<=baseline+10%', 'p95 latency <= baseline + 10%'],
    ['p95 latency<=baseline*1.10', 'p95 latency <= baseline * 1.1'],
    ['max cpu 50 - 60 %', 'max cpu 50-60%'],
    ['max drift -5 - -3', 'max drift -5--3'],
    ['error_rate > 10% for 60s', 'error_rate > 10% for 1m'],
    ['error_rate > 10% for 90s', 'error_rate > 10% for 90s'],
    ['error_rate > 10% for 1.5m', 'error_rate > 10% for 90s'],
    ['error_rate > 10% over 3600s', 'error_rate > 10% over 1h'],
    ['error_rate > 10% over 250ms', 'error_rate > 10% over 250ms'],
    ['error_rate > 10% over 1500us', 'error_rate > 10% over 1.5ms'],
    ['requests > 0.0000001', 'requests > 0.0000001'],
    ['requests > 1000000000000000', 'requests > 1000000000000000'],
    ['latency < 1s over 1000000000000000ms', 'latency < 1s over 1000000000000s'],
    ['latency < 1s over 16666666666m', 'latency < 1s over 16666666666m'],
  ])('%s', (text, canonical) => {
    expect(printExpression(read(text))).toBe(canonical);
    expect(printExpression(read(canonical))).toBe(canonical);
  });

  it('of a quantity', () => {
    expect(printQuantity({ amount: 1.5, unit: 'kB/s' })).toBe('1.5kB/s');
    expect(printQuantity({ amount: 1e-7 })).toBe('0.0000001');
  });
});

describe('check ids', () => {
  it.each([
    ['p95 latency < 1.2s', 'search/p95-latency'],
    ['p95 latency < 2s', 'search/p95-latency'],
    ['error_rate < 0.1%', 'search/error_rate'],
    ['rate error_rate < 0.1%', 'search/error_rate'],
    ['count requests > 100k', 'search/requests'],
    ['sum requests > 100k', 'search/sum-requests'],
    ['max users > 5', 'search/users'],
    ['p99 latency{stage=peak} < 1s', 'search/p99-latency{stage=peak}'],
    ['p99 latency{stage=peak,request=a} < 1s', 'search/p99-latency{request=a,stage=peak}'],
    ['p95 latency <= baseline + 10%', 'search/p95-latency-vs-baseline'],
    ['p95 latency <= baseline', 'search/p95-latency-vs-baseline'],
    ['error_rate > 10% for 10s', 'search/error_rate-for-10s'],
    ['error_rate > 10% over 60s', 'search/error_rate-over-1m'],
    ['p95 latency{stage=peak} > baseline * 2 for 10s', 'search/p95-latency{stage=peak}-vs-baseline-for-10s'],
    ['max cpu 50-60%', 'search/max-cpu'],
  ])('%s', (text, id) => {
    const { selector, condition } = read(text);
    expect(checkId('search', selector, condition)).toBe(id);
  });

  it('leaves out the default statistic of the definition it is given', () => {
    const { selector, condition } = read('max cpu < 70%');
    expect(checkId('search', selector, condition, { kind: 'gauge', dimension: 'ratio', meaning: '' })).toBe(
      'search/cpu',
    );
  });
});
