import { describe, expect, test } from 'vitest';
import type { CheckResult } from '../../../core/run/runResult.ts';
import { worstMargin } from '../../../core/run/worstMargin.ts';

const check = (rest: Partial<CheckResult>): CheckResult => ({
  id: 'a',
  expression: 'p95 latency < 400ms',
  verdict: 'pass',
  observed: 342,
  unit: 'ms',
  levels: { target: '< 400ms' },
  notes: [],
  ...rest,
});

describe('the margin of a run', () => {
  test.each<[string, Partial<CheckResult>, string, number]>([
    ['a limit that held', {}, '58 ms under', 0.145],
    ['one that was missed', { observed: 500 }, '100 ms over', -0.25],
    ['a lower limit', { observed: 60, unit: '1/s', levels: { target: '> 50/s' } }, '10 /s over', 0.2],
    ['a level that must not be true', { levels: { critical: '> 400ms' } }, '58 ms under', 0.145],
    ['the target before other levels', { levels: { target: '< 400ms', critical: '> 1s' } }, '58 ms under', 0.145],
    ['a missed limit of 0', { observed: 2, unit: '1', levels: { target: '== 0' } }, '2 over', -Infinity],
  ])('is told of %s', (_, rest, text, share) => {
    const margin = worstMargin([check(rest)]);
    expect(margin?.text).toBe(text);
    expect(margin?.share).toBeCloseTo(share);
  });

  test.each<[string, Partial<CheckResult>]>([
    ['nothing was measured', { observed: undefined }],
    ['a range has two ends', { levels: { target: '100-400 ms' } }],
    ['a window has many values', { levels: { stop: '> 1s for 10s' } }],
    ['the baseline is not here', { levels: { target: '<= baseline + 10%' } }],
    ['0 was kept', { observed: 0, unit: '1', levels: { target: '== 0' } }],
    ['a level of a later version cannot be read', { levels: { target: '≈ 400ms' } }],
  ])('is not told where %s', (_, rest) => {
    expect(worstMargin([check(rest)])).toBeUndefined();
  });

  test('is that of the check that has the least left, in shares of its limit', () => {
    const checks = [
      check({ expression: 'wide' }),
      check({ expression: 'near', observed: 396 }),
      check({ expression: 'small', observed: 0.001, unit: 'ratio', levels: { target: '< 1%' } }),
    ];
    expect(worstMargin(checks)?.expression).toBe('near');
    expect(worstMargin([])).toBeUndefined();
  });
});
