import { describe, expect, test } from 'vitest';
import { MOST_LOG_LINES, RECENT_SECONDS, type LiveUpdate } from '../../core/protocol/livePanel.ts';
import type { LiveRunView } from '../../core/protocol/panel.ts';
import type { CheckResult } from '../../core/run/runResult.ts';
import type { TimelinePoint } from '../../core/run/timelinePoints.ts';
import { applyUpdate } from '../../webview/applyUpdate.ts';
import { announcement, standingCounts } from '../../webview/standing.ts';
import { Silence } from '../../webview/silence.ts';
import { initialState, keptOf, reduce } from '../../webview/state.ts';
import { nextTableOrder, sortedRows, type Cell } from '../../webview/tableOrder.ts';
import { checkResult, liveRun, shownRun } from '../support/panelStates.ts';

const point = (second: number): TimelinePoint => ({ second, seconds: 1, stage: 'main', warmup: false });
const updateOf = (rest: Partial<LiveUpdate> = {}): LiveUpdate => ({
  kind: 'update',
  update: 1,
  timeline: { from: 0, points: [] },
  recent: [],
  changes: [],
  log: [],
  now: liveRun().now,
  ...rest,
});

describe('an update of a run that goes on', () => {
  test('replaces points from where it says, and adds the rest', () => {
    const before = liveRun({ timeline: [point(0), point(1)], recent: [point(1)], log: ['one'] });
    const after = applyUpdate(
      before,
      updateOf({ timeline: { from: 1, points: [point(5), point(6)] }, recent: [point(2)], log: ['two'] }),
    );
    expect(after?.timeline.map(({ second }) => second)).toEqual([0, 5, 6]);
    expect(after?.recent.map(({ second }) => second)).toEqual([1, 2]);
    expect(after?.log).toEqual(['one', 'two']);
    expect(before.timeline).toHaveLength(2);
  });

  test('never makes more than the panel keeps', () => {
    let live: LiveRunView | undefined = liveRun();
    for (let update = 1; update <= 300; update += 1)
      live = applyUpdate(live!, updateOf({ update, recent: [point(update)], log: ['a', 'b'] }));
    expect(live?.recent).toHaveLength(RECENT_SECONDS);
    expect(live?.recent.at(-1)?.second).toBe(300);
    expect(live?.log).toHaveLength(MOST_LOG_LINES);
  });

  test.each<[string, Partial<LiveUpdate>]>([
    ['after one that was missed', { update: 2 }],
    ['to points that are not there', { timeline: { from: 3, points: [] } }],
  ])('%s asks for the whole', (_, rest) => {
    expect(applyUpdate(liveRun(), updateOf(rest))).toBeUndefined();
    const state = reduce({ view: liveRun() }, updateOf(rest));
    expect(state).toMatchObject({ isBehind: true, view: liveRun() });
    expect(reduce(state, { kind: 'show', view: liveRun() }).isBehind).toBeUndefined();
  });

  test('that comes after all tells that somebody feeds the panel again', () => {
    const alone = reduce({ view: liveRun() }, { kind: 'abandoned' });
    expect(alone.isAbandoned).toBe(true);
    expect(reduce(alone, updateOf()).isAbandoned).toBeUndefined();
    expect(reduce(alone, { kind: 'show', view: liveRun() }).isAbandoned).toBeUndefined();
    expect(reduce({ view: shownRun() }, { kind: 'abandoned' }).isAbandoned).toBeUndefined();
  });

  test('after the end changes nothing', () => {
    const state = { view: shownRun() };
    expect(reduce(state, updateOf())).toBe(state);
  });
});

describe('what is said of a run that goes on', () => {
  const liveWith = (...checks: CheckResult[]): LiveRunView => {
    const { now } = liveRun();
    return liveRun({}, { result: { ...now.result, checks } });
  };

  test('is how many checks stand how, gravest first', () => {
    const checks = [
      checkResult('a'),
      checkResult('b', { verdict: 'no-data' }),
      checkResult('c'),
      checkResult('d', { verdict: 'fail' }),
    ];
    expect(standingCounts(checks).map(({ words }) => words)).toEqual(['1 fail', '1 not measured yet', '2 pass']);
  });

  test.each<[string, LiveRunView, LiveRunView, string | undefined]>([
    ['nothing of mere figures', liveWith(checkResult('a')), liveWith(checkResult('a', { observed: 3 })), undefined],
    [
      'nothing of what is measured for the first time',
      liveWith(checkResult('a', { verdict: 'no-data' })),
      liveWith(checkResult('a')),
      undefined,
    ],
    ['a new verdict', liveWith(checkResult('a')), liveWith(checkResult('a', { verdict: 'fail' })), 'a: fail'],
    [
      'several at once in one sentence',
      liveWith(checkResult('a'), checkResult('b')),
      liveWith(checkResult('a', { verdict: 'warn' }), checkResult('b', { verdict: 'fail' })),
      'a: warning, and 1 more check changed',
    ],
    ['that it is stopped', liveRun(), liveRun({}, { phase: 'stopping' }), 'The run is being stopped.'],
  ])('aloud is %s', (_, before, after, text) => {
    expect(announcement(before, after)).toBe(text);
  });
});

describe('the order of a table', () => {
  const cell = (value: string | number): Cell => ({ text: String(value), value });
  const rows = [
    [cell('GET 10'), cell(5)],
    [cell('GET 9'), undefined],
    [cell('GET 8'), cell(40)],
  ];
  const firstsBy = (column: string, direction: 'ascending' | 'descending'): unknown[] =>
    sortedRows(['Request', 'p95'], rows, { column, direction }).map(([name]) => name?.text);

  test.each<[string, 'ascending' | 'descending', string[]]>([
    ['Request', 'ascending', ['GET 8', 'GET 9', 'GET 10']],
    ['p95', 'descending', ['GET 8', 'GET 10', 'GET 9']],
    ['p95', 'ascending', ['GET 10', 'GET 8', 'GET 9']],
    ['a column that is gone', 'ascending', ['GET 10', 'GET 9', 'GET 8']],
  ])('by %s, %s', (column, direction, names) => {
    expect(firstsBy(column, direction)).toEqual(names);
  });

  test('turns round, and then is as it was', () => {
    const once = nextTableOrder(undefined, 'p95', 'descending');
    const twice = nextTableOrder(once, 'p95', 'descending');
    expect([once?.direction, twice?.direction, nextTableOrder(twice, 'p95', 'descending')]).toEqual([
      'descending',
      'ascending',
      undefined,
    ]);
  });

  test('is kept over a reload with what the charts show', () => {
    let state = reduce({ runFolder: 'file:///a' }, { kind: 'span', span: 'follow' });
    state = reduce(state, { kind: 'sort-table', table: 'Requests', column: 'p95', first: 'descending' });
    const order = { Requests: { column: 'p95', direction: 'descending' } };
    expect(initialState(keptOf(state))).toMatchObject({ span: 'follow', tableOrders: order });
    state = reduce(state, { kind: 'sort-table', table: 'Requests', column: 'p95', first: 'descending' });
    state = reduce(state, { kind: 'sort-table', table: 'Requests', column: 'p95', first: 'descending' });
    expect(state.tableOrders).toEqual({});
  });
});

describe('silence', () => {
  test('the host is asked once, and is gone when it does not answer', () => {
    const silence = new Silence(0);
    const noticed = [5_000, 10_000, 15_000, 20_000, 30_000].map((now) => silence.check(now));
    expect(noticed).toEqual([undefined, 'ask', undefined, 'gone', undefined]);
  });

  test('an answer begins it anew', () => {
    const silence = new Silence(0);
    expect(silence.check(10_000)).toBe('ask');
    silence.heard(11_000);
    expect(silence.check(20_500)).toBeUndefined();
    expect(silence.check(21_000)).toBe('ask');
  });

  test('a machine that slept is asked first', () => {
    const silence = new Silence(0);
    expect([silence.check(3_600_000), silence.check(3_601_000)]).toEqual(['ask', undefined]);
    expect(silence.check(3_610_000)).toBe('gone');
  });
});
