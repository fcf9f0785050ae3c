import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check, resultOf } from './helpers.ts';
import {
  anySelector,
  frameOf,
  inScope,
  isClose,
  isRounded,
  limits,
  naiveCompare,
  naiveValue,
  OPERATORS,
  rawRun,
  timeline,
} from './naive.ts';

describe('judging the whole run agrees with a reference that keeps raw values', () => {
  it('for every metric, statistic, tag filter and operator', () => {
    fc.assert(
      fc.property(rawRun, anySelector, fc.constantFrom(...OPERATORS), limits, (run, what, operator, limit) => {
        const row = check(what, { target: [operator, limit] });
        const [result] = resultOf({ checks: [row] }, run.map(frameOf)).checks;
        const expected = naiveValue(inScope(timeline(run), what.tags), what);
        if (expected === undefined) {
          expect(result).toMatchObject({ verdict: 'no-data' });
          expect(result).not.toHaveProperty('observed');
          expect(result?.notes.join()).not.toBe('');
          return;
        }
        const share = isRounded(what) ? 0.01 : 1e-6;
        expect(isClose(result?.observed ?? NaN, expected, share), `${result?.observed} for ${expected}`).toBe(true);
        if (!isClose(expected, limit, share)) {
          expect(result?.verdict).toBe(naiveCompare(operator, expected, limit) ? 'pass' : 'fail');
        } else if (isRounded(what) && !isClose(expected, limit, 1e-6)) {
          expect(result?.notes).toContain('borderline');
        }
      }),
      { numRuns: 400 },
    );
  });
});
