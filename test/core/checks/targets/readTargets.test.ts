import { describe, expect, it } from 'vitest';
import { readTargets, type Confidence, type TargetContext } from '../../../../core/checks/targets/readTargets.ts';

/** What was read, short enough for a table: `metricWords` follow behind a `#`. */
function summary(text: string, context: TargetContext): string[] {
  return readTargets(text, context).map((target) =>
    [target.text, target.confidence, ...(target.metricWords === undefined ? [] : [`# ${target.metricWords}`])].join(
      ' ',
    ),
  );
}

type Row = [text: string, expected: `${string}${Confidence}${string}`[], context?: TargetContext];

const inColumn = (label: string, column = 'Target'): TargetContext => ({ label, column });

const CELLS: Row[] = [
  ['< 2 minutes (P95)', ['p95 provisioning < 2m likely # Pod'], inColumn('Pod workspace provisioning time')],
  ['< 5 minutes (P95)', ['p95 provisioning < 5m certain'], inColumn('Workspace provisioning time')],
  ['< 2 min', ['p95 provisioning < 2m likely # Pod'], inColumn('Pod provisioning P95')],
  ['< 120 seconds', ['p95 provisioning < 120s likely # Pod'], inColumn('Pod P95 provisioning')],
  ['< 500ms', ['p95 latency < 500ms certain'], inColumn('API response time (P95)')],
  ['< 1 second', ['p99 latency < 1s certain'], inColumn('API response time (P99)')],
  ['< 200ms', ['avg latency < 200ms certain'], inColumn('Avg latency')],
  [
    '1000 workspaces',
    ['>= 1000 guess # Concurrent provisioning capacity'],
    inColumn('Concurrent provisioning capacity'),
  ],
  ['> 99%', ['success_rate > 99% certain'], inColumn('Success rate')],
  ['< 1%', ['error_rate < 1% certain'], inColumn('Error rate')],
  ['< 1%', ['< 1% likely # Packet loss'], inColumn('Packet loss')],
  ['0', ['== 0 guess # Connection errors'], inColumn('Connection errors')],
  ['≤ 70%', ['<= 70% likely # ECS CPU Utilization'], inColumn('ECS CPU Utilization', 'Threshold')],
  ['50-60%', ['50-60% likely # ECS CPU Utilization'], inColumn('ECS CPU Utilization')],
  ['≤ 2000ms', ['avg latency <= 2000ms guess # Vercel'], inColumn('Vercel Response Time', 'Threshold')],
  ['≥ 10000 ops/sec', ['>= 10000/s likely # Redis Throughput'], inColumn('Redis Throughput', 'Threshold')],
  ['15000+', ['>= 15000 likely # Redis Throughput'], inColumn('Redis Throughput')],
  ['≥ 1000 msgs/sec', ['>= 1000/s likely # Message Queue Throughput'], inColumn('Message Queue Throughput')],
  ['1500+', ['>= 1500 likely # Message Queue Throughput'], inColumn('Message Queue Throughput')],
  ['<500ms', ['< 500ms likely # PostgreSQL Replica Lag'], inColumn('PostgreSQL Replica Lag')],
  ['<2%', ['error_rate < 2% guess # Agent Handoff'], inColumn('Agent Handoff Failure Rate')],
  ['98%+', ['>= 98% likely # Retry Logic Accuracy'], inColumn('Retry Logic Accuracy')],
  ['≤ 250ms', ['p95 latency <= 250ms certain'], inColumn('P95 API Response Time', 'Threshold')],
  ['<800ms', ['avg latency < 800ms guess # Agent Handoff'], inColumn('Agent Handoff Latency')],
  ['≤ 30ms', ['<= 30ms likely # Prometheus Alert Response'], inColumn('Prometheus Alert Response', 'Threshold')],
  ['≤ 5s', ['<= 5s likely # Grafana Panel Refresh'], inColumn('Grafana Panel Refresh', 'Threshold')],
  ['15%+', ['>= 15% likely # Performance Uplift Delta'], inColumn('Performance Uplift Delta')],
  ['> 2s', ['p95 latency > 2s likely # Search'], inColumn('Search latency p95', 'Critical')],
  ['> 90%', ['> 90% likely # CPU usage'], inColumn('CPU usage', 'Critical')],
  ['500ms', ['p95 latency <= 500ms guess'], inColumn('p95 latency')],
  ['500ms', ['p95 latency > 500ms guess'], inColumn('p95 latency', 'Critical')],
  ['20 req/s', ['throughput < 20/s guess'], inColumn('Throughput', 'Critical')],
  ['250', ['>= 250 guess # Open sessions'], inColumn('Open sessions', 'Target (min)')],
];

const PASS_CONDITIONS: Row[] = [
  ['`provisioning_time_p95_ms < 120000`', ['p95 provisioning < 120000ms certain']],
  ['`latency_p99_ms < 1000`', ['p99 latency < 1000ms certain']],
  ['avg_latency_ms < 200', ['avg latency < 200ms certain']],
  ['.latency_p95_ms < 500', ['p95 latency < 500ms certain']],
  ['success / total > 0.99', ['success_rate > 99% certain']],
  ['failed / total < 0.01', ['error_rate < 1% certain']],
  ['failed_requests / total_requests < 0.01', ['error_rate < 1% certain']],
  ['retried / total < 0.05', ['< 0.05 likely # retried / total']],
  ['connection_errors == 0', ['== 0 likely # connection_errors']],
  ['packet_loss_percent < 1.0', ['< 1% likely # packet_loss_percent']],
  ['95% of pods ready in < 120s', ['p95 provisioning < 120s certain']],
  ['95% of EC2 instances ready in < 300s', ['p95 provisioning < 300s likely # EC2']],
  ['99% of requests complete in < 1000ms', ['p99 latency < 1000ms certain']],
  ['at least 95% of requests complete within 1s', ['p95 latency <= 1s certain']],
  ['Less than 1% of requests take longer than 2s', ['p99 latency <= 2s likely']],
  ['Less than 1% of operations fail', ['error_rate < 1% certain']],
  ['http_req_duration: p(95)<500', ['p95 latency < 500ms guess']],
];

const SENTENCES: Row[] = [
  ['< 2 minutes (P95)', ['p95 latency < 2m likely']],
  ['p95 < 1.2s', ['p95 latency < 1.2s likely']],
  ['p95 latency < 1.2s', ['p95 latency < 1.2s certain']],
  ['P99 latency < 1 second', ['p99 latency < 1s certain']],
  ['99.9th percentile latency <= 2s', ['p99.9 latency <= 2s certain']],
  ['median response time below 80 ms', ['med latency < 80ms certain']],
  ['API p95 < 300ms', ['p95 latency < 300ms likely']],
  ['All p95 < 300ms', ['p95 latency < 300ms likely']],
  ['p95 LCP < 2.5s', ['< 2.5s likely # p95 LCP']],
  ['Average response time < 2000ms', ['avg latency < 2000ms certain']],
  ['response time > 10s', ['avg latency > 10s guess']],
  ['Target Response Time: < 100ms', ['avg latency < 100ms guess']],
  ['< 1000ms average', ['avg latency < 1000ms likely']],
  ['Target: < 1000ms average', ['avg latency < 1000ms likely'], { headings: ['Response Times'] }],
  ['Error rate < 0.1%', ['error_rate < 0.1% certain']],
  ['Error rate < 0.1% sustained', ['error_rate < 0.1% likely']],
  ['Error rate exceeds 5%', ['error_rate > 5% certain']],
  ['Target: < 1% error rate', ['error_rate < 1% certain']],
  ['Target Error Rate: < 3%', ['error_rate < 3% certain']],
  ['Threshold: 10% error rate (configurable)', ['error_rate <= 10% guess']],
  ['Threshold: 5000ms average response time', ['avg latency <= 5000ms guess']],
  ['error rate &lt; 1%', ['error_rate < 1% certain']],
  ['error_rate < 0.01', ['error_rate < 1% likely']],
  ['error rate < 1', ['error_rate < 1% guess']],
  ['> 100 req/sec', ['throughput > 100/s certain']],
  ['Target Throughput: > 200 req/sec', ['throughput > 200/s certain']],
  ['Throughput > 50 req/sec', ['throughput > 50/s certain']],
  ['1000 queries/min sustained', ['>= 1000/min guess # queries']],
  ['100 events/sec burst', ['>= 100/s guess # events']],
  ['500 registrations in 10 min', ['>= 50/min guess # registrations']],
  ['Auth: 100 req/s', ['throughput >= 100/s likely # Auth']],
  ['Subscriptions: 50 req/s', ['throughput >= 50/s likely # Subscriptions']],
  ['100 concurrent users', ['users >= 100 likely']],
  ['50 concurrent participants', ['users >= 50 likely']],
  ['10,000 concurrent visitors', ['users >= 10000 likely']],
  ['System handles 10K concurrent users', ['users >= 10k likely']],
  ['must carry 2.5k users', ['users >= 2.5k likely']],
  ['works under 50k concurrent users', ['users >= 50k guess # works']],
  ['Concurrent users: _____ (target: 10,000)', ['users >= 10000 likely']],
  ['Search queries/min: _____ (target: 1,000)', ['>= 1000/min guess # Search queries/min']],
  ['RTC participants: _____ (target: 50/session)', ['users >= 50 guess # RTC session']],
  ['Event RSVPs/10min: _____ (target: 500)', ['>= 500 guess # Event RSVPs/10min']],
  ['Minimum 1100 workspaces', ['>= 1100 guess # workspaces']],
  ['1,000+ orders prepared', ['>= 1000 guess # orders prepared']],
  ['Drop rate < 1%', ['< 1% likely # Drop rate']],
  ['Message delivery > 99%', ['> 99% likely # Message delivery']],
  ['CPU usage peak < 70%', ['< 70% likely # CPU usage peak']],
  ['CPU > 90% sustained', ['> 90% likely # CPU']],
  ['CPU: < 80% utilization', ['< 80% likely # CPU utilization']],
  ['CPU/Memory > 90%', ['> 90% likely # CPU/Memory']],
  ['CPU > 90% for 5 minutes → scale up', ['> 90% for 5m likely # CPU']],
  ['error rate > 5% over 30s', ['error_rate > 5% over 30s certain']],
  ['If error rate > 15%: stop', ['error_rate > 15% certain']],
  ['No 5xx errors', ['== 0 likely # 5xx errors']],
  ['No errors', ['failures == 0 likely']],
  ['No connection errors', ['== 0 likely # connection errors']],
  ['99.95% uptime', ['>= 99.95% guess # uptime']],
  ['**100 users**: fine (< 100ms)', ['< 100ms likely # 100 users fine']],
  ['scales within 5 seconds of a spike', ['<= 5s guess # scales spike']],
  ['must not exceed 500ms p95 latency', ['p95 latency <= 500ms certain']],
  ['no more than 2% failed requests', ['error_rate <= 2% certain']],
  ['Redis: p95 latency < 5 ms', ['< 5ms likely # p95 latency']],
  ['ttfb p95 ≤ 300 ms', ['p95 ttfb <= 300ms certain']],
  ['p95 latency ~ 300ms', []],
  ['p95 latency < ~300ms', ['p95 latency < 300ms guess']],
  ['between 50% and 60% CPU', ['50-60% likely # CPU']],
  ['download > 1.5 MB/s', ['> 1.5MB/s likely # download']],
];

const SEVERAL: Row[] = [
  ['Targets: P95 < 500ms, P99 < 1s', ['p95 latency < 500ms likely', 'p99 latency < 1s likely']],
  [
    'Latency: P95 <250ms, P99 <500ms, Frontend <100ms idle time',
    ['p95 latency < 250ms certain', 'p99 latency < 500ms certain', '< 100ms likely # Frontend idle time'],
  ],
  [
    '<5% agent handoff failures, >95% retry accuracy',
    ['error_rate < 5% guess # agent handoff', '> 95% likely # retry accuracy'],
  ],
  [
    '<30ms alert response, >95% trace completion',
    ['< 30ms likely # alert response', '> 95% likely # trace completion'],
  ],
  [
    '>95% deconfliction success, <200ms adaptation latency',
    ['> 95% likely # deconfliction success', 'avg latency < 200ms guess # adaptation'],
  ],
  ['stop if error rate > 10% or response time > 5s', ['error_rate > 10% certain', 'avg latency > 5s guess']],
  [
    '700 pod-based workspaces (target P95 < 2 minutes)',
    ['>= 700 guess # pod-based workspaces', 'p95 provisioning < 2m likely # pod-based'],
  ],
  [
    '**EC2 workspaces**: 300 workspaces, 50 concurrent, target P95 < 5 min',
    ['>= 300 guess # EC2 workspaces', 'p95 provisioning < 5m likely # EC2'],
  ],
  ['P95/P99 latency < 1s', ['p95 latency < 1s likely', 'p99 latency < 1s likely']],
  // Each may be for a load of its own.
  ['Throughput >50 QPS (50 users), >100 QPS (100 users)', ['throughput > 50/s likely', 'throughput > 100/s likely']],
  ['Error rate < 1%, error rate < 5% at peak', ['error_rate < 1% likely', 'error_rate < 5% likely']],
  ['Error rate < 1%, error rate > 5%: stop', ['error_rate < 1% certain', 'error_rate > 5% certain']],
  ['p95 latency < 1s\nerror rate < 1%', ['p95 latency < 1s certain', 'error_rate < 1% certain']],
];

const NUMBERS_AND_UNITS: Row[] = [
  // A dot or a blank may group thousands, so it may be a thousand times as much.
  ['p95 latency ≤ 1.200 ms', ['p95 latency <= 1.2ms guess']],
  ['≤ 1.200 ms', ['p95 latency <= 1.2ms guess'], inColumn('p95 latency')],
  ['p95 latency < 10 000 ms', ['p95 latency < 10000ms guess']],
  ['p95 latency < 10\u00a0000 ms', ['p95 latency < 10000ms certain']],
  ['p95 latency < 1.200,5 ms', []],
  ['p95 latency < 1.25 s', ['p95 latency < 1.25s certain']],
  ['p95 latency < 0.125 s', ['p95 latency < 0.125s certain']],
  ['success rate > 99.999%', ['success_rate > 99.999% certain']],
  ['30 100 ms p95 latency', []],
  // Other languages.
  ['p95 latency < 300 Millisekunden', ['p95 latency < 300ms certain']],
  ['p95 latency < 3 Sekunden', ['p95 latency < 3s certain']],
  ['p95 latency < 1 Stunde', ['p95 latency < 1h certain']],
  ['p95 latency < 2 secondes', ['p95 latency < 2s certain']],
  ['p95 latency < 1 heure', ['p95 latency < 1h certain']],
  ['p95 latency < 2 minutos', ['p95 latency < 2m certain']],
  ['p95 latency < 500 milisegundos', ['p95 latency < 500ms certain']],
  ['p95 latency < 500 milissegundos', ['p95 latency < 500ms certain']],
  ['p95 latency < 2 минуты', ['p95 latency < 2m certain']],
  ['p95 latency < 500毫秒', ['p95 latency < 500ms certain']],
  ['throughput > 100 requests pro Minute', ['throughput > 100/min certain']],
  ['throughput > 100 requests/Sekunde', ['throughput > 100/s certain']],
  // A word that is no unit of anything known.
  ['p95 latency < 2 tuntia', ['< 2 guess # p95 latency']],
  ['p95 latency < 2 недели', ['< 2 guess # p95 latency']],
  ['error rate < 5 requests', ['< 5 guess # error rate']],
  ['Queue age < 5 недель', ['< 5 guess # Queue age недель']],
  ['< 5 retries', ['< 5 likely # retries']],
  ['p95 latency < 500', ['p95 latency < 500ms guess']],
  ['p95 latency < 500 during the day', ['p95 latency < 500ms guess']],
  ['throughput > 100 requests', ['throughput > 100/s likely']],
  // Rates of longer times, and of other things than requests.
  ['Throughput >5K docs/hour', ['throughput > 83.33/min guess # docs']],
  ['Throughput > 1000 events/sec', ['throughput > 1000/s likely # events']],
  ['Throughput > 5K requests/hour', ['throughput > 83.33/min likely']],
  ['Throughput > 600 requests/hour', ['throughput > 10/min certain']],
  ['5,000+ requests/hour', ['throughput >= 83.33/min likely']],
  ['500K docs/hour', ['throughput >= 8333/min guess # docs'], inColumn('Throughput')],
  ['100 requests in 3 min', ['throughput >= 33.33/min guess']],
];

const BOUNDS: Row[] = [
  ['Throughput: >100 RPS (minimum operational standard)', ['throughput > 100/s likely']],
  ['Throughput > 100 RPS minimum standard', ['throughput > 100/s likely']],
  ['Minimum throughput: > 100 RPS', ['min throughput > 100/s likely']],
  ['p95 latency < 500ms (max)', ['p95 latency < 500ms likely']],
  ['Response time: < 2s (max)', ['max latency < 2s likely']],
  ['Max response time: < 2s', ['max latency < 2s certain']],
];

describe.each([
  ['cells of tables', CELLS],
  ['pass conditions', PASS_CONDITIONS],
  ['sentences', SENTENCES],
  ['several targets in one text', SEVERAL],
  ['numbers and units as others write them', NUMBERS_AND_UNITS],
  ['words that say which limit it is', BOUNDS],
])('%s', (_, rows) => {
  it.each(rows)('%j reads as %j', (text, expected, context = {}) => {
    expect(summary(text, context)).toEqual(expected);
  });
});

describe('reasons and spans', () => {
  it('keeps the span to the condition', () => {
    const text = 'Checkout: p95 latency ≤ 300 ms (peak)';
    const [target] = readTargets(text);
    expect(text.slice(...target!.span)).toBe('≤ 300 ms');
  });

  it('tells that a duration is missing instead of inventing one', () => {
    const [target] = readTargets('CPU > 90% sustained');
    expect(target!.reason).toContain('sustained');
    expect(target!.condition).not.toHaveProperty('window');
  });

  it('says when the metric comes from a heading', () => {
    const [target] = readTargets('< 1000ms', { headings: ['Average latency'] });
    expect(target).toMatchObject({ text: 'avg latency < 1000ms', confidence: 'likely' });
    expect(target!.reason).toContain('heading');
  });
});
