import { describe, expect, it } from 'vitest';
import { readSummary } from '../../../../core/runners/k6/summary.ts';
import { thresholdVerdicts, type ThresholdFacts } from '../../../../core/runners/k6/thresholds.ts';

const TREND = { count: 20, avg: 5, min: 1, max: 9, med: 5, 'p(95)': 8 };
const PASSES = { iterations: { count: 20, rate: 10 } };

function stateOf(
  metric: string,
  values: Record<string, unknown>,
  { crossed = false, facts = {} }: { crossed?: boolean; facts?: Partial<ThresholdFacts> } = {},
): { state?: string; note?: string } {
  const metrics = { ...PASSES, [metric]: { ...values, thresholds: { 'p(95)<500': crossed } } };
  const summary = readSummary(JSON.stringify({ metrics }));
  if (summary === undefined) throw new Error('The summary is none.');
  const none = { seen: new Set<string>(), contents: new Map<string, string>(), requests: 20, noResponse: 0 };
  const [verdict] = thresholdVerdicts({ testId: 'shop', summary, ...none, ...facts });
  return { state: verdict?.state, note: verdict?.note };
}

describe('a threshold that k6 lets pass', () => {
  it.each([
    ['a trend', 'http_req_duration', TREND, {}, 'ok'],
    ['a trend without values', 'http_req_duration', { ...TREND, count: 0 }, {}, 'no-data'],
    ['times of requests of which none was answered', 'http_req_waiting', TREND, { noResponse: 20 }, 'no-data'],
    ['times of requests of which some were answered', 'http_req_waiting', TREND, { noResponse: 19 }, 'ok'],
    ['times of requests of which nothing is told', 'http_req_waiting', TREND, { noResponse: undefined }, 'no-data'],
    [
      'times of a part of the requests, all of them 0',
      'http_req_duration{name:pay}',
      { ...TREND, avg: 0, min: 0, max: 0, med: 0, 'p(95)': 0 },
      { noResponse: 5 },
      'no-data',
    ],
    ['a trend of the script, whatever was answered', 'my_time', TREND, { noResponse: 20 }, 'ok'],
    ['a counter', 'orders', { count: 3 }, {}, 'ok'],
    ['a counter that nothing was added to', 'orders', { count: 0 }, {}, 'no-data'],
    ['a counter that 0 was added to', 'orders', { count: 0 }, { seen: new Set(['orders']) }, 'ok'],
    ['a counter of a tag without samples', 'orders{kind:big}', { count: 0 }, { seen: new Set(['orders']) }, 'no-data'],
    ['arrivals that k6 did not drop', 'dropped_iterations', { count: 0 }, {}, 'ok'],
    ['a rate', 'checks', { passes: 5, fails: 0, value: 1 }, {}, 'ok'],
    ['a rate of nothing', 'checks', { passes: 0, fails: 0, value: 0 }, {}, 'no-data'],
    ['a gauge that was seen', 'level', { value: 0, min: 0, max: 0 }, { seen: new Set(['level']) }, 'ok'],
    ['a gauge that was never set', 'level', { value: 0, min: 0, max: 0 }, {}, 'no-data'],
  ] as const)('%s', (_, metric, values, facts, state) => {
    expect(stateOf(metric, values, { facts }).state).toBe(state);
  });

  it.each([
    ['orders', { count: 0 }, {}, /no samples of this metric, though k6 says passed; .* adds 0/],
    ['http_req_duration', TREND, { noResponse: 20 }, /no request got a response, which k6 counts as 0 ms/],
    ['http_req_duration', TREND, { noResponse: 7 }, /7 of 20 requests got no response, and k6 counts these, too/],
  ] as const)('%s %o says why', (metric, values, facts, note) => {
    expect(stateOf(metric, values, { facts }).note).toMatch(note);
  });
});

it('a threshold that was crossed is failed, answered or not', () => {
  expect(stateOf('http_req_duration', TREND, { crossed: true, facts: { noResponse: 20 } }).state).toBe('failed');
});

it('a threshold that was crossed is failed also where nothing was added to its counter', () => {
  const verdict = stateOf('joins', { count: 0 }, { crossed: true });
  expect(verdict).toEqual({ state: 'failed', note: 'no samples of this metric' });
});
