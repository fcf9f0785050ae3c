import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCondition, parseExpression, parseSelector } from '../../../core/checks/parseExpression.ts';
import { parseCheckRow } from '../../../core/checks/parseRow.ts';
import { printCondition, printExpression, printSelector } from '../../../core/checks/print.ts';
import type { Problem } from '../../../core/problem.ts';
import { conditions, expressions, selectors } from './arbitraries.ts';

/** What is unsound about the outcome of a text, or undefined. One assertion per text keeps thousands of texts quick. */
function faultOf(text: string): string | undefined {
  const { expression, problems } = parseExpression(text);
  const { selector, problems: ofSelector } = parseSelector(text);
  const { condition, problems: ofCondition } = parseCondition(text);
  const outcomes: [isUnderstood: boolean, problems: Problem[]][] = [
    [expression !== undefined, problems],
    [selector !== undefined, ofSelector],
    [condition !== undefined, ofCondition],
  ];
  for (const [isUnderstood, found] of outcomes) {
    if (isUnderstood !== (found.length === 0)) return 'neither a meaning nor a problem, or both';
    for (const { span, code } of found) {
      const isInside = span[0] >= 0 && span[0] <= span[1] && span[1] <= text.length;
      const isVisible = span[0] < span[1] || text === '';
      if (!isInside || !isVisible) return `${code} at ${span.join('-')}`;
    }
  }
  if (expression === undefined) return undefined;
  const printed = printExpression(expression);
  const again = parseExpression(printed).expression;
  if (again === undefined || printExpression(again) !== printed) return `not stable: ${printed}`;
  return isDeepStrictEqual(again, expression) ? undefined : `another meaning: ${printed}`;
}

function expectSound(text: string): void {
  const fault = faultOf(text);
  if (fault !== undefined) throw new Error(`${JSON.stringify(text)}: ${fault}`);
}

describe('what is printed is read as the same', { timeout: 60_000 }, () => {
  it('expressions', () => {
    fc.assert(
      fc.property(expressions, (expression) => {
        const { expression: again, problems } = parseExpression(printExpression(expression));
        expect([again, problems]).toEqual([expression, []]);
      }),
      { numRuns: 3000 },
    );
  });

  it('selectors', () => {
    fc.assert(
      fc.property(selectors, (selector) => {
        expect(parseSelector(printSelector(selector)).selector).toEqual(selector);
      }),
    );
  });

  it('conditions', () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        expect(parseCondition(printCondition(condition)).condition).toEqual(condition);
      }),
    );
  });
});

describe('no text breaks the reader', { timeout: 60_000 }, () => {
  it('random text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), expectSound), { numRuns: 10_000 });
  });

  it('random text from the pieces of the language', () => {
    const pieces = [
      'p95',
      'P95',
      'p',
      'avg',
      'latency',
      'error',
      'rate',
      '(',
      ')',
      '{',
      '}',
      'a=b',
      '=',
      '"',
      "'",
      ',',
      '<',
      '≤',
      '!',
      '-',
      '–',
      '+',
      '*',
      '×',
    ].concat([
      'baseline',
      'for',
      'over',
      'within',
      'and',
      '5',
      '1,000',
      '1e3',
      '.5',
      '%',
      'ms',
      'sec',
      '/s',
      'below',
      'at',
      ' ',
      ' ',
      ' ',
      '\n',
      '\\',
      '#',
      '\ud800',
    ]);
    const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((chosen) => chosen.join(''));
    fc.assert(fc.property(texts, expectSound), { numRuns: 10_000 });
  });

  it('mutations of valid expressions', () => {
    const mutations = fc.tuple(expressions, fc.nat(), fc.nat({ max: 5 }), fc.string({ unit: 'binary', maxLength: 4 }));
    fc.assert(
      fc.property(mutations, ([expression, place, removed, added]) => {
        const text = printExpression(expression);
        const at = place % (text.length + 1);
        expectSound(text.slice(0, at) + added + text.slice(at + removed));
      }),
      { numRuns: 10_000 },
    );
  });

  it('random rows', () => {
    const field = fc.oneof(fc.string(), expressions.map(printExpression), conditions.map(printCondition));
    const rows = fc.record(
      { on: field, target: field, warn: field, critical: field, stop: field },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(rows, (row) => {
        const { selector, problems } = parseCheckRow(row);
        if (problems.length === 0) expect(selector).toBeDefined();
      }),
      { numRuns: 2000 },
    );
  });
});

describe('100 kB of garbage is read quickly', () => {
  const size = 100_000;
  const pieces = [
    'x',
    '-',
    'a-',
    'a.',
    '{',
    '}',
    '{a',
    'a=b,',
    '"',
    '="',
    '(',
    'p(',
    'avg(',
    '1',
    '1,',
    '1,000',
    '1e',
    '<',
    '< ',
    'p95 ',
    'and ',
    '5 ',
    '/',
    '/s',
    'baseline',
    'baseline ',
    'baseline+',
    '%',
    ' ',
    '\ud800',
    '😀',
    'at ',
    'for ',
  ];
  const starts = ['', 'p95 latency < 5', 'latency{a="', 'p95 latency <= baseline ', 'avg('];
  // Linear work takes milliseconds, quadratic work on this many tokens takes minutes. Time of the processor, because a
  // busy machine can let a test wait for many seconds.
  const limitMs = 5000;
  const processorMs = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  it.each(pieces)(
    '%j',
    (piece) => {
      for (const start of starts) {
        const text = start + piece.repeat(size / piece.length);
        const began = processorMs();
        parseExpression(text);
        expect(processorMs() - began, start).toBeLessThan(limitMs);
      }
      const text = piece.repeat(size / piece.length);
      const began = processorMs();
      parseSelector(text);
      parseCondition(text);
      expect(processorMs() - began).toBeLessThan(limitMs);
    },
    60_000,
  );
});
