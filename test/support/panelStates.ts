import type { ShownRun } from '../../core/protocol/panel.ts';
import type { CheckResult } from '../../core/run/runResult.ts';

export function checkResult(id: string, rest: Partial<CheckResult> = {}): CheckResult {
  return { id, expression: id, verdict: 'pass', unit: 'ms', levels: { target: '< 1s' }, notes: [], ...rest };
}

export function shownRun(rest: Partial<ShownRun> = {}): ShownRun {
  return {
    kind: 'run',
    facts: {
      runId: '20260131_120000_search',
      testId: 'search',
      runner: 'http',
      tool: { name: 'Headroom HTTP engine', version: '0.1.0' },
      startedAt: Date.UTC(2026, 0, 31, 12),
      smoke: false,
      startedBy: 'ada',
    },
    result: {
      version: 1,
      runId: '20260131_120000_search',
      testId: 'search',
      state: 'completed',
      verdict: 'pass',
      reasons: [],
      checks: [checkResult('search/p95-latency')],
      observations: [],
    },
    timeline: [],
    files: ['report.md'],
    marks: [],
    notes: [],
    ...rest,
  };
}
