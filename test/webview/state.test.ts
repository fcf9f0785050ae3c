import { describe, expect, test } from 'vitest';
import { worstVerdict } from '../../core/checks/truthTable.ts';
import { verdictSchema } from '../../core/run/runResultSchema.ts';
import { nextOrder, sortedChecks, type CheckOrder } from '../../webview/checkOrder.ts';
import { initialState, keptOf, reduce, type State } from '../../webview/state.ts';
import { checkResult, shownRun } from '../support/panelStates.ts';

const order: CheckOrder = { column: 'verdict', direction: 'descending' };

describe('state of the panel', () => {
  test('is what the host sent last, in the order that was chosen', () => {
    const first = reduce({ order }, { kind: 'show', runFolder: 'file:///a', view: shownRun() });
    expect(first).toEqual({ order, runFolder: 'file:///a', view: shownRun() });
    const view = { kind: 'unreadable', problem: 'gone', remedy: 'choose another' } as const;
    expect(reduce(first, { kind: 'show', runFolder: 'file:///b', view })).toEqual({
      order,
      runFolder: 'file:///b',
      view,
    });
  });

  test('is not changed in place', () => {
    const before: State = Object.freeze({ order });
    expect(reduce(before, { kind: 'sort', column: 'check' })).not.toBe(before);
    expect(before.order).toBe(order);
  });

  test('keeps the run and the order over a reload, and no figures', () => {
    const state = reduce({ order }, { kind: 'show', runFolder: 'file:///a', view: shownRun() });
    expect(keptOf(state)).toEqual({ runFolder: 'file:///a', order });
    expect(initialState(keptOf(state))).toEqual({ order });
    expect(keptOf({})).toBeUndefined();
  });

  test.each([undefined, 'text', { runFolder: 3 }, { runFolder: 'a', order: { column: 'colour', direction: 'up' } }])(
    'begins empty after %j was kept',
    (kept) => {
      expect(initialState(kept)).toEqual({});
    },
  );
});

describe('order of the checks', () => {
  const checks = [
    checkResult('b', { verdict: 'warn', requirement: '14.10' }),
    checkResult('a', { verdict: 'fail' }),
    checkResult('c', { verdict: 'no-data', requirement: '14.9' }),
    checkResult('d', { verdict: 'pass', requirement: '2' }),
  ];
  const idsBy = (by: CheckOrder | undefined): string =>
    sortedChecks(checks, by)
      .map(({ id }) => id)
      .join(' ');

  test.each<[string, CheckOrder | undefined]>([
    ['b a c d', undefined],
    ['a c b d', { column: 'verdict', direction: 'descending' }],
    ['d b c a', { column: 'verdict', direction: 'ascending' }],
    ['a b c d', { column: 'check', direction: 'ascending' }],
    ['d c b a', { column: 'requirement', direction: 'ascending' }],
    ['b c d a', { column: 'requirement', direction: 'descending' }],
  ])('%s', (ids, by) => {
    expect(idsBy(by)).toBe(ids);
  });

  test('goes by gravity as a run does', () => {
    const gravestFirst = sortedChecks(
      verdictSchema.options.map((verdict) => checkResult(verdict, { verdict })),
      order,
    );
    const verdicts = gravestFirst.map(({ verdict }) => verdict);
    for (const [index, verdict] of verdicts.entries()) expect(worstVerdict(verdicts.slice(index))).toBe(verdict);
  });

  test('turns round, and then is the plan’s again', () => {
    const once = nextOrder(undefined, 'check');
    const twice = nextOrder(once, 'check');
    expect([once?.direction, twice?.direction, nextOrder(twice, 'check')]).toEqual([
      'ascending',
      'descending',
      undefined,
    ]);
    expect(nextOrder(twice, 'verdict')).toEqual({ column: 'verdict', direction: 'descending' });
  });
});
