import type { JudgedCheck } from '../../../core/run/judge.ts';
import type { Frame, Outcome, RunEvent } from '../../../core/run/runEvent.ts';
import { foldRun, runResult, startRun, type RunSetup } from '../../../core/run/foldRun.ts';
import type { RunManifest } from '../../../core/run/runManifest.ts';
import { reportInput, type ReportInput } from '../../../core/report/reportInput.ts';
import { RunTimeline } from '../../../core/report/timeline.ts';
import { check, counter, eventsOf, frame, gauge, selector, trend } from '../run/helpers.ts';

export function manifestOf(rest: Partial<RunManifest> = {}): RunManifest {
  return {
    ...{ version: 1, runId: '20260131_120000_shop', testId: 'shop', title: 'The shop', runner: 'http' },
    ...{ tool: { name: 'engine', version: '1' }, startedAt: 0, endedAt: 61_000, state: 'completed', smoke: false },
    ...{ environment: { id: 'staging', target: 'http://127.0.0.1:8080' }, confirmedHosts: [], startedBy: 'ada' },
    ...{ machine: { platform: 'linux', cores: 2, node: 'v24' }, command: [], process: { pid: 1 }, overrides: {} },
    ...{ plan: { path: 'shop.headroom.yaml', text: PLAN, effectiveTest: { requirements: ['14.10', '14.11'] } } },
    ...{ gitCommit: 'eaf4edea', loadHash: 'abcdef0123456789', requirements: REQUIREMENTS },
    ...rest,
  };
}

const REQUIREMENTS = { '14.10': 'API within 500 ms', '14.11': 'Search stays usable' };
const PLAN = `headroom: 1
requirements: { "14.10": API within 500 ms, "14.11": Search stays usable }
tests: {}
`;

/** What one run becomes, by the way that a run itself takes: events into fold and timeline, both into the input. */
export function inputOf(
  setup: Partial<RunSetup>,
  events: readonly RunEvent[],
  manifest: Partial<RunManifest> = {},
): ReportInput {
  const fold = startRun({ checks: [], guards: [], ...setup });
  const timeline = new RunTimeline();
  for (const event of events) {
    foldRun(fold, event);
    timeline.take(event);
  }
  return reportInput({ manifest: manifestOf(manifest), result: runResult(fold), fold, timeline });
}

/** One second of a shop with two requests; every tenth second a status 503, and a monitor that is sampled. */
export function shopFrame(second: number, rest: Partial<Frame> = {}): Frame {
  const stage = rest.stage ?? 'peak';
  const samples = ['open cart', 'pay'].flatMap((request, index) => {
    const tags = { stage, request };
    const latencies = Array.from({ length: 20 }, (_, at) => 40 + index * 60 + at * 2 + (second % 7) * 5);
    const failed = second % 10 === 9 && index === 1 ? 2 : 0;
    return [
      ...[trend('latency', latencies, tags), trend('ttfb', latencies, tags)],
      ...[counter('requests', 20, tags), counter('responses', 20, tags), counter('bytes_in', 2000, tags)],
      ...(failed > 0 ? [counter('failures', failed, { ...tags, status: '503' })] : [counter('failures', 0, tags)]),
    ];
  });
  return frame(second, [...samples, gauge('users', [20, 22]), gauge('cpu', [0.4 + (second % 5) / 10])], {
    stage,
    ...rest,
  });
}

export const SHOP_CHECKS: JudgedCheck[] = [
  check(
    selector('latency', 'p95'),
    { target: ['<', 100], critical: ['>', 120] },
    { id: 'shop/p95', requirement: '14.10', action: 'Scale *up*' },
  ),
  check(selector('throughput', undefined, { stage: 'peak' }), { target: ['>', 20] }, { id: 'shop/throughput' }),
  check(selector('provisioning', 'p95'), { target: ['<', 1000] }, { id: 'shop/provisioning' }),
];

export const SHOP_GUARDS: JudgedCheck[] = [
  check(selector('error_rate'), { stop: ['>', 0.2, { kind: 'for', ms: 5000 }] }, { id: 'shop/guard' }),
];

export const MONITOR_DEFINITIONS = {
  cpu: { kind: 'gauge', dimension: 'ratio', meaning: 'Monitor `cpu`.' },
} as const;

export function shopEvents(seconds: number, outcome: Outcome = { kind: 'completed' }): RunEvent[] {
  const frames = Array.from({ length: seconds }, (_, second) =>
    shopFrame(second, second < 3 ? { stage: 'warm-up', warmup: true } : {}),
  );
  return eventsOf(frames, outcome);
}

export function shopInput(seconds = 30, outcome?: Outcome, manifest: Partial<RunManifest> = {}): ReportInput {
  return inputOf(
    { checks: SHOP_CHECKS, guards: SHOP_GUARDS, definitions: MONITOR_DEFINITIONS },
    shopEvents(seconds, outcome),
    manifest,
  );
}
