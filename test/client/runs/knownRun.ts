import type { KnownRun } from '../../../client/runs/tree/runSummary.ts';

export function knownRun(rest: Partial<KnownRun> = {}): KnownRun {
  return {
    kind: 'known',
    runId: '20260131_120000_search',
    testId: 'search',
    startedAt: Date.UTC(2026, 0, 31, 12),
    durationMs: 70_000,
    state: 'completed',
    verdict: 'pass',
    environment: 'staging',
    tool: 'k6 1.2.0',
    smoke: false,
    isImported: false,
    isStopped: false,
    mayBeBaseline: true,
    margin: { expression: 'p95 latency < 400ms', text: '58 ms under', share: 0.1 },
    checks: 3,
    planFolder: '/home/shop/a',
    ...rest,
  };
}
