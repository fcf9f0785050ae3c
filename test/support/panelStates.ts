import type { LiveRunView, ShownRun } from '../../core/protocol/panel.ts';
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
    gauges: [],
    limits: [],
    changes: [],
    changesDropped: 0,
    files: ['report.md'],
    marks: [],
    notes: [],
    ...rest,
  };
}

export function liveRun(rest: Partial<LiveRunView> = {}, now: Partial<LiveRunView['now']> = {}): LiveRunView {
  const { facts, result } = shownRun();
  return {
    kind: 'live',
    facts: facts!,
    limits: [],
    timeline: [],
    recent: [],
    changes: [],
    log: [],
    update: 0,
    ...rest,
    now: {
      phase: 'running',
      result: { ...result, state: 'running', verdict: 'no-data' },
      guards: [],
      gauges: [],
      changesDropped: 0,
      notes: [],
      ...now,
    },
  };
}
