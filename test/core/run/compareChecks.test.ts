import { describe, expect, test } from 'vitest';
import { compareChecks } from '../../../core/run/compare/compareChecks.ts';
import { checkResult } from '../../support/panelStates.ts';

describe('the checks of two runs', () => {
  test('stand side by side by their ids, in the order of the later run', () => {
    const before = [checkResult('gone'), checkResult('a', { verdict: 'fail' })];
    const after = [checkResult('new'), checkResult('a')];
    expect(compareChecks(before, after)).toEqual([
      { id: 'new', after: after[0], isOtherLimit: false },
      { id: 'a', before: before[1], after: after[1], isOtherLimit: false },
      { id: 'gone', before: before[0], isOtherLimit: false },
    ]);
  });

  test.each([
    [{ target: '< 1s' }, { target: '< 2s' }, true],
    [{ target: '< 1s' }, { target: '< 1s', critical: '> 2s' }, true],
    [{ target: '< 1s', critical: '> 2s' }, { critical: '> 2s', target: '< 1s' }, false],
  ])('tell whether %j and %j are other limits', (one, other, isOther) => {
    const [compared] = compareChecks([checkResult('a', { levels: one })], [checkResult('a', { levels: other })]);
    expect(compared?.isOtherLimit).toBe(isOther);
  });
});
