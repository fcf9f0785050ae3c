import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCondition, parseExpression } from '../../../../core/checks/parseExpression.ts';
import { printCondition, printExpression } from '../../../../core/checks/print.ts';
import { readTargets } from '../../../../core/checks/targets/readTargets.ts';
import { resolveSelector } from '../../../../core/checks/dimensions.ts';
import { isMetricName, METRICS } from '../../../../core/metrics.ts';

/** Pieces that together make texts near to targets, which random characters never are. */
const PIECE = fc.constantFrom(
  ...(
    'p95 P99.9 p(95) 95th percentile average max min median latency response time error rate success throughput users ' +
    'workspaces requests CPU Redis target: Target minimum within over under exceeds not no No errors 5xx of in per for ' +
    'and or to between less than at least < <= ≤ > >= ≥ == = != ~ + - – / . , : ; ( ) % ms s m min hours k K M rps req/s ' +
    '/s /min per second MB/s GiB 0 0.01 1 5 50 95% 99.95 1,000 10,000 1000 2.5 1e9 1000000000000000000 0.0000001 ' +
    'latency_p95_ms failed / total sustained → | ** ` <br> <!-- --> &lt; \n'
  ).split(' '),
);
const NEAR_TARGET = fc
  .array(fc.tuple(PIECE, fc.constantFrom('', ' ')), { maxLength: 25 })
  .map((pieces) => pieces.map(([piece, blank]) => piece + blank).join(''));
const TEXT = fc.oneof({ weight: 4, arbitrary: NEAR_TARGET }, fc.string({ unit: 'binary', maxLength: 200 }));
const CONTEXT = fc.record(
  {
    label: TEXT,
    column: fc.constantFrom('Target', 'Critical', 'Max', 'Weight', ''),
    headings: fc.array(TEXT, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

describe('whatever the text', () => {
  it('gives targets that the strict grammar reads and prints alike, inside the text', () => {
    fc.assert(
      fc.property(TEXT, CONTEXT, (text, context) => {
        for (const target of readTargets(text, context)) {
          expect(target.span[0]).toBeGreaterThanOrEqual(0);
          expect(target.span[1]).toBeGreaterThan(target.span[0]);
          expect(target.span[1]).toBeLessThanOrEqual(text.length);
          expect(target.reason).not.toBe('');
          if (target.selector === undefined) {
            const { condition, problems } = parseCondition(target.text);
            expect(problems).toEqual([]);
            expect(condition).toEqual(target.condition);
            expect(printCondition(condition!)).toBe(target.text);
            expect(target.confidence).not.toBe('certain');
          } else {
            const { expression, problems, parts } = parseExpression(target.text);
            expect(problems).toEqual([]);
            expect(expression).toEqual({ selector: target.selector, condition: target.condition });
            expect(printExpression(expression!)).toBe(target.text);
            const lookup = (name: string) => (isMetricName(name) ? METRICS[name] : undefined);
            expect(resolveSelector(target.selector, parts, lookup, []).problems).toEqual([]);
          }
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps targets of one text in order', () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        const starts = readTargets(text).map((target) => target.span[0]);
        expect(starts).toEqual([...starts].sort((left, right) => left - right));
      }),
    );
  });
});

/** 100 kB of each; an algorithm of quadratic work would not come to its end within the time of a test. */
const LONG_TEXTS: [name: string, unit: string][] = [
  ['targets', 'p95 latency < 500ms, error rate < 1%; '],
  ['words', 'latency under load '],
  ['digits', '1'],
  ['number chains', '1.2-3,4/'],
  ['groups of thousands', '1,000,'],
  ['operators', '< > '],
  ['underscores', '_'],
  ['currency signs', '$'],
  ['open tags', '<a '],
  ['open comments', '<!-'],
  ['colons', 'a: '],
  ['brackets', '(1 '],
  ['shares', '95% of '],
  ['counts', '5 users in '],
  ['lines', '1\n'],
  ['negations', 'no '],
];

describe('long texts', () => {
  it.each(LONG_TEXTS)('ends on 100 kB of %s', (_, unit) => {
    expect(readTargets(unit.repeat(Math.ceil(100_000 / unit.length)))).toBeInstanceOf(Array);
  });

  it('reads every target of a long line', () => {
    expect(readTargets('p95 latency < 500ms; '.repeat(5000))).toHaveLength(5000);
  });
});
