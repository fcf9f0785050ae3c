import { describe, expect, it } from 'vitest';
import { CHECK_PROBLEMS } from '../../../core/checks/problems.ts';
import { parseCondition, parseExpression, parseSelector } from '../../../core/checks/parseExpression.ts';
import type { Problem } from '../../../core/problem.ts';

type Mistake = [text: string, code: keyof typeof CHECK_PROBLEMS, characters: string, remedy: string];

const inExpressions: Mistake[] = [
  ['', 'check-empty', '', '`p95 latency < 500ms`'],
  ['   ', 'check-empty', '   ', '`p95 latency < 500ms`'],

  ['p95 latency ≤ 500ms', 'check-operator-spelling', '≤', '`<=`'],
  ['p95 latency ≥ 500ms', 'check-operator-spelling', '≥', '`>=`'],
  ['p95 latency ≠ 500ms', 'check-operator-spelling', '≠', '`!=`'],
  ['p95 latency = 500ms', 'check-operator-spelling', '=', '`==`'],
  ['p95 latency === 500ms', 'check-operator-spelling', '===', '`==`'],
  ['p95 latency !== 500ms', 'check-operator-spelling', '!==', '`!=`'],
  ['p95 latency => 500ms', 'check-operator-spelling', '=>', '`>=`'],
  ['p95 latency =< 500ms', 'check-operator-spelling', '=<', '`<=`'],
  ['p95 latency <> 500ms', 'check-operator-spelling', '<>', '`!=`'],
  ['p95 latency < = 500ms', 'check-operator-spelling', '< =', '`<=`'],
  ['p95 latency below 500ms', 'check-operator-spelling', 'below', '`<`'],
  ['latency at most 500ms', 'check-operator-spelling', 'at most', '`<=`'],
  ['p95 latency over 500ms', 'check-operator-spelling', 'over', '`>`'],
  ['p95 latency << 500ms', 'check-unknown-operator', '<<', '<='],
  ['p95 latency ! 500ms', 'check-unknown-operator', '!', '<='],

  ['p(95) latency < 500ms', 'check-function-style', 'p(95)', '`p95`'],
  ['p(95) < 500ms', 'check-function-style', 'p(95)', '`p95 latency`'],
  ['p(99.9)<500', 'check-other-tool', 'p(99.9)<500', '`p99.9 latency < 500ms`'],
  ['p95(latency) < 500ms', 'check-function-style', 'p95(latency)', '`p95 latency`'],
  ['avg(latency) < 500ms', 'check-function-style', 'avg(latency)', '`avg latency`'],
  ['MAX(cpu{host=a}) < 50%', 'check-function-style', 'MAX(cpu{host=a})', '`max cpu`'],
  ['quantile(0.95, latency) < 5ms', 'check-function-style', 'quantile(0.95, latency)', '`p95 latency`'],
  ['avg(latency < 500ms', 'check-function-style', 'avg(', '`p95 latency`'],
  ['p 95 latency < 500ms', 'check-function-style', 'p 95', '`p95`'],
  ['P95 latency < 500ms', 'check-statistic-case', 'P95', '`p95`'],
  ['Avg latency < 500ms', 'check-statistic-case', 'Avg', '`avg`'],
  ['p95latency < 500ms', 'check-statistic-glued', 'p95latency', '`p95 latency`'],
  ['p95_latency < 500ms', 'check-statistic-glued', 'p95_latency', '`p95 latency`'],
  ['p99.9latency < 500ms', 'check-statistic-glued', 'p99.9latency', '`p99.9 latency`'],
  ['avglatency < 500ms', 'check-statistic-glued', 'avglatency', '`avg latency`'],
  ['latency p95 < 500ms', 'check-statistic-order', 'latency p95', '`p95 latency`'],
  ['mean latency < 500ms', 'check-unknown-statistic', 'mean', '`avg`'],
  ['mim latency < 500ms', 'check-unknown-statistic', 'mim', '`min`'],
  ['fancy latency < 500ms', 'check-unknown-statistic', 'fancy', 'stdev'],
  ['p0 latency < 500ms', 'check-percentile-range', 'p0', '`p99.9`'],
  ['p101 latency < 500ms', 'check-percentile-range', 'p101', 'at most 100'],
  ['p95 < 500ms', 'check-statistic-words', 'p95', '`p95 latency`'],
  ['P95 < 500ms', 'check-statistic-words', 'P95', '`p95 latency`'],
  ['p0 < 500ms', 'check-percentile-range', 'p0', '`p95`'],
  ['rate<0.01', 'check-other-tool', 'rate', '`error_rate`'],
  ['avg', 'check-statistic-without-metric', 'avg', '`avg latency`'],
  ['p95 avg latency < 500ms', 'check-two-statistics', 'avg', 'row of its own'],
  ['p95 latency p99 latency < 500ms', 'check-two-selectors', 'p99 latency', 'row of its own'],
  ['p95 latency{stage=a} ttfb{stage=b} < 500ms', 'check-two-selectors', 'ttfb{stage=b}', 'row of its own'],
  ['p95 latency please < 500ms', 'check-two-selectors', 'please', 'operator'],
  ['error rate < 1%', 'check-metric-words', 'error rate', '`error_rate`'],
  ['p95 iteration duration < 1s', 'check-metric-words', 'iteration duration', '`iteration_duration`'],
  ['< 500ms', 'check-missing-metric', '<', '`p95 latency < 500ms`'],
  ['500ms', 'check-missing-metric', '500', '`p95 latency < 500ms`'],
  ['{stage=peak} < 500ms', 'check-missing-metric', '{stage=peak}', '`p95 latency < 500ms`'],

  ['latency{stage=peak < 5', 'check-tags-unclosed', '{', '`}`'],
  ['latency{} < 5', 'check-tags-empty', '{}', '`{stage=peak}`'],
  ['latency{stage} < 5', 'check-tag-form', 'stage', '`stage=peak`'],
  ['latency{stage:peak} < 5', 'check-tag-form', 'stage:peak', '`stage=peak`'],
  ['latency{stage==peak} < 5', 'check-tag-form', 'stage==peak', '`stage=peak`'],
  ['latency{=peak} < 5', 'check-tag-form', '=peak', '`stage=peak`'],
  ['latency{my stage=peak} < 5', 'check-tag-form', 'my stage=peak', '`stage=peak`'],
  ['latency{stage=} < 5', 'check-tag-value-missing', 'stage=', '`stage=peak`'],
  ['latency{stage=""} < 5', 'check-tag-value-missing', 'stage=""', '`stage=peak`'],
  ['latency{a=b,} < 5', 'check-tag-comma', ',', 'remove the comma'],
  ['latency{,a=b} < 5', 'check-tag-comma', ',', 'remove the comma'],
  ['latency{,} < 5', 'check-tag-comma', ',', 'remove the comma'],
  ['latency{url=/items/{id}} < 5', 'check-tag-braces', '/items/{id}', '`"/items/{id}"`'],
  ['latency{stage="peak} < 5', 'check-tag-quote', '"', 'another "'],
  ['latency{stage="peak"s} < 5', 'check-tag-after-quote', 's', 'comma'],
  ['latency{a=b, a=c} < 5', 'check-tag-repeated', 'a', 'keep one'],

  ['p95 latency', 'check-missing-condition', 'p95 latency', '`< 500ms`'],
  ['p95 latency 500ms', 'check-missing-operator', '500ms', '`< 500ms`'],
  ['requests 15000+', 'check-missing-operator', '15000+', '`>= 15000`'],
  ['p95 latency for 10s', 'check-missing-operator', 'for 10s', '`< 500ms for 10s`'],
  ['p95 latency <', 'check-missing-value', '<', '`< 500ms`'],
  ['p95 latency < ms', 'check-missing-value', '<', '`< 500ms`'],
  ['p95 latency < %', 'check-missing-value', '<', '`< 500ms`'],
  ['p95 latency > for 10s', 'check-missing-value', '>', '`> 500ms`'],
  ['p95 latency < fast', 'check-not-a-value', 'fast', '`baseline`'],
  ['p95 latency < basline', 'check-not-a-value', 'basline', '`baseline`'],
  ['p95 latency < p99 latency', 'check-not-a-value', 'p99 latency', '`baseline`'],
  ['p95 latency < (5)', 'check-not-a-value', '(5)', 'number'],
  ['requests > 1,000', 'check-number-separator', '1,000', '`1000` or `1k`'],
  ['requests > 1_000_000', 'check-number-separator', '1_000_000', '`1000000` or `1000k`'],
  ['requests > 1,500.5', 'check-number-separator', '1,500.5', '`1500.5`'],
  ['p95 latency < 1,5s', 'check-number-separator', '1,5', '`1.5`'],
  ['requests > 1e3', 'check-number-exponent', '1e3', '`1000`'],
  ['requests > 1.5E-3', 'check-number-exponent', '1.5E-3', '`0.0015`'],
  ['requests > 1.2.3', 'check-malformed-number', '1.2.3', '`0.5`'],
  [`requests > 1${'0'.repeat(400)}`, 'check-number-too-large', `1${'0'.repeat(400)}`, '`1000`'],
  ['requests > 1e20', 'check-number-too-large', '1e20', '`1000000000000000`'],
  [`p95 latency < 1s for 1${'0'.repeat(305)}h`, 'check-number-too-large', `1${'0'.repeat(305)}`, '`1000`'],
  [
    'p95 latency < 10us over 999856014390236m',
    'check-number-too-large',
    '999856014390236m',
    'above `1000000000000000ms`',
  ],
  ['max drift > −5', 'check-dash', '−', '`-`'],
  ['max cpu 50–60%', 'check-dash', '–', '`-`'],

  ['p95 latency < 5 sec', 'check-unit-spelling', 'sec', '`s`'],
  ['p95 latency < 5seconds', 'check-unit-spelling', 'seconds', '`s`'],
  ['p95 latency < 5msec', 'check-unit-spelling', 'msec', '`ms`'],
  ['p95 latency < 5µs', 'check-unit-spelling', 'µs', '`us`'],
  ['p95 latency < 5mins', 'check-unit-spelling', 'mins', '`m`'],
  ['p95 latency < 5MS', 'check-unit-spelling', 'MS', '`ms`'],
  ['requests > 5K', 'check-unit-spelling', 'K', '`k`'],
  ['throughput > 50 req/s', 'check-unit-spelling', 'req/s', '`/s`'],
  ['throughput > 50 rps', 'check-unit-spelling', 'rps', '`/s`'],
  ['throughput > 50 ops/sec', 'check-unit-spelling', 'ops/sec', '`/s`'],
  ['throughput > 50 requests per second', 'check-unit-spelling', 'requests per second', '`/s`'],
  ['throughput > 50 queries/min', 'check-unit-spelling', 'queries/min', '`/min`'],
  ['error_rate < 5 percent', 'check-unit-spelling', 'percent', '`%`'],
  ['bytes_in < 5 KB', 'check-unit-spelling', 'KB', '`kB`'],
  ['p95 latency < 5mss', 'check-unknown-unit', 'mss', '`ms`'],
  ['p95 latency < 5parsec', 'check-unknown-unit', 'parsec', 'ms'],
  ['p95 latency < 5x', 'check-unknown-unit', 'x', 'ms'],
  ['p95 latency < 5 parsecs for 10s', 'check-unknown-unit', 'parsecs', 'ms'],

  ['p95 latency <= baseline + 10', 'check-baseline-form', 'baseline + 10', '`baseline + 10%`'],
  ['p95 latency <= baseline + 50ms', 'check-baseline-form', 'baseline + 50ms', '`baseline + 10%`'],
  ['p95 latency <= baseline / 2', 'check-baseline-form', 'baseline / 2', '`baseline * 1.1`'],
  ['p95 latency <= baseline/2', 'check-baseline-form', 'baseline/2', '`baseline * 1.1`'],
  ['p95 latency <= baseline * 0', 'check-baseline-form', 'baseline * 0', '`baseline * 1.1`'],
  ['p95 latency <= baseline × 2', 'check-baseline-form', 'baseline × 2', '`baseline * 1.1`'],
  ['p95 latency <= baseline * 10%', 'check-baseline-form', 'baseline * 10%', '`baseline * 1.1`'],
  ['p95 latency <= baseline 10% for 5s', 'check-baseline-form', 'baseline 10%', '`baseline + 10%`'],
  ['p95 latency <= Baseline', 'check-baseline-form', 'Baseline', '`baseline`'],
  ['p95 latency <= baseline +', 'check-baseline-form', 'baseline +', '`baseline + 10%`'],

  ['max cpu 60-50%', 'check-range-order', '60-50', '`50-60`'],
  ['max cpu 50%-60%', 'check-range-words', '50%-60%', '`50-60%`'],
  ['p95 latency 500ms-2s', 'check-range-words', '500ms-2s', '`500-2000ms`'],
  ['p95 latency 500ms-2%', 'check-range-unit', 'ms', 'at the end'],
  ['max cpu 50-', 'check-range-end', '50-', '`50-60%`'],
  ['max cpu < 50-60%', 'check-range-operator', '<', 'remove `<`'],
  ['max cpu 50-60% for 10s', 'check-range-window', 'for 10s', 'remove `for 10s`'],

  ['error_rate > 1% for 0s', 'check-window-zero', '0s', '`10s`'],
  ['error_rate > 1% for -5s', 'check-window-zero', '-5s', '`10s`'],
  ['error_rate > 1% for 10', 'check-window-unit', '10', '`10s`'],
  ['error_rate > 1% over 10%', 'check-window-unit', '10%', '`10s`'],
  ['error_rate > 1% for 10 sec', 'check-unit-spelling', 'sec', '`s`'],
  ['error_rate > 1% for', 'check-window-missing', 'for', '`for 10s`'],
  ['error_rate > 1% over time', 'check-window-missing', 'over', '`over 10s`'],
  ['error_rate > 1% during 10s', 'check-window-word', 'during', '`for`'],
  ['error_rate > 1% within 10s', 'check-window-word', 'within', '`over`'],

  ['p95 latency < 5ms and error_rate < 1%', 'check-one-condition', 'and', 'row of its own'],
  ['p95 latency < 5ms OR error_rate < 1%', 'check-one-condition', 'OR', 'row of its own'],
  ['p95 latency < 5ms && error_rate < 1%', 'check-one-condition', '&&', 'row of its own'],
  ['p95 latency < 5ms || error_rate < 1%', 'check-one-condition', '||', 'row of its own'],
  ['p95 latency < 5ms, error_rate < 1%', 'check-one-condition', ',', 'row of its own'],
  ['p95 latency and p99 latency < 5ms', 'check-one-condition', 'and', 'row of its own'],
  ['p95 latency < baseline and error_rate < 1%', 'check-one-condition', 'and', 'row of its own'],
  ['p95 latency < 5 and error_rate < 1%', 'check-one-condition', 'and', 'row of its own'],
  ['p95 latency < 500ms please', 'check-unexpected-text', 'please', 'remove'],
  ['p95 latency < 500ms for 10s over 5s ', 'check-unexpected-text', 'over 5s', 'remove'],
  ['p95 latency < 500ms < 600ms', 'check-unexpected-text', '< 600ms', 'remove'],
  ['p95 latency{a=b}{c=d} < 5', 'check-unexpected-text', '{c=d} < 5', 'remove'],
  ['p95 latency # fast', 'check-unexpected-text', '# fast', 'remove'],
];

const inSelectors: Mistake[] = [
  [' ', 'check-empty', ' ', '`p95 latency`'],
  ['p95 latency < 500ms', 'check-selector-only', '< 500ms', '`target`'],
  ['p95 latency 50-60%', 'check-selector-only', '50-60%', '`target`'],
  ['p95 latency, p99 latency', 'check-one-condition', ',', 'row of its own'],
  ['P95 latency', 'check-statistic-case', 'P95', '`p95`'],
  ['p95 < 5ms', 'check-statistic-without-metric', 'p95', '`p95 latency`'],
  ['> 5', 'check-missing-metric', '>', 'metric'],
];

const inConditions: Mistake[] = [
  ['', 'check-empty', '', '`< 500ms`'],
  ['p95 latency < 500ms', 'check-condition-only', 'p95 latency', '`< 500ms`'],
  ['p95 latency{a=b} 50-60%', 'check-condition-only', 'p95 latency{a=b}', '`< 500ms`'],
  ['fast', 'check-condition-only', 'fast', '`< 500ms`'],
  ['500ms', 'check-missing-operator', '500ms', '`< 500ms`'],
  ['baseline + 10%', 'check-missing-operator', 'baseline + 10%', '`< baseline'],
  ['≤ 70%', 'check-operator-spelling', '≤', '`<=`'],
  ['at least 5', 'check-operator-spelling', 'at least', '`>=`'],
  ['< 5ms, > 3ms', 'check-one-condition', ',', 'row of its own'],
  [') 5', 'check-unexpected-text', ') 5', 'remove'],
  ['and > 5', 'check-one-condition', 'and', 'row of its own'],
];

/** Where a fix is certain, what it writes is read without another word. */
function expectMended(
  text: string,
  [problem]: readonly Problem[],
  problemsOf: (text: string) => readonly Problem[],
): void {
  if (problem?.fix === undefined || problem.fix.isGuess === true) return;
  const mended = problem.fix.edits.reduceRight(
    (now, edit) => now.slice(0, edit.span[0]) + edit.text + now.slice(edit.span[1]),
    text,
  );
  expect(problemsOf(mended), mended).toEqual([]);
}

function expectOnly(problems: Problem[], [text, code, characters, remedy]: Mistake): void {
  expect(problems.map((problem) => [problem.code, text.slice(...problem.span)])).toEqual([[code, characters]]);
  expect(problems[0]?.message).toContain(remedy);
  expect(problems[0]?.severity).toBe(CHECK_PROBLEMS[code].severity);
}

describe('one mistake gives one problem at its characters, with the remedy', () => {
  it.each(inExpressions)('expression: %s', (...mistake) => {
    const { problems, expression } = parseExpression(mistake[0]);
    expectOnly(problems, mistake);
    expectMended(mistake[0], problems, (text) => parseExpression(text).problems);
    expect(expression).toBeUndefined();
  });

  it.each(inSelectors)('selector: %s', (...mistake) => {
    const { problems, selector } = parseSelector(mistake[0]);
    expectOnly(problems, mistake);
    expectMended(mistake[0], problems, (text) => parseSelector(text).problems);
    expect(selector).toBeUndefined();
  });

  it.each(inConditions)('condition: %s', (...mistake) => {
    const { problems, condition } = parseCondition(mistake[0]);
    expectOnly(problems, mistake);
    expectMended(mistake[0], problems, (text) => parseCondition(text).problems);
    expect(condition).toBeUndefined();
  });
});

it('two mistakes with causes of their own give two problems', () => {
  const text = 'P95 latency{a:b} ≤ 5 sec during 0s';
  expect(parseExpression(text).problems.map((problem) => text.slice(...problem.span))).toEqual([
    'P95',
    'a:b',
    '≤',
    'sec',
    'during',
    '0s',
  ]);
});

it('shortens what it repeats of a very long text', () => {
  const [problem] = parseExpression(`p95 latency < 5ms ${'x'.repeat(5000)}`).problems;
  expect(problem?.message.length).toBeLessThan(200);
});
