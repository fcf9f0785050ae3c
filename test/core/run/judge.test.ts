import { describe, expect, it } from 'vitest';
import type { Level } from '../../../core/checks/check.ts';
import { compare } from '../../../core/run/judge.ts';
import type { CheckResult, Verdict } from '../../../core/run/runResult.ts';
import {
  check,
  counter,
  frame,
  gauge,
  httpFrame,
  httpSamples,
  resultOf,
  selector,
  trend,
  type Stated,
} from './helpers.ts';

const times = (count: number, value: number): number[] => Array.from({ length: count }, () => value);

function judged(row: ReturnType<typeof check>, frames: Parameters<typeof resultOf>[1]): CheckResult {
  const [result] = resultOf({ checks: [row] }, frames).checks;
  if (result === undefined) throw new Error('no result');
  return result;
}

describe('compare', () => {
  it.each([
    ['<', 1, 2, true],
    ['<', 2, 2, false],
    ['<=', 2, 2, true],
    ['>', 2, 2, false],
    ['>=', 2, 2, true],
    ['==', 0.1 + 0.2, 0.3, true],
    ['!=', 0.1 + 0.2, 0.3, false],
    // 57 of 100 is 57 %, although 57 * 0.01 is a little more than 57 / 100.
    ['<', 57 / 100, 57 * 0.01, false],
    ['>=', 57 / 100, 57 * 0.01, true],
    ['==', 0, 0, true],
    ['!=', 1, 1.0001, true],
    ['!=', NaN, 1, false],
    ['<', NaN, 1, false],
    ['<', 1, NaN, false],
    ['<', 1, Infinity, false],
  ] as const)('%s %d with limit %d is %s', (operator, observed, limit, expected) => {
    expect(compare(operator, observed, limit)).toBe(expected);
  });
});

describe('judge', () => {
  const slow = [httpFrame(0, [100, 200, 300])];

  it.each<[Partial<Record<Level, Stated>>, Verdict, number]>([
    [{ target: ['<', 400] }, 'pass', 300],
    [{ target: ['<', 300] }, 'fail', 300],
    [{ target: ['<', 200], critical: ['>', 400] }, 'warn', 300],
    [{ target: ['<', 200], critical: ['>', 250] }, 'fail', 300],
    [{ warn: ['>', 250] }, 'warn', 300],
    [{ warn: ['>', 350] }, 'pass', 300],
    [{ critical: ['>', 350] }, 'pass', 300],
    [{ stop: ['>', 250] }, 'fail', 300],
  ])('%j is %s', (levels, verdict, observed) => {
    expect(judged(check(selector('latency', 'max'), levels), slow)).toMatchObject({ verdict, observed, unit: 'ms' });
  });

  it('says the levels as text, and the condition only of a row with just a target', () => {
    const what = selector('latency', 'p95', { stage: 'main' });
    expect(judged(check(what, { target: ['<', 500] }), slow)).toMatchObject({
      expression: 'p95 latency{stage=main} < 500',
      levels: { target: '< 500' },
    });
    expect(judged(check(what, { target: ['<', 500], critical: ['>', 900] }), slow)).toMatchObject({
      expression: 'p95 latency{stage=main}',
      levels: { target: '< 500', critical: '> 900' },
    });
  });

  it('has no data for a row that states nothing', () => {
    expect(judged(check(selector('latency', 'p95'), {}), slow).verdict).toBe('no-data');
  });

  it('fails by a level that is known although another is not', () => {
    const levels = { target: ['<', 500, { kind: 'over', ms: 60_000 }], critical: ['>', 200] } as const;
    expect(judged(check(selector('latency', 'max'), levels), slow).verdict).toBe('fail');
    const harmless = { target: ['<', 500], critical: ['>', 900, { kind: 'for', ms: 60_000 }] } as const;
    const result = judged(check(selector('latency', 'max'), harmless), slow);
    expect(result).toMatchObject({
      verdict: 'no-data',
      notes: ['what was measured lasted 1 s, shorter than the window of 1 m 00 s'],
    });
  });

  it('judges ranges with both ends', () => {
    const row = check(selector('users'), {});
    row.levels.target = { kind: 'range', low: 5, high: 6 };
    const users = (count: number): CheckResult => judged(row, [frame(0, [gauge('users', [count])])]);
    expect([4, 5, 6, 7].map((count) => users(count).verdict)).toEqual(['fail', 'pass', 'pass', 'fail']);
  });
});

describe('baselines', () => {
  const row = check(selector('latency', 'max'), {});
  row.levels.target = {
    kind: 'comparison',
    operator: '<=',
    limit: { kind: 'baseline-percent', sign: '+', percent: 10 },
  };
  const judgedAgainst = (reference: number | undefined): CheckResult | undefined =>
    resultOf({ checks: [row], baseline: () => reference }, [httpFrame(0, [110])]).checks[0];

  it('are terms of the limit', () => {
    expect(judgedAgainst(100)?.verdict).toBe('pass');
    expect(judgedAgainst(99)?.verdict).toBe('fail');
  });

  it('leave the check without data when there is none', () => {
    expect(judgedAgainst(undefined)).toMatchObject({
      verdict: 'no-data',
      notes: [expect.stringContaining('headroom baseline set')],
    });
    expect(judgedAgainst(NaN)?.verdict).toBe('no-data');
  });
});

describe('notes', () => {
  it('tell what lies within the error of a percentile', () => {
    const frames = [httpFrame(0, times(200, 495))];
    expect(judged(check(selector('latency', 'p95'), { target: ['<', 500] }), frames).notes).toEqual(['borderline']);
    expect(judged(check(selector('latency', 'avg'), { target: ['<', 500] }), frames).notes).toEqual([]);
    expect(judged(check(selector('latency', 'p95'), { target: ['<', 600] }), frames).notes).toEqual([]);
  });

  it.each([
    ['p99', 40, ['p99 of only 40 samples']],
    ['p99', 99, ['p99 of only 99 samples']],
    ['p99', 100, []],
    ['p99.9', 999, ['p99.9 of only 999 samples']],
    ['p99.9', 1000, []],
    ['p95', 19, ['p95 of only 19 samples']],
    ['p95', 20, []],
    ['p90', 10, []],
    ['med', 1, ['med of only 1 sample']],
    ['p100', 1, []],
  ] as const)('%s of %d samples', (statistic, count, notes) => {
    const row = check(selector('latency', statistic), { target: ['<', 500] });
    expect(judged(row, [httpFrame(0, times(count, 10))]).notes).toEqual(notes);
  });
});

/** The worst defect of this product would be a pass here. */
describe('nothing measured never passes', () => {
  const answered = httpFrame(0, [10, 20]);
  const unanswered = frame(0, [counter('requests', 3), counter('failures', 0), counter('responses', 0)]);
  const untaggedFailures = frame(0, [counter('requests', 9, { request: 'pay' }), counter('failures', 5)]);
  const tag = (tags: Record<string, string>) => tags;

  it.each([
    ['no frame at all', selector('latency', 'p95'), [], 'the run reported no `latency`'],
    ['no response', selector('latency', 'p95'), [unanswered], 'no request got a response'],
    [
      'no response in a stage',
      selector('latency', 'p95', tag({ stage: 'main' })),
      [unanswered],
      'no request of stage `main` got a response',
    ],
    [
      'an unknown stage',
      selector('latency', 'p95', tag({ stage: 'peak' })),
      [answered],
      'there is no `latency` of stage `peak`',
    ],
    [
      'an unknown request',
      selector('latency', 'p95', tag({ request: 'never' })),
      [answered],
      'there is no `latency` of request `never`',
    ],
    [
      'failures of an unknown request',
      selector('failures', undefined, tag({ request: 'never' })),
      [answered],
      'there is no `failures`',
    ],
    [
      'failures of an unknown stage',
      selector('failures', undefined, tag({ stage: 'peka' })),
      [answered],
      'there is no `failures`',
    ],
    [
      'failures by a tag nobody reports',
      selector('failures', undefined, tag({ eror: 'timeout' })),
      [answered],
      'there is no `failures`',
    ],
    [
      'failures of one kind when kinds are not told',
      selector('failures', undefined, tag({ error: 'timeout' })),
      [untaggedFailures],
      'there is no `failures`',
    ],
    [
      'failures of one request when requests are not told',
      selector('failures', undefined, tag({ request: 'pay' })),
      [untaggedFailures],
      'there is no `failures`',
    ],
    ['error rate without attempts', selector('error_rate'), [frame(0, httpSamples([]))], 'no request was sent'],
    [
      'error rate without failures reported',
      selector('error_rate'),
      [frame(0, [counter('requests', 5)])],
      'the run reported no `failures`',
    ],
    [
      'a custom metric that never came',
      selector('orders_failed', 'count'),
      [answered],
      'the run reported no `orders_failed`',
    ],
    [
      'only warm-up',
      selector('latency', 'p95'),
      [httpFrame(0, [10], 0, { warmup: true })],
      'the run reported no `latency`',
    ],
    ['an empty trend', selector('latency', 'count'), [frame(0, [trend('latency', [])])], 'nothing measured'],
    ['a number that is none', selector('users', 'max'), [frame(0, [gauge('users', [NaN])])], 'nothing measured'],
    ['a trend without a statistic', selector('latency'), [answered], 'needs a statistic'],
  ] as const)('%s', (_, what, frames, reason) => {
    for (const stated of [
      ['<', 1e9],
      ['>=', 0],
      ['!=', 7],
      ['==', 0],
    ] as const) {
      for (const level of ['target', 'warn', 'critical'] as const) {
        const result = judged(check(what, { [level]: stated }), [...frames]);
        expect(result.verdict).toBe('no-data');
        expect(result).not.toHaveProperty('observed');
        expect(result.notes.join()).toContain(reason);
      }
    }
  });
});

describe('zero is measured where it is certain', () => {
  const pay = { request: 'pay' };
  const tagged = frame(0, [
    counter('requests', 9, pay),
    counter('failures', 0, pay),
    counter('failures', 5, { ...pay, error: 'status' }),
  ]);
  const allFine = frame(0, [counter('requests', 9, pay), counter('failures', 0)]);

  it.each([
    ['failures that never happened', selector('failures'), [httpFrame(0, [10])], 0],
    ['a kind of failure that never happened', selector('failures', undefined, { error: 'timeout' }), [tagged], 0],
    ['its share', selector('error_rate', undefined, { error: 'timeout' }), [tagged], 0],
    ['the share of one that did', selector('error_rate', undefined, { error: 'status', ...pay }), [tagged], 5 / 9],
    ['a request of a run without any failure', selector('error_rate', undefined, pay), [allFine], 0],
    ['responses', selector('throughput'), [frame(0, httpSamples([], 2))], 0],
  ] as const)('%s', (_, what, frames, observed) => {
    expect(judged(check(what, { target: ['<', 1] }), [...frames])).toMatchObject({ verdict: 'pass', observed });
  });
});

describe('time that nobody told of', () => {
  it('counts as time without responses', () => {
    const frames = [httpFrame(0, times(100, 5)), httpFrame(9, times(100, 5))];
    expect(judged(check(selector('throughput'), { target: ['>', 50] }), frames)).toMatchObject({
      verdict: 'fail',
      observed: 20,
    });
    expect(judged(check(selector('throughput', 'min'), { target: ['>', 50] }), frames)).toMatchObject({
      verdict: 'fail',
      observed: 0,
    });
  });
});

describe('warm-up', () => {
  const frames = [
    httpFrame(0, [900], 0, { stage: 'warm-up', warmup: true }),
    frame(1, [trend('latency', [950], { stage: 'warm-up' }), ...httpSamples([10])], { stage: 'peak' }),
  ];

  it.each([
    [{}, 10],
    [{ stage: 'peak' }, 10],
    // With the late response that came in the next stage.
    [{ stage: 'warm-up' }, 950],
  ])('is left out unless named: %j', (tags, observed) => {
    expect(judged(check(selector('latency', 'max', tags), { target: ['<', 1e6] }), frames).observed).toBe(observed);
  });
});
