import { describe, expect, test } from 'vitest';
import { shownCheck, shownTest } from '../../../client/testing/states.ts';
import type { CheckResult, Verdict } from '../../../core/run/runResult.ts';

const check = (change: Partial<CheckResult>): CheckResult => ({
  id: 'search/p95-latency',
  expression: 'p95 latency < 500ms',
  verdict: 'pass',
  observed: 600,
  unit: 'ms',
  levels: { target: '< 500ms' },
  notes: [],
  ...change,
});

describe('what the Testing view shows', () => {
  test.each<[Verdict, string]>([
    ['pass', 'passed'],
    ['warn', 'passed'],
    ['fail', 'failed'],
    ['no-data', 'errored'],
    ['invalid', 'errored'],
  ])('of the verdict %s', (verdict, state) => {
    expect(shownCheck(check({ verdict })).state).toBe(state);
    expect(shownTest({ verdict, state: 'completed', reasons: [] }).state).toBe(state);
  });

  test('a check that was not judged is skipped, and never passed', () => {
    expect(shownCheck(undefined)).toEqual({ state: 'skipped' });
  });

  test('a failed check says what was measured and what was wanted, with requirement and remedy', () => {
    const shown = shownCheck(
      check({ verdict: 'fail', requirement: '14.6', action: 'Add an index', notes: ['few samples'] }),
    );
    expect(shown).toMatchObject({ expected: 'target < 500ms', actual: '600 ms' });
    expect(shown.message?.split('\n')).toEqual([
      'fail: p95 latency < 500ms',
      'measured 600 ms, wanted target < 500ms',
      'requirement 14.6',
      'few samples',
      'what to do: Add an index',
    ]);
  });

  test('what was not measured says so', () => {
    const { observed, ...unmeasured } = check({ verdict: 'no-data', notes: ['nothing was sent'] });
    expect(observed).toBe(600);
    expect(shownCheck(unmeasured)).toMatchObject({ state: 'errored', actual: 'not measured' });
  });

  test('a warning is passed with its words, a plain pass has none', () => {
    expect(shownCheck(check({ verdict: 'warn' })).message).toContain('warning');
    expect(shownCheck(check({})).message).toBeUndefined();
  });

  test('a run that did not go to its end says how it ended', () => {
    const shown = shownTest({ verdict: 'no-data', state: 'cancelled', reasons: ['the run was cancelled'] });
    expect(shown.message).toBe('no data (cancelled): the run was cancelled');
  });
});
