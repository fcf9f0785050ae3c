import { describe, expect, test } from 'vitest';
import type { ComparedValue } from '../../../core/run/compare/compareRuns.ts';
import { checkChange, isChanged } from '../../../webview/compare/checkRows.ts';
import { describeOverlay, overlayTable, OVERLAYS, sidesOf } from '../../../webview/compare/overlay.ts';
import { initialState, keptOf, reduce } from '../../../webview/compare/state.ts';
import { EFFECT_WORDS, nextOrder, shownValues, valueRow } from '../../../webview/compare/valueRows.ts';
import { checkResult } from '../../support/panelStates.ts';

const value = (rest: Partial<ComparedValue> = {}): ComparedValue => ({
  metric: 'latency',
  statistic: 'p95',
  selector: {},
  unit: 'ms',
  before: 200,
  after: 250,
  change: 0.25,
  effect: 'worse',
  ...rest,
});

describe('a row of differences', () => {
  test.each<[string, Partial<ComparedValue>, object]>([
    [
      'a percentile',
      {},
      {
        name: 'p95 latency',
        before: '200 ms',
        after: '250 ms',
        difference: '+50 ms',
        percent: '+25.0 %',
        tolerance: '1 % each',
      },
    ],
    ['a value that fell', { before: 250, after: 200, change: -0.2 }, { difference: '−50 ms', percent: '-20.0 %' }],
    [
      'a share, in points of it',
      { metric: 'error_rate', statistic: 'rate', unit: 'ratio', before: 0.01, after: 0.03, change: 2 },
      {
        name: 'error_rate',
        before: '1 %',
        after: '3 %',
        difference: '+2 points',
        percent: '+200 %',
        tolerance: 'none',
      },
    ],
    ['a stage', { selector: { stage: 'peak' } }, { name: 'p95 latency{stage=peak}' }],
    [
      'what was not measured before',
      { before: undefined, change: undefined, effect: 'no-data' },
      { before: undefined, after: '250 ms', difference: undefined, percent: undefined },
    ],
    ['what was nothing before', { before: 0, change: undefined }, { difference: '+250 ms', percent: undefined }],
    [
      'a baseline of several runs',
      { spread: { runs: 4, min: 190, max: 210, isOutside: true } },
      { tolerance: 'outside 190 ms to 210 ms of 4 runs' },
    ],
  ])('of %s', (_, rest, expected) => {
    expect(valueRow(value(rest))).toMatchObject(expected);
  });
});

describe('the table of differences', () => {
  const values = [
    value({ metric: 'same', effect: 'same', change: 0 }),
    value({ metric: 'fell', effect: 'better', change: -0.5 }),
    value({ metric: 'new', effect: 'no-data', change: undefined }),
    value({ metric: 'rose', effect: 'worse', change: 0.1 }),
  ];
  const names = (shown: readonly ComparedValue[]): string[] => shown.map(({ metric }) => metric);

  test('is in the order of measuring, then as a heading is pressed', () => {
    expect(names(shownValues(values, undefined, false))).toEqual(['same', 'fell', 'new', 'rose']);
    const byChange = nextOrder(undefined, 'change')!;
    expect(names(shownValues(values, byChange, false))).toEqual(['fell', 'rose', 'same', 'new']);
    const turned = nextOrder(byChange, 'change')!;
    expect(names(shownValues(values, turned, false))).toEqual(['same', 'rose', 'fell', 'new']);
    expect(nextOrder(turned, 'change')).toBeUndefined();
    expect(names(shownValues(values, nextOrder(turned, 'effect'), false))).toEqual(['rose', 'fell', 'new', 'same']);
    expect(names(shownValues(values, { column: 'name', isTurned: false }, false))).toEqual([
      'fell',
      'new',
      'rose',
      'same',
    ]);
  });

  test('has what is within noise after all that changed, and not among what did', () => {
    const noise = value({ metric: 'noise', effect: 'within-noise', change: 0.9 });
    expect(names(shownValues([noise, ...values], { column: 'effect', isTurned: false }, false)).slice(-2)).toEqual([
      'noise',
      'same',
    ]);
    expect(names(shownValues([noise, ...values], undefined, true))).toEqual(['fell', 'new', 'rose']);
    expect(EFFECT_WORDS['within-noise']).toBe('within noise');
  });

  test('leaves out what is the same, never what cannot be compared', () => {
    expect(names(shownValues(values, undefined, true))).toEqual(['fell', 'new', 'rose']);
  });
});

describe('what became of a check', () => {
  const [pass, fail] = [checkResult('a'), checkResult('a', { verdict: 'fail' })];
  test.each([
    [{ id: 'a', before: pass, after: pass, isOtherLimit: false }, 'same verdict', false],
    [{ id: 'a', before: fail, after: pass, isOtherLimit: false }, 'fail before, pass now', true],
    [{ id: 'a', after: pass, isOtherLimit: false }, 'only in the later run', true],
    [{ id: 'a', before: pass, isOtherLimit: false }, 'not in the later run any more', true],
    [
      { id: 'a', before: pass, after: pass, isOtherLimit: true },
      'same verdict; judged by another limit: target < 1s before',
      true,
    ],
  ])('%#', (check, words, changed) => {
    expect([checkChange(check), isChanged(check)]).toEqual([words, changed]);
  });
});

describe('the charts', () => {
  const point = { second: 0, seconds: 1, stage: '', warmup: false };
  const sides = sidesOf(
    [{ ...point, p95: 100 }],
    [
      { ...point, p95: 80 },
      { ...point, second: 5, p95: 90 },
    ],
  );

  test('are said in words, each side by itself', () => {
    expect(describeOverlay(OVERLAYS[0]!, sides)).toBe(
      'p95 latency: before, over 1 s, from 100 ms to 100 ms; after, over 6 s, from 80 ms to 90 ms. The figures are in the table below the charts.',
    );
    expect(describeOverlay(OVERLAYS[0]!, sidesOf([], sides[1]!.points))).toContain('before not measured');
  });

  test('are a table, too, by the time since each began', () => {
    expect(overlayTable(sides)).toEqual({
      columns: ['Time', 'p95 latency before', 'p95 latency after'],
      rows: [
        ['start', '100 ms', '80 ms'],
        ['5 s', undefined, '90 ms'],
      ],
    });
  });
});

describe('state of the comparison', () => {
  const pair = { before: 'file:///a', after: 'baseline' };
  const view = { kind: 'unreadable', problem: 'gone', remedy: 'choose' } as const;

  test('is what the host sent last, in the order and with the filter that were chosen', () => {
    const shown = reduce({ onlyChanged: false }, { kind: 'show', pair, view });
    const sorted = reduce(reduce(shown, { kind: 'sort', column: 'change' }), { kind: 'only-changed', isOn: true });
    expect(sorted).toEqual({ pair, view, order: { column: 'change', isTurned: false }, onlyChanged: true });
    expect(initialState(keptOf(sorted))).toEqual({ order: sorted.order, onlyChanged: true });
    expect(keptOf(sorted)).not.toHaveProperty('view');
  });

  test.each([undefined, 'text', { before: 1 }, { ...pair, onlyChanged: true, order: { column: 'colour' } }])(
    'begins plain after %j was kept',
    (kept) => {
      expect(initialState(kept)).toEqual({ onlyChanged: false });
    },
  );
});
