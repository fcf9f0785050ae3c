import { describe, expect, it } from 'vitest';
import { resolveSelector } from '../../../core/checks/dimensions.ts';
import { parseExpression } from '../../../core/checks/parseExpression.ts';
import { checkProblem } from '../../../core/checks/problems.ts';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import type { MetricDefinition } from '../../../core/metrics.ts';
import type { Problem } from '../../../core/problem.ts';
import { findMetric, metricNames } from '../../../core/runners/index.ts';
import type { RunnerKind } from '../../../core/runners/runner.ts';

const CPU_LOAD: MetricDefinition = { kind: 'gauge', dimension: 'ratio', meaning: 'A monitor.' };

/** Of a check in a test of this runner, with a monitor `cpu_load`. */
function problemsOf(runner: RunnerKind, text: string): Problem[] {
  const { expression, problems, parts } = parseExpression(text);
  if (expression === undefined) return problems;
  const lookup = (name: string): ReturnType<typeof findMetric> =>
    name === 'cpu_load' ? CPU_LOAD : findMetric(runner, name);
  return resolveSelector(expression.selector, parts, lookup, ['cpu_load', ...metricNames(runner)], text).problems;
}

describe('a name that only a script could measure, and that is hardly meant', () => {
  it.each<[RunnerKind, text: string, characters: string, suggestion: string]>([
    ['k6', 'p95 latecy < 500ms', 'latecy', 'latency'],
    ['k6', 'p95 Latency < 500ms', 'Latency', 'latency'],
    ['k6', 'eror_rate < 1%', 'eror_rate', 'error_rate'],
    ['k6', 'max cpu_loda < 70%', 'cpu_loda', 'cpu_load'],
    ['k6', 'throughputt > 50/s', 'throughputt', 'throughput'],
    ['k6', 'sucess_rate > 99%', 'sucess_rate', 'success_rate'],
    ['k6', 'p95 http_req_duraton < 500ms', 'http_req_duraton', 'http_req_duration'],
    ['k6', 'errors < 5', 'errors', 'failures'],
    ['k6', 'errors < 1%', 'errors', 'error_rate'],
    ['k6', 'rps > 100', 'rps', 'throughput'],
    ['k6', 'response_time < 500', 'response_time < 500', 'p95 latency < 500ms'],
    ['k6', 'latency.p95 < 500ms', 'latency.p95', 'p95 latency'],
    ['artillery', 'p95 latecy < 500ms', 'latecy', 'latency'],
    ['artillery', 'p95 http.response_tme < 2s', 'http.response_tme', 'http.response_time'],
    ['artillery', 'http.response_time.p95 < 2s', 'http.response_time.p95', 'p95 http.response_time'],
    ['artillery', 'p95 http_req_duration < 2s', 'http_req_duration', 'latency'],
    ['coder', 'p95 provisionning < 2m', 'provisionning', 'provisioning'],
    ['coder', 'sucess_rate > 99%', 'sucess_rate', 'success_rate'],
    ['command', 'exit_cod == 0', 'exit_cod', 'exit_code'],
    ['command', 'max cpu_laod < 70%', 'cpu_laod', 'cpu_load'],
  ])('%s: %s', (runner, text, characters, suggestion) => {
    const problems = problemsOf(runner, text);
    expect(problems.map(({ severity, span }) => [severity, text.slice(...span)])).toEqual([['warning', characters]]);
    expect(problems[0]?.message).toContain(`Did you mean \`${suggestion}\`?`);
  });

  it.each(['latecy', 'eror_rate', 'errors', 'rps'])(
    'command: %s is near a name that a command does not measure',
    (name) => {
      const [problem, ...others] = problemsOf('command', `max ${name} < 5`);
      expect([problem?.code, others]).toEqual(['check-custom-metric-unmeasured', []]);
    },
  );
});

it.each([
  ...[
    'p95 my_checkout_time < 5s',
    'order_rate > 5',
    'drop_rate < 5',
    'success_count > 5',
    'max gpu < 70',
    'orders > 5',
  ],
  ...['http_req_duration_checkout < 5', 'login_errors < 5', 'cache_hits > 5', 'p95 http_req_duration < 5s', 'vus < 5'],
])('k6: %s stays free', (text) => {
  expect(problemsOf('k6', text)).toEqual([]);
});

it('a row with such a name stays in the plan', () => {
  const text = 'headroom: 1\ntests:\n  a:\n    runner: k6\n    script: a.js\n    checks: ["p95 latecy < 500ms"]\n';
  const { plan, problems } = parsePlan(text);
  expect(problems.map(({ code }) => code)).toEqual(['check-custom-metric-near']);
  expect(plan?.tests[0]?.checks.map(({ check }) => check.id)).toEqual(['a/p95-latecy']);
});

it.each([
  checkProblem('check-unexpected-text', [0, 0], ''),
  checkProblem('check-two-selectors', [0, 0], ' '),
  checkProblem('check-bad-id', [0, 0], ''),
  checkProblem('check-whole-in-on', [0, 0], '', '', ''),
])('nothing is shown as a pair of empty backticks: $code', ({ message }) => {
  expect(message).not.toMatch(/``|` +`/);
});

it('a default guard that several tests cannot have is told once, with their names', () => {
  const coder = (id: string): string =>
    `  ${id}: { runner: coder, scaletest: create-workspaces, with: { count: 1 } }\n`;
  const tests = ['a', 'b', 'c', 'd', 'e', 'f'].map(coder).join('');
  const { problems } = parsePlan(`headroom: 1\ndefaults: { guards: ["error_rate > 10%"] }\ntests:\n${tests}`);
  expect(problems.map(({ code }) => code)).toEqual(['default-guard-not-live']);
  expect(problems[0]?.message).toContain('the tests `a`, `b`, `c`, `d`, `e` and 1 more: `runner: coder` cannot');
});
