import { describe, expect, it } from 'vitest';
import type { Level } from '../../../core/checks/check.ts';
import { parseCheckRow, type RowField } from '../../../core/checks/parseRow.ts';
import { printCondition, printSelector } from '../../../core/checks/print.ts';

type Row = Partial<Record<RowField, string>> | string;

function summary(row: Row) {
  const { selector, levels, problems } = parseCheckRow(row);
  const textOf = (field: RowField | 'row'): string =>
    field === 'row' ? '' : typeof row === 'string' ? row : (row[field] ?? '');
  return {
    selector: selector === undefined ? undefined : printSelector(selector),
    levels: Object.fromEntries(Object.entries(levels).map(([level, condition]) => [level, printCondition(condition)])),
    problems: problems.map(({ field, code, span }) => [field, code, textOf(field).slice(...span)]),
  };
}

describe('rows that are right', () => {
  it.each<[Row, string, Partial<Record<Level, string>>]>([
    ['p95 latency < 500ms', 'p95 latency', { target: '< 500ms' }],
    [{ on: 'max cpu', target: '< 70%', critical: '> 90%' }, 'max cpu', { target: '< 70%', critical: '> 90%' }],
    [
      { on: 'max cpu', target: '50-60%', warn: '> 65%', stop: '> 95% for 10s' },
      'max cpu',
      { target: '50-60%', warn: '> 65%', stop: '> 95% for 10s' },
    ],
    [{ on: 'max cpu', target: 'max cpu < 70%' }, 'max cpu', { target: '< 70%' }],
    [{ stop: 'error_rate > 10% for 10s' }, 'error_rate', { stop: '> 10% for 10s' }],
    [{ target: 'p95 latency < 500ms', critical: '> 1s' }, 'p95 latency', { target: '< 500ms', critical: '> 1s' }],
    [
      { critical: 'p95   latency{a=b,c=d} > 1s', target: 'p95 latency{c=d, a=b} < 500ms' },
      'p95 latency{a=b,c=d}',
      { target: '< 500ms', critical: '> 1s' },
    ],
  ])('%j', (row, selector, levels) => {
    expect(summary(row)).toEqual({ selector, levels, problems: [] });
  });
});

describe('rows with mistakes', () => {
  it.each<[Row, [RowField | 'row', string, string][], string | undefined, Partial<Record<Level, string>>]>([
    [{}, [['row', 'check-no-levels', '']], undefined, {}],
    [{ on: ' p94 latency < 1s' }, [['on', 'check-whole-in-on', 'p94 latency < 1s']], undefined, {}],
    [{ on: 'p95 latency' }, [['row', 'check-no-levels', '']], 'p95 latency', {}],
    ['', [['target', 'check-empty', '']], undefined, {}],
    [{ on: '', target: '< 5ms' }, [['on', 'check-empty', '']], undefined, { target: '< 5ms' }],
    [{ on: 'p95 latency', target: '' }, [['target', 'check-empty', '']], 'p95 latency', {}],
    [
      { target: ' < 5ms ', critical: '> 9ms' },
      [['target', 'check-selector-missing', '< 5ms']],
      undefined,
      { target: '< 5ms', critical: '> 9ms' },
    ],
    ['p95 latency ≤ 5ms', [['target', 'check-operator-spelling', '≤']], 'p95 latency', {}],
    [
      { on: 'P95 latency', target: '< 5ms', critical: '> 9ms' },
      [['on', 'check-statistic-case', 'P95']],
      undefined,
      { target: '< 5ms', critical: '> 9ms' },
    ],
    [
      { on: 'p95 latency < 5ms', target: '< 5ms' },
      [['on', 'check-selector-only', '< 5ms']],
      undefined,
      { target: '< 5ms' },
    ],
    [
      { on: 'p95 latency', target: 'p99 latency < 5ms' },
      [['target', 'check-selector-differs', 'p99 latency']],
      'p95 latency',
      { target: '< 5ms' },
    ],
    [
      { target: 'p95 latency < 5ms', critical: 'p99 latency > 9ms' },
      [['critical', 'check-selector-differs', 'p99 latency']],
      'p95 latency',
      { target: '< 5ms', critical: '> 9ms' },
    ],
    [
      { target: 'p95 latency < 5x', critical: '> 9ms' },
      [['target', 'check-unknown-unit', 'x']],
      'p95 latency',
      { critical: '> 9ms' },
    ],
    [
      { target: 'p95 latency', critical: '> 9ms' },
      [['target', 'check-missing-condition', 'p95 latency']],
      'p95 latency',
      { critical: '> 9ms' },
    ],
    [
      { on: 'max cpu', target: '< 70 %%', critical: '≥ 90%' },
      [
        ['target', 'check-unexpected-text', '%'],
        ['critical', 'check-operator-spelling', '≥'],
      ],
      'max cpu',
      {},
    ],
  ])('%j', (row, problems, selector, levels) => {
    expect(summary(row)).toEqual({ selector, levels, problems });
  });
});

describe('a row that does not begin with what is measured has one problem, and its remedy reads', () => {
  const rows: [text: string, characters: string, remedy: string][] = [
    ['500ms > p95 latency', '500ms > p95 latency', 'p95 latency < 500ms'],
    ['95% of requests under 500ms', '95% of requests under', 'p95 latency <'],
    ['90% of requests < 300ms', '90% of requests', 'p90 latency'],
    ['99th percentile latency < 1s', '99th percentile', 'p99'],
    ['100ms < p95 latency < 500ms', '100ms < p95 latency < 500ms', 'p95 latency 100-500ms'],
    ['0 failures', '0 failures', 'failures == 0'],
    ['0 errors', '0 errors', 'failures == 0'],
    ['0% errors', '0% errors', 'error_rate == 0%'],
    ['< 1s p95 latency', '< 1s p95 latency', 'p95 latency < 1s'],
    ['not error_rate > 5%', 'not error_rate >', 'error_rate <='],
    ['!(error_rate > 5%)', '!(error_rate > 5%)', 'error_rate <= 5%'],
    ['! error_rate > 5%', '! error_rate >', 'error_rate <='],
    ['p95 latency < 500ms{stage=1}', 'latency < 500ms{stage=1}', 'latency{stage=1} < 500ms'],
    ['p95 latency < 500ms {stage=1}', 'latency < 500ms {stage=1}', 'latency{stage=1} < 500ms'],
    ['error_rate > 1% for 5s{stage=1}', 'error_rate > 1% for 5s{stage=1}', 'error_rate{stage=1} > 1% for 5s'],
    ['p95 latency < 1s{stage=1} for 10s', 'latency < 1s{stage=1}', 'latency{stage=1} < 1s'],
    ['max cpu 50-60%{host=a}', 'cpu 50-60%{host=a}', 'cpu{host=a} 50-60%'],
  ];
  it.each(rows)('%s', (text, characters, remedy) => {
    for (const row of [text, { target: text }, { target: text, stop: '> 9000' }]) {
      const { problems } = parseCheckRow(row);
      expect(problems.map(({ span }) => text.slice(...span))).toEqual([characters]);
      expect(problems[0]?.message).toContain(`\`${remedy}\``);
    }
    expect(parseCheckRow(text.replace(characters, remedy)).problems).toEqual([]);
  });

  it.each([
    ['500ms', 'check-missing-metric', '500'],
    ['1000 rps', 'check-missing-metric', '1000'],
    ['100 requests per second', 'check-missing-metric', '100'],
    ['not (p95 latency < 1s for 10s)', 'check-missing-metric', 'not'],
    ['< 5 parsecs', 'check-unknown-unit', 'parsecs'],
    ['< 5 sec', 'check-unit-spelling', 'sec'],
    ['50-60%', 'check-selector-missing', '50-60%'],
    ['50%-60%', 'check-range-words', '50%-60%'],
  ])('%s: without a plain remedy one problem as well', (text, code, characters) => {
    expect(summary(text).problems).toEqual([['target', code, characters]]);
  });
});

it('tells where the parts of each field stand', () => {
  const row = { on: 'p95 latency{stage=peak}', target: '< 5ms', stop: '> 9s for 10s' };
  const { parts, selectorField } = parseCheckRow(row);
  expect(selectorField).toBe('on');
  expect(Object.keys(parts)).toEqual(['on', 'target', 'stop']);
  expect(row.on.slice(...(parts.on?.metric ?? [0, 0]))).toBe('latency');
  expect(row.stop.slice(...(parts.stop?.window ?? [0, 0]))).toBe('for 10s');
});
