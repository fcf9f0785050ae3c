import * as fc from 'fast-check';
import type { Condition, Expression, Limit, Selector, Statistic, Window } from '../../../core/checks/check.ts';
import { isJointWord, isOperatorWord, windowMeant } from '../../../core/checks/spellings.ts';
import { NAMED_STATISTICS, looksLikeStatistic } from '../../../core/checks/statistics.ts';
import { isUnit, UNITS } from '../../../core/units.ts';

/** As large as a check takes them, and never `-0`, which is written like `0`. */
const amounts = fc
  .oneof(
    fc.double({ noNaN: true, min: -1e15, max: 1e15 }),
    fc.integer(),
    fc.integer({ min: 0, max: 100_000 }).map((thousandths) => thousandths / 1000),
  )
  .map((amount) => (amount === 0 ? 0 : amount));
const positiveAmounts = amounts.map(Math.abs).filter((amount) => amount > 0);
const units = fc.option(fc.constantFrom(...Object.keys(UNITS).filter(isUnit)), { nil: undefined });

const statistics: fc.Arbitrary<Statistic> = fc.oneof(
  fc.constantFrom(...NAMED_STATISTICS),
  fc.integer({ min: 1, max: 100_000 }).map((thousandths): Statistic => `p${thousandths / 1000}`),
);

/** Names of tools and people, without the few words that mean something else where a metric stands. */
const metrics = fc
  .oneof(
    fc.constantFrom('latency', 'error_rate', 'max_size', 'p2p_calls'),
    fc.stringMatching(/^[A-Za-z_äß][A-Za-z_0-9é]*([./:-][A-Za-z0-9_]+)*$/),
  )
  .filter(
    (name) =>
      !isJointWord(name) && !isOperatorWord(name) && windowMeant(name) === undefined && !looksLikeStatistic(name),
  )
  .filter((name) => !/^(?:p\d|avg|min|max|med|stdev|sum|count|rate|last)[\p{L}\d_-]/iu.test(name));

const tags = fc
  .uniqueArray(
    fc.tuple(
      fc.stringMatching(/^[A-Za-z0-9_.-]+$/).filter((key) => key !== '__proto__'),
      fc.oneof(fc.string({ minLength: 1 }), fc.stringMatching(/^[a-z"'={},\\ \n]+$/)),
    ),
    { selector: ([key]) => key, maxLength: 4 },
  )
  .map((entries): Record<string, string> => Object.fromEntries(entries));

export const selectors: fc.Arbitrary<Selector> = fc
  .record({ statistic: fc.option(statistics, { nil: undefined }), metric: metrics, tags })
  .map(({ statistic, ...rest }) => (statistic === undefined ? rest : { statistic, ...rest }));

const limits: fc.Arbitrary<Limit> = fc.oneof(
  fc
    .tuple(amounts, units)
    .map(([amount, unit]): Limit => ({ kind: 'quantity', amount, ...(unit === undefined ? {} : { unit }) })),
  fc.constant<Limit>({ kind: 'baseline' }),
  fc
    .tuple(fc.constantFrom('+' as const, '-' as const), amounts.map(Math.abs))
    .map(([sign, percent]): Limit => ({ kind: 'baseline-percent', sign, percent })),
  positiveAmounts.map((factor): Limit => ({ kind: 'baseline-times', factor })),
);

const windows: fc.Arbitrary<Window> = fc.record({
  kind: fc.constantFrom('for' as const, 'over' as const),
  ms: fc.oneof(
    positiveAmounts,
    fc.integer({ min: 1, max: 10_000 }).map((seconds) => seconds * 1000),
  ),
});

const ranges: fc.Arbitrary<Condition> = fc.tuple(amounts, amounts, units).map(([one, other, unit]) => ({
  kind: 'range',
  low: Math.min(one, other),
  high: Math.max(one, other),
  ...(unit === undefined ? {} : { unit }),
}));

const comparisons: fc.Arbitrary<Condition> = fc
  .tuple(fc.constantFrom('<', '<=', '>', '>=', '==', '!='), limits, fc.option(windows, { nil: undefined }))
  .map(([operator, limit, window]) => ({
    kind: 'comparison',
    operator,
    limit,
    ...(window === undefined ? {} : { window }),
  }));

export const conditions: fc.Arbitrary<Condition> = fc.oneof(ranges, comparisons);
export const expressions: fc.Arbitrary<Expression> = fc.record({ selector: selectors, condition: conditions });
