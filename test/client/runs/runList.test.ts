import { describe, expect, test } from 'vitest';
import { fitsFilter, filterText, isFilterSet, needsSummaries, NO_FILTER } from '../../../client/runs/tree/runFilter.ts';
import { dayOf, RunList, type GroupNode } from '../../../client/runs/tree/runList.ts';
import { parseRunName, testInName } from '../../../client/runs/tree/runName.ts';
import { knownRun } from './knownRun.ts';

const A = '/home/shop/a/headroom-results';
const B = '/home/shop/b/headroom-results';

function listOf(...folders: string[]): RunList {
  const list = new RunList();
  for (const folder of folders) list.add(folder);
  return list;
}
const shown = (groups: readonly GroupNode[]): [string, string[]][] =>
  groups.map(({ of, runs }) => [
    of.by === 'test' ? of.testId : of.day,
    runs.map(({ folder }) => folder.split('/').at(-1) ?? ''),
  ]);

describe('the name of a run folder', () => {
  test.each([
    [
      '20260131_235959_search',
      { stamp: '20260131_235959', startedAt: Date.UTC(2026, 0, 31, 23, 59, 59), rest: 'search' },
    ],
    [
      '20260131_235959_a_b-2',
      { stamp: '20260131_235959', startedAt: Date.UTC(2026, 0, 31, 23, 59, 59), rest: 'a_b-2' },
    ],
    ['20260131_235959_suite-nightly', undefined],
    ['20260131_235959', undefined],
    ['2026-01-31_search', undefined],
    ['.gitignore', undefined],
  ])('%s', (name, expected) => {
    expect(parseRunName(name)).toEqual(expected);
  });

  test.each([
    ['20260131_120000_search-2', ['20260131_120000_search'], 'search'],
    ['20260131_120000_search-10', ['20260131_120000_search'], 'search'],
    ['20260131_120000_search-2', ['20260131_110000_search'], 'search-2'],
    ['20260131_120000_search-1', ['20260131_120000_search'], 'search-1'],
    ['20260131_120000_search-v2', ['20260131_120000_search'], 'search-v2'],
  ])('tells of %s beside %j the test', (name, others, testId) => {
    expect(testInName(parseRunName(name)!, (other) => others.includes(other))).toBe(testId);
  });
});

describe('the list of runs', () => {
  test('has tests by name with their runs newest first, second runs of one second among them', () => {
    const list = listOf(
      `${A}/20260131_120000_search`,
      `${A}/20260131_120000_search-2`,
      `${A}/20260131_120000_search-10`,
      `${A}/20260201_080000_search`,
      `${A}/20260131_130000_checkout`,
      `${A}/20260131_130000_suite-nightly`,
      `${A}/notes`,
    );
    expect(list.regroup('test').isAll).toBe(true);
    expect(shown(list.groupsInOrder())).toEqual([
      ['checkout', ['20260131_130000_checkout']],
      [
        'search',
        ['20260201_080000_search', '20260131_120000_search-10', '20260131_120000_search-2', '20260131_120000_search'],
      ],
    ]);
  });

  test('has days newest first, as days are where the person is', () => {
    const list = listOf(`${A}/20260131_120000_search`, `${A}/20260301_120000_checkout`, `${B}/20260301_110000_search`);
    list.regroup('day');
    expect(shown(list.groupsInOrder())).toEqual([
      [dayOf(Date.UTC(2026, 2, 1, 12)), ['20260301_120000_checkout', '20260301_110000_search']],
      [dayOf(Date.UTC(2026, 0, 31, 12)), ['20260131_120000_search']],
    ]);
  });

  test('keeps tests of one name in two places apart, and knows that their names do not tell', () => {
    const list = listOf(`${A}/20260131_120000_search`, `${B}/20260131_120000_search`, `${B}/20260131_120000_pay`);
    list.regroup('test');
    expect(shown(list.groupsInOrder()).map(([test]) => test)).toEqual(['pay', 'search', 'search']);
    expect([...list.ambiguousTests()]).toEqual(['search']);
  });

  test('changes only the group that a run is added to, and keeps its nodes', () => {
    const list = listOf(`${A}/20260131_120000_search`, `${A}/20260131_120000_pay`);
    list.regroup('test');
    const [pay, search] = list.groupsInOrder();
    expect(list.add(`${A}/20260131_120000_search`)).toBe(false);
    list.add(`${A}/20260201_120000_search`);
    expect(list.regroup('test')).toEqual({ isAll: false, groups: [search] });
    expect(list.groupsInOrder()).toEqual([pay, search]);
    expect(list.groupsInOrder()[1]).toBe(search);
    expect(list.regroup('test')).toEqual({ isAll: false, groups: [] });
  });

  test('knows which runs are in a folder that is gone', () => {
    const list = listOf(`${A}/20260131_120000_search`, `${A}/20260131_120000_pay`, `${B}/20260131_120000_search`);
    const within = (folder: string): string[] => list.within(folder).map((node) => node.folder);
    expect(within(`${A}/20260131_120000_pay`)).toEqual([`${A}/20260131_120000_pay`]);
    expect(within('/home/shop/a')).toEqual([`${A}/20260131_120000_search`, `${A}/20260131_120000_pay`]);
    expect(within(B)).toEqual([`${B}/20260131_120000_search`]);
    expect(within('/home/shop/bb')).toEqual([]);
    expect(within(`${B}/20260131_120000_search/raw`)).toEqual([]);
  });

  test('has no group any more whose last run is gone', () => {
    const list = listOf(`${A}/20260131_120000_search`, `${A}/20260131_120000_pay`);
    list.regroup('test');
    list.remove(`${A}/20260131_120000_pay`);
    expect(list.regroup('test').isAll).toBe(true);
    expect(shown(list.groupsInOrder()).map(([testId]) => testId)).toEqual(['search']);
  });

  test('puts a run where run.json says that it belongs', () => {
    const list = listOf(`${A}/20260131_120000_search-2`);
    list.regroup('test');
    expect(shown(list.groupsInOrder())[0]?.[0]).toBe('search-2');
    list.find(`${A}/20260131_120000_search-2`)!.summary = knownRun({ testId: 'search' });
    expect(list.regroup('test').isAll).toBe(true);
    expect(shown(list.groupsInOrder())[0]?.[0]).toBe('search');
  });

  test('shows what fits the filter', () => {
    const list = listOf(`${A}/20260131_120000_search`, `${A}/20260201_120000_search`, `${A}/20260131_120000_pay`);
    list.find(`${A}/20260201_120000_search`)!.summary = knownRun({ verdict: 'fail', environment: 'staging' });
    list.regroup('test', { ...NO_FILTER, tests: ['pay'] });
    expect(shown(list.groupsInOrder())).toEqual([['pay', ['20260131_120000_pay']]]);
    list.regroup('test', { ...NO_FILTER, outcomes: ['fail'] });
    expect(shown(list.groupsInOrder())).toEqual([['search', ['20260201_120000_search']]]);
  });
});

describe('a filter', () => {
  const failed = knownRun({ verdict: 'fail', environment: 'staging' });
  test.each([
    [{ ...NO_FILTER }, undefined, true],
    [{ ...NO_FILTER, tests: ['search', 'pay'] }, undefined, true],
    [{ ...NO_FILTER, tests: ['pay'] }, failed, false],
    [{ ...NO_FILTER, outcomes: ['fail', 'invalid'] as const }, failed, true],
    [{ ...NO_FILTER, outcomes: ['pass'] as const }, failed, false],
    [{ ...NO_FILTER, outcomes: ['fail'] as const }, undefined, false],
    [{ ...NO_FILTER, environments: ['staging'] }, failed, true],
    [{ ...NO_FILTER, environments: ['production'] }, failed, false],
    [{ ...NO_FILTER, environments: ['staging'], outcomes: ['pass'] as const }, failed, false],
    [{ ...NO_FILTER, outcomes: ['running'] as const }, knownRun({ verdict: undefined, state: 'running' }), true],
    [{ ...NO_FILTER, outcomes: ['cut-off'] as const }, knownRun({ verdict: undefined, state: 'interrupted' }), true],
    [{ ...NO_FILTER, outcomes: ['damaged'] as const }, { kind: 'damaged', reason: 'x' } as const, true],
    [{ ...NO_FILTER, environments: ['staging'] }, { kind: 'damaged', reason: 'x' } as const, false],
  ])('%j lets %j through: %s', (filter, summary, fits) => {
    expect(fitsFilter(filter, 'search', summary)).toBe(fits);
  });

  test('says in the title what it lets through', () => {
    const filter = { tests: ['search', 'pay'], outcomes: ['no-data', 'cut-off'] as const, environments: ['staging'] };
    expect(filterText(filter)).toBe('search or pay · no data or no result · staging');
    expect([isFilterSet(filter), needsSummaries(filter)]).toEqual([true, true]);
    expect([isFilterSet(NO_FILTER), filterText(NO_FILTER)]).toEqual([false, '']);
    expect(needsSummaries({ ...NO_FILTER, tests: ['pay'] })).toBe(false);
  });
});
