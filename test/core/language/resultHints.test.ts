import { describe, expect, it } from 'vitest';
import { effectiveTest } from '../../../core/configs/plan/effectiveTest.ts';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import { planLanguage } from '../../../core/configs/plan/language/planLanguage.ts';
import type { LastRun } from '../../../core/language/resultHints.ts';
import type { CheckResult, Observation } from '../../../core/run/runResult.ts';

const observed = (metric: string, statistic: string, value: number, unit: string, selector = {}): Observation => ({
  metric,
  statistic,
  selector,
  value,
  unit,
});
const check = (id: string, expression: string, value: number, levels: CheckResult['levels']): CheckResult => ({
  ...{ id, expression, verdict: 'pass', observed: value, unit: 'ms', levels, notes: [] },
});

/** What the plan below asks for. */
const plan = (row: string): string => `headroom: 1
tests:
  search:
    runner: http
    request: GET http://127.0.0.1:1/
    stages: [{ name: peak, users: 1, duration: 30s }]
    checks:
      - ${row}
`;
const [searched] = parsePlan(plan('error_rate < 1%')).plan?.tests ?? [];

const last: LastRun = {
  effectiveTest: JSON.parse(JSON.stringify(searched && effectiveTest(searched))) as unknown,
  environment: 'staging',
  runId: '20260102_030405_search',
  startedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
  result: {
    ...{
      version: 1,
      runId: '20260102_030405_search',
      testId: 'search',
      state: 'completed',
      verdict: 'pass',
      reasons: [],
    },
    checks: [
      check('search/stdev-latency', 'stdev latency < 90ms', 80, { target: '< 90ms' }),
      check('search/avg-latency-over-10s', 'avg latency < 300ms over 10s', 250, { target: '< 300ms over 10s' }),
    ],
    observations: [
      observed('latency', 'p95', 342, 'ms'),
      observed('latency', 'p50', 100, 'ms'),
      observed('latency', 'p95', 400, 'ms', { stage: 'peak' }),
      observed('error_rate', 'rate', 0.02, 'ratio'),
    ],
  },
};

function hintBehind(row: string): string[] {
  const text = plan(row);
  const language = planLanguage(text);
  expect(language.problems).toEqual([]);
  return language
    .hints(new Map([['search', last]]))
    .filter(({ offset }) => text.slice(0, offset).endsWith(row))
    .map(({ label }) => label);
}

describe('what the last run measured, behind a check', () => {
  it.each([
    ['p95 latency < 500ms', ['342 ms · pass · 158 ms under']],
    ['p95 latency < 300ms', ['342 ms · fail · 42 ms over']],
    ["{ on: p95 latency, target: '< 300ms', critical: '> 1s' }", ['342 ms · warning · 42 ms over']],
    ['med latency < 500ms', ['100 ms · pass · 400 ms under']],
    ['p95 latency{stage=peak} < 500ms', ['400 ms · pass · 100 ms under']],
    ['error_rate < 1%', ['2 % · fail · 1 % over']],
    ['stdev latency < 70ms', ['80 ms · fail · 10 ms over']],
    ['avg latency < 200ms over 10s', ['250 ms · fail · 50 ms over']],
  ])('%s', (row, labels) => {
    expect(hintBehind(row)).toEqual(labels);
  });

  it.each([
    'p99 latency < 500ms',
    'avg latency < 300ms over 5s',
    'max latency < 1s',
    'p95 latency < baseline',
    'p95 latency < 500ms for 5s',
  ])('nothing behind %s, which it did not measure', (row) => {
    expect(hintBehind(row)).toEqual([]);
  });

  it('says which run it was', () => {
    const [, hint] = planLanguage(plan('p95 latency < 1s')).hints(new Map([['search', last]]));
    expect(hint?.tooltip).toBe(
      'Measured by run 20260102_030405_search of 2026-01-02 03:04 UTC against staging, judged against the text as it is now.',
    );
  });

  it('says that the load was another one', () => {
    const changed = plan('p95 latency < 1s').replace('users: 1,', 'users: 1000,');
    const [, hint] = planLanguage(changed).hints(new Map([['search', last]]));
    expect(hint?.label).toBe('342 ms · pass · 658 ms under · of another load');
  });
});
