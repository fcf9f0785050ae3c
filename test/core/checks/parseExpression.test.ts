import { describe, expect, it } from 'vitest';
import type { Condition, Limit, Selector } from '../../../core/checks/check.ts';
import { parseCondition, parseExpression, parseSelector } from '../../../core/checks/parseExpression.ts';
import { UNITS, isUnit } from '../../../core/units.ts';

const selectors: [text: string, selector: Selector][] = [
  ['latency', { metric: 'latency', tags: {} }],
  ['p95 latency', { statistic: 'p95', metric: 'latency', tags: {} }],
  ['  p99.9   latency  ', { statistic: 'p99.9', metric: 'latency', tags: {} }],
  ['p95.0 latency', { statistic: 'p95', metric: 'latency', tags: {} }],
  ['p100 latency', { statistic: 'p100', metric: 'latency', tags: {} }],
  ['avg latency', { statistic: 'avg', metric: 'latency', tags: {} }],
  ['min latency', { statistic: 'min', metric: 'latency', tags: {} }],
  ['max cpu', { statistic: 'max', metric: 'cpu', tags: {} }],
  ['med latency', { statistic: 'med', metric: 'latency', tags: {} }],
  ['stdev latency', { statistic: 'stdev', metric: 'latency', tags: {} }],
  ['rate requests', { statistic: 'rate', metric: 'requests', tags: {} }],
  ['count latency', { statistic: 'count', metric: 'latency', tags: {} }],
  ['sum requests', { statistic: 'sum', metric: 'requests', tags: {} }],
  ['last users', { statistic: 'last', metric: 'users', tags: {} }],
  ['max up', { statistic: 'max', metric: 'up', tags: {} }],
  ['p2p_calls', { metric: 'p2p_calls', tags: {} }],
  ['max_size', { metric: 'max_size', tags: {} }],
  ['rate count', { statistic: 'rate', metric: 'count', tags: {} }],
  ['http.codes.200', { metric: 'http.codes.200', tags: {} }],
  [
    'p95 plugins.metrics-by-endpoint.response_time./api',
    { statistic: 'p95', metric: 'plugins.metrics-by-endpoint.response_time./api', tags: {} },
  ],
  ['latency{stage=peak}', { metric: 'latency', tags: { stage: 'peak' } }],
  [
    'latency { stage = peak , request = open cart }',
    { metric: 'latency', tags: { stage: 'peak', request: 'open cart' } },
  ],
  [`latency{request="GET /items/{id}, all"}`, { metric: 'latency', tags: { request: 'GET /items/{id}, all' } }],
  [`latency{request='it is'}`, { metric: 'latency', tags: { request: 'it is' } }],
  [`latency{request=it's}`, { metric: 'latency', tags: { request: "it's" } }],
  [String.raw`latency{request="say \"a\\b\""}`, { metric: 'latency', tags: { request: String.raw`say "a\b"` } }],
  ['latency{url=http://x/?a=b&c="d}', { metric: 'latency', tags: { url: 'http://x/?a=b&c="d' } }],
];

const limits: [text: string, limit: Limit][] = [
  ['500ms', { kind: 'quantity', amount: 500, unit: 'ms' }],
  ['1.2 s', { kind: 'quantity', amount: 1.2, unit: 's' }],
  ['.5s', { kind: 'quantity', amount: 0.5, unit: 's' }],
  ['100', { kind: 'quantity', amount: 100 }],
  ['-5', { kind: 'quantity', amount: -5 }],
  ['+5', { kind: 'quantity', amount: 5 }],
  ['-0', { kind: 'quantity', amount: 0 }],
  ['0.1%', { kind: 'quantity', amount: 0.1, unit: '%' }],
  ['50/s', { kind: 'quantity', amount: 50, unit: '/s' }],
  ['50 kB/s', { kind: 'quantity', amount: 50, unit: 'kB/s' }],
  ['baseline', { kind: 'baseline' }],
  ['baseline + 10%', { kind: 'baseline-percent', sign: '+', percent: 10 }],
  ['baseline-2.5 %', { kind: 'baseline-percent', sign: '-', percent: 2.5 }],
  ['baseline*1.1', { kind: 'baseline-times', factor: 1.1 }],
];

describe('selectors', () => {
  it.each(selectors)('%s', (text, selector) => {
    expect(parseSelector(text)).toMatchObject({ selector, problems: [] });
    expect(parseExpression(`${text} < 5`)).toMatchObject({ expression: { selector }, problems: [] });
  });
});

describe('conditions', () => {
  it.each(['<', '<=', '>', '>=', '==', '!='] as const)('operator %s', (operator) => {
    const condition: Condition = { kind: 'comparison', operator, limit: { kind: 'quantity', amount: 5, unit: 's' } };
    expect(parseCondition(`${operator} 5s`)).toMatchObject({ condition, problems: [] });
    expect(parseCondition(`${operator}5s`)).toMatchObject({ condition, problems: [] });
    expect(parseExpression(`latency${operator}5s`)).toMatchObject({ expression: { condition }, problems: [] });
  });

  it.each(limits)('limit %s', (text, limit) => {
    expect(parseCondition(`< ${text}`).condition).toEqual({ kind: 'comparison', operator: '<', limit });
    expect(parseCondition(`<${text} over 1.5m`).condition).toEqual({
      kind: 'comparison',
      operator: '<',
      limit,
      window: { kind: 'over', ms: 90_000 },
    });
  });

  it.each(Object.keys(UNITS).filter(isUnit))('unit %s', (unit) => {
    const limit: Limit = { kind: 'quantity', amount: 7, unit };
    expect(parseCondition(`> 7${unit}`).condition).toEqual({ kind: 'comparison', operator: '>', limit });
    expect(parseCondition(`> 7 ${unit}`).condition).toEqual({ kind: 'comparison', operator: '>', limit });
    expect(parseCondition(`7-9${unit}`).condition).toEqual({ kind: 'range', low: 7, high: 9, unit });
  });

  it.each([
    ['10s', 10_000],
    ['250ms', 250],
    ['500 us', 0.5],
    ['2m', 120_000],
    ['1h', 3_600_000],
    ['0.07s', 70],
  ] as const)('window %s', (text, ms) => {
    const limit: Limit = { kind: 'quantity', amount: 1, unit: '%' };
    for (const kind of ['for', 'over'] as const) {
      expect(parseCondition(`> 1% ${kind} ${text}`).condition).toEqual({
        kind: 'comparison',
        operator: '>',
        limit,
        window: { kind, ms },
      });
    }
  });

  it.each([
    ['50-60%', { kind: 'range', low: 50, high: 60, unit: '%' }],
    ['50 - 60 %', { kind: 'range', low: 50, high: 60, unit: '%' }],
    ['50 -60', { kind: 'range', low: 50, high: 60 }],
    ['-5--3', { kind: 'range', low: -5, high: -3 }],
    ['5-5ms', { kind: 'range', low: 5, high: 5, unit: 'ms' }],
  ] as const)('range %s', (text, condition) => {
    expect(parseCondition(text)).toMatchObject({ condition, problems: [] });
    expect(parseExpression(`max cpu ${text}`)).toMatchObject({ expression: { condition }, problems: [] });
  });
});

describe('where the parts stand', () => {
  it('names every piece of a full expression', () => {
    const text = 'p95 latency{stage=peak, request="open cart"} <= 500 ms for 10s';
    const { parts } = parseExpression(text);
    const { tags, ...spans } = parts;
    const pieces = Object.fromEntries(Object.entries(spans).map(([name, span]) => [name, text.slice(...span)]));
    expect(pieces).toEqual({
      selector: 'p95 latency{stage=peak, request="open cart"}',
      statistic: 'p95',
      metric: 'latency',
      condition: '<= 500 ms for 10s',
      operator: '<=',
      limit: '500 ms',
      unit: 'ms',
      window: 'for 10s',
    });
    expect(tags.map((tag) => [tag.key, text.slice(...tag.keySpan), tag.value, text.slice(...tag.valueSpan)])).toEqual([
      ['stage', 'stage', 'peak', 'peak'],
      ['request', 'request', 'open cart', 'open cart'],
    ]);
  });

  it('names a range and a baseline term as the limit', () => {
    for (const [text, limit] of [
      ['max cpu 50-60%', '50-60%'],
      ['p95 latency <= baseline + 10% for 5s', 'baseline + 10%'],
    ] as const) {
      expect(text.slice(...(parseExpression(text).parts.limit ?? [0, 0]))).toBe(limit);
    }
  });

  it('still names the condition behind a selector with a mistake', () => {
    const text = 'p(95) latency < 500ms';
    const { parts } = parseExpression(text);
    expect(text.slice(...(parts.unit ?? [0, 0]))).toBe('ms');
    expect(text.slice(...(parts.metric ?? [0, 0]))).toBe('latency');
  });
});
