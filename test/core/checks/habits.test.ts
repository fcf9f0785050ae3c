import { describe, expect, it } from 'vitest';
import { checkCondition, resolveSelector } from '../../../core/checks/dimensions.ts';
import { parseExpression } from '../../../core/checks/parseExpression.ts';
import type { Problem } from '../../../core/problem.ts';
import { findMetric, metricNames } from '../../../core/runners/index.ts';

/** Everything that is wrong with a check of the built-in engine, from its signs to what it measures. */
function problemsOf(text: string): Problem[] {
  const { expression, problems, parts } = parseExpression(text);
  if (expression === undefined) return problems;
  const lookup = (name: string): ReturnType<typeof findMetric> => findMetric('http', name);
  const resolved = resolveSelector(expression.selector, parts, lookup, metricNames('http'), text);
  if (resolved.problems.length > 0 || resolved.dimension === undefined) return resolved.problems;
  return checkCondition(expression.condition, parts, resolved.dimension, resolved.definition);
}

/** What is written, the characters that are marked, and what the message says to write there ('': remove them). */
const MISTYPED: [text: string, characters: string, remedy: string][] = [
  // k6
  ['p(95)<500', 'p(95)<500', 'p95 latency < 500ms'],
  ['p(99.9) < 1000', 'p(99.9) < 1000', 'p99.9 latency < 1000ms'],
  ['http_req_duration: p(95)<500', 'http_req_duration: p(95)<500', 'p95 latency < 500ms'],
  ['p(95) < 500ms', 'p(95)', 'p95 latency'],
  ['p(95) latency < 500ms', 'p(95)', 'p95'],
  ['avg<200', 'avg<200', 'avg latency < 200ms'],
  ['max < 3000', '< 3000', 'latency < 3000ms'],
  ['rate<0.01', 'rate', 'error_rate'],
  ['http_req_failed: rate<0.01', 'http_req_failed: rate', 'error_rate'],
  ['http_reqs: rate>100', 'http_reqs: rate', 'throughput'],
  ['p95 http_req_duration < 500ms', 'http_req_duration', 'latency'],
  ['http_req_duration < 500', 'http_req_duration < 500', 'p95 latency < 500ms'],
  ['http_req_failed < 1%', 'http_req_failed', 'error_rate'],
  ['p95 http_req_waiting < 200ms', 'http_req_waiting', 'ttfb'],
  ['vus < 50', 'vus', 'users'],
  // Artillery, Gatling, Locust
  ['http.response_time.p95 < 200', 'http.response_time.p95 < 200', 'p95 latency < 200ms'],
  ['http.response_time.p99: 500', 'http.response_time.p99: 500', 'p99 latency <= 500ms'],
  ['responseTime.percentile(95).lt(800)', 'responseTime.percentile(95).lt(800)', 'p95 latency < 800ms'],
  ['latency.p95 < 500ms', 'latency.p95', 'p95 latency'],
  ['response_time_p95 < 500ms', 'response_time_p95', 'p95 latency'],
  ['rps > 100', 'rps', 'throughput'],
  ['qps > 100', 'qps', 'throughput'],
  ['req/s > 100', 'req/s', 'throughput'],
  ['errors < 5', 'errors', 'failures'],
  ['errors < 1%', 'errors', 'error_rate'],
  ['p95 response_time < 500ms', 'response_time', 'latency'],
  ['response_time < 500ms', 'response_time', 'p95 latency'],
  ['avg duration < 500ms', 'duration', 'latency'],
  // JMeter
  ['90% Line < 500ms', '90% Line', 'p90 latency'],
  ['threads < 50', 'threads', 'users'],
  ['Error % < 1%', 'Error %', 'error_rate'],
  ['p95 elapsed < 500ms', 'elapsed', 'latency'],
  // Grafana and HTML
  ['p95 latency IS BELOW 500ms', 'IS BELOW', '<'],
  ['WHEN p95 latency < 500ms', 'WHEN', ''],
  ['p95 latency &lt; 500ms', '&lt;', '<'],
  ['p95 latency &le; 500ms', '&le;', '<='],
  // Documents
  ['95% of requests under 500ms', '95% of requests under', 'p95 latency <'],
  ['95th percentile < 500ms', '95th percentile', 'p95 latency'],
  ['95th percentile latency < 500ms', '95th percentile', 'p95'],
  ['P95 ≤ 500 ms', 'P95 ≤', 'p95 latency <='],
  ['p95 latency must not exceed 500ms', 'must not exceed', '<='],
  ['p95 latency should be less than 500ms', 'should be less than', '<'],
  ['p95 latency no more than 500ms', 'no more than', '<='],
  ['p95 latency is < 1s', 'is', ''],
  ['the p89 latency < 1s', 'the', ''],
  ['p95 of latency < 1s', 'of', ''],
  ['p95 response time < 500ms', 'response time', 'latency'],
  ['error rate < 1%', 'error rate', 'error_rate'],
  ['availability >= 99.9%', 'availability', 'success_rate'],
  ['availability > 99.9', 'availability > 99.9', 'success_rate > 99.9%'],
  ['uptime > 99%', 'uptime', 'success_rate'],
  ['mean latency < 500ms', 'mean', 'avg'],
  // Order and signs
  ['latency p95 < 1s', 'latency p95', 'p95 latency'],
  ['p95(latency) < 1s', 'p95(latency)', 'p95 latency'],
  ['latency(p95) < 1s', 'latency(p95)', 'p95 latency'],
  ['500ms > p95 latency', '500ms > p95 latency', 'p95 latency < 500ms'],
  ['< 1s p95 latency', '< 1s p95 latency', 'p95 latency < 1s'],
  ['50ms < p95 latency < 60ms', '50ms < p95 latency < 60ms', 'p95 latency 50-60ms'],
  ['p95 latency =< 1s', '=<', '<='],
  ['p95 latency ≤ 1s', '≤', '<='],
  ['p95 latency below 1s', 'below', '<'],
  ['p95 latency ~ 500ms', '~', '<='],
  ['p95 latency < ~500ms', '~500ms', '500ms'],
  ['! p90 latency < 1s', '! p90 latency <', 'p90 latency >='],
  ['P95 latency < 1s', 'P95', 'p95'],
  ['p95latency < 1s', 'p95latency', 'p95 latency'],
  // Numbers, units, ranges, windows
  ['p95 latency < 1,5s', '1,5', '1.5'],
  ['requests > 1,000', '1,000', '1000'],
  ['p95 latency < 0x10ms', '0x10ms', '16ms'],
  ['p95 latency < 500 m s', '500 m s', '500ms'],
  ['p95 latency < 5 seconds', 'seconds', 's'],
  ['p95 latency < 500', '500', '500ms'],
  ['error_rate < 1', '1', '1%'],
  ['throughput > 50 req/s', 'req/s', '/s'],
  ['error_rate > 1% for 1m30s', '1m30s', '90s'],
  ['p95 latency < 1s500ms', '1s500ms', '1500ms'],
  ['error_rate > 1% during 10s', 'during', 'for'],
  ['p95 latency between 50 and 60ms', 'between 50 and 60ms', '50-60ms'],
  ['p95 latency 50ms to 2s', '50ms to 2s', '50-2000ms'],
  ['p95 latency 50..60ms', '50..60ms', '50-60ms'],
  ['p95 latency 500ms ± 50ms', '500ms ± 50ms', '450-550ms'],
  // Quotes and tags
  ['p95 latency < “500ms”', '“500ms”', '500ms'],
  ['“p95 latency < 500ms”', '“p95 latency < 500ms”', 'p95 latency < 500ms'],
  ['p95 latency[stage=peak] < 500ms', 'latency[stage=peak]', 'latency{stage=peak}'],
  ['p85 latency stage=peak < 1s', 'stage=peak', '{stage=peak}'],
  ['p95 latency in stage peak < 1s', 'in stage peak', '{stage=peak}'],
  ['p95 latency{stage:peak} < 1s', 'stage:peak', 'stage=peak'],
];

describe('what people write from elsewhere is one problem, and its remedy reads', () => {
  it.each(MISTYPED)('%s', (text, characters, remedy) => {
    const problems = problemsOf(text);
    expect(problems.map(({ span }) => text.slice(...span))).toEqual([characters]);
    const [problem] = problems;
    if (problem === undefined) return;
    expect(problem.message).toContain(remedy === '' ? `remove \`${characters}\`` : `\`${remedy}\``);
    const applied = text.slice(0, problem.span[0]) + remedy + text.slice(problem.span[1]);
    expect(problemsOf(applied)).toEqual([]);
  });

  it('has at least 80 of them', () => {
    expect(MISTYPED.length).toBeGreaterThanOrEqual(80);
  });
});

it('leaves a text without a plain meaning to the reader of the language', () => {
  expect(parseExpression('p95 latency < 500ms and error_rate < 1%').problems.map(({ code }) => code)).toEqual([
    'check-one-condition',
  ]);
});

it.each([
  ['p95 latency <= baseline - 110%', 'check-limit-impossible', 'baseline - 110%'],
  ['error_rate < 150%', 'check-limit-impossible', '150%'],
  ['success_rate 50-120%', 'check-limit-impossible', '50-120%'],
  ['error_rate > 100%', 'check-always', '100%'],
  ['p95 latency < 0ms', 'check-always', '0ms'],
  ['failures >= 0', 'check-always', '0'],
  ['p95 latency < -5ms', 'check-negative-limit', '-5ms'],
])('%s has a limit that cannot be missed or met', (text, code, characters) => {
  const found = problemsOf(text).map((problem) => [problem.code, text.slice(...problem.span)]);
  expect(found).toEqual([[code, characters]]);
});

it.each(['failures <= 0', 'error_rate > 0%', 'success_rate >= 100%', 'p95 latency <= baseline - 10%'])(
  '%s is a limit',
  (text) => {
    expect(problemsOf(text)).toEqual([]);
  },
);
