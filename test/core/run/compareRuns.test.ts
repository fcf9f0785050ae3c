import { describe, expect, it } from 'vitest';
import { baselineLookup, referencesOf } from '../../../core/run/baseline.ts';
import { compareRuns } from '../../../core/run/compare/compareRuns.ts';
import { betterDirection } from '../../../core/run/compare/direction.ts';
import type { Observation } from '../../../core/run/runResult.ts';

function observed(value: number, rest: Partial<Observation> = {}): Observation {
  return { metric: 'latency', statistic: 'p95', selector: {}, unit: 'ms', value, ...rest };
}
const run = (...observations: Observation[]) => ({ observations });

describe('one value before and after', () => {
  const throughput = { metric: 'throughput', statistic: 'rate', unit: '1/s' };
  const requests = { metric: 'requests', statistic: 'count', unit: '1' };
  it.each([
    ['a latency that grew', 100, 120, {}, 'worse', 0.2],
    ['a latency that fell', 100, 80, {}, 'better', -0.2],
    ['percentiles within their error', 100, 101.9, {}, 'same', 0.019],
    ['percentiles just outside their error', 100, 102.1, {}, 'worse', 0.021],
    ['an average has no such error', 100, 101.9, { statistic: 'avg' }, 'worse', 0.019],
    ['a throughput that grew', 50, 60, throughput, 'better', 0.2],
    ['a throughput that fell', 50, 40, throughput, 'worse', -0.2],
    ['what says only how much was asked', 50, 60, requests, 'changed', 0.2],
    ['a metric of the tool', 50, 60, { metric: 'my_counter', statistic: 'count' }, 'changed', 0.2],
    ['from nothing', 0, 3, { metric: 'failures', statistic: 'count', unit: '1' }, 'worse', undefined],
    ['nothing in both', 0, 0, { metric: 'failures', statistic: 'count', unit: '1' }, 'same', undefined],
  ])('%s', (_, before, after, rest, effect, change) => {
    const [row] = compareRuns([run(observed(before, rest))], run(observed(after, rest)));
    expect(row).toMatchObject({ before, after, effect });
    if (change === undefined) expect(row).not.toHaveProperty('change');
    else expect(row?.change).toBeCloseTo(change);
    expect(row).not.toHaveProperty('spread');
  });

  it.each([
    ['only before', [observed(1)], [], { before: 1 }],
    ['only after', [], [observed(2)], { after: 2 }],
    ['in another unit', [observed(1, { unit: '1' })], [observed(2)], { after: 2 }],
  ])('measured %s is no data', (_, before, after, values) => {
    const [row] = compareRuns([run(...before)], run(...after));
    expect(row).toMatchObject({ ...values, effect: 'no-data' });
    for (const side of ['before', 'after', 'change'])
      if (!Object.hasOwn(values, side)) expect(row).not.toHaveProperty(side);
  });

  it('knows the same tags in any order, and tells other tags apart', () => {
    const before = run(
      observed(1, { selector: { stage: 'a', request: 'b' } }),
      observed(5, { selector: { stage: 'a' } }),
    );
    const after = run(observed(2, { selector: { request: 'b', stage: 'a' } }));
    expect(compareRuns([before], after).map(({ effect }) => effect)).toEqual(['worse', 'no-data']);
  });
});

describe('several runs before', () => {
  const runs = (...values: number[]) => values.map((value) => run(observed(value)));
  it.each([
    ['two do not tell a spread', [90, 110], 130, 100, undefined, 'worse'],
    ['three do', [90, 100, 120], 110, 100, false, 'within-noise'],
    ['the ends belong to it', [90, 100, 120], 120, 100, false, 'within-noise'],
    ['what is the same is no noise', [90, 100, 120], 101, 100, false, 'same'],
    ['above', [90, 100, 120], 121, 100, true, 'worse'],
    ['below', [90, 100, 120], 89, 100, true, 'better'],
    ['an even number has its median in the middle', [90, 100, 110, 120], 130, 105, true, 'worse'],
  ])('%s', (_, values, after, median, isOutside, effect) => {
    const [row] = compareRuns(runs(...values), run(observed(after)));
    expect(row).toMatchObject({ before: median, effect });
    expect(row?.spread?.isOutside).toBe(isOutside);
  });

  it('tell of what has no better or worse, too, how far it changes by chance', () => {
    const requests = (value: number) => observed(value, { metric: 'requests', statistic: 'count', unit: '1' });
    const before = [140, 150, 160].map((value) => run(requests(value)));
    expect([145, 170].map((value) => compareRuns(before, run(requests(value)))[0]?.effect)).toEqual([
      'within-noise',
      'changed',
    ]);
  });

  it('counts only runs that measured the value', () => {
    expect(compareRuns([...runs(1, 2), run()], run(observed(9)))[0]).not.toHaveProperty('spread');
  });
});

it.each([
  ['latency', 'p95', 'lower'],
  ['latency', 'count', 'neither'],
  ['failures', 'count', 'lower'],
  ['success_rate', 'rate', 'higher'],
  ['users', 'max', 'neither'],
  ['toString', 'max', 'neither'],
])('better of %s %s is %s', (metric, statistic, better) => {
  expect(betterDirection(metric, statistic)).toBe(better);
});

it('a baseline is the median, found by the selector of a check', () => {
  const runs = [3, 1, 2].map((value, index) => ({
    runId: String(index),
    observations: [
      observed(value, { statistic: 'p50', selector: { a: 'x', b: 'y' } }),
      observed(value / 10, { metric: 'error_rate', statistic: 'rate', unit: 'ratio' }),
    ],
  }));
  const lookup = baselineLookup({ version: 1, testId: 'shop', runs });
  expect(lookup({ metric: 'latency', statistic: 'med', tags: { b: 'y', a: 'x' } })).toBe(2);
  expect(lookup({ metric: 'error_rate', tags: {} })).toBe(0.2);
  expect(lookup({ metric: 'latency', statistic: 'p50', tags: {} })).toBeUndefined();
  expect(referencesOf(runs)[0]).toMatchObject({ value: 2, min: 1, max: 3, runs: 3 });
});
