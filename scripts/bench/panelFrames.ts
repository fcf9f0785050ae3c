// A run with 50 series a second, as the panel of a run that goes on is fed with it.
import { LiveState } from '../../client/panels/live/liveState.ts';
import { runFactsSchema, type HostMessage } from '../../core/protocol/panel.ts';
import { readHostLine } from '../../core/protocol/runHost.ts';
import type { SeriesSample } from '../../core/run/aggregate.ts';
import { restoreSetup } from '../../core/run/setupRecord.ts';
import type { RunEvent } from '../../core/run/runEvent.ts';
import { Histogram } from '../../core/stats/histogram.ts';
import { METRICS } from '../../core/metrics.ts';

const REQUESTS = 12;
const STARTED_AT = Date.UTC(2026, 0, 31, 12);

/** 12 requests with latency and three counters each, users and a monitor. */
function samplesOf(second: number): SeriesSample[] {
  const samples = Array.from({ length: REQUESTS }, (_, request): SeriesSample[] => {
    const latency = new Histogram();
    for (let at = 0; at < 100; at += 1) latency.record(10 + ((at * 37 + second * 11 + request * 5) % 90) ** 1.3);
    const tags = { request: `request ${request}` };
    const counter = (metric: string, total: number): SeriesSample => ({
      metric,
      tags,
      sample: { kind: 'counter', total },
    });
    return [
      { metric: 'latency', tags, sample: { kind: 'trend', histogram: latency.toSparse() } },
      counter('requests', 100),
      counter('responses', 100),
      counter('failures', second % 50 === request ? 2 : 0),
    ];
  }).flat();
  const gauge = (metric: string, value: number): SeriesSample => ({
    metric,
    tags: {},
    sample: { kind: 'gauge', last: value, min: value, max: value, sum: value, count: 1 },
  });
  return [...samples, gauge('users', 50), gauge('cpu', 0.4 + 0.3 * Math.sin(second / 30))];
}

/** The line that a run host sends for this second. */
export function frameLine(second: number): string {
  const event: RunEvent = {
    at: STARTED_AT + (second + 1) * 1000,
    kind: 'frame',
    frame: {
      second,
      durationMs: 1000,
      stage: second < 60 ? 'ramp' : 'peak',
      warmup: false,
      samples: samplesOf(second),
    },
  };
  return JSON.stringify({ kind: 'event', sequence: second, runId: 'bench', event });
}

export function newState(): LiveState {
  const latency = { on: 'p95 latency', definition: METRICS.latency };
  const errors = { on: 'error_rate', definition: METRICS.error_rate };
  const { setup } = restoreSetup({
    checks: [
      { id: 'bench/p95', target: '< 500ms', warn: '> 300ms', ...latency },
      { id: 'bench/peak', target: '< 500ms', ...latency, on: 'p99 latency{stage=peak}' },
      { id: 'bench/one', target: '< 500ms', ...latency, on: 'p95 latency{request=request 3}' },
      { id: 'bench/errors', target: '< 1%', ...errors },
      { id: 'bench/throughput', on: 'throughput', target: '> 100/s', definition: METRICS.throughput },
    ],
    guards: [
      { id: 'bench/guard', stop: '> 10% for 10s', ...errors },
      { id: 'bench/slow', stop: '> 5s for 10s', ...latency },
    ],
    smoke: false,
    definitions: { cpu: { kind: 'gauge', dimension: 'ratio', meaning: '' } },
  });
  const facts = runFactsSchema.parse({
    runId: 'bench',
    testId: 'bench',
    runner: 'http',
    tool: { name: 'bench', version: '1' },
    startedAt: STARTED_AT,
    smoke: false,
    startedBy: 'bench',
  });
  return new LiveState(facts, setup, () => STARTED_AT);
}

/** What the client does with a line. */
export function takeLine(state: LiveState, line: string): void {
  const item = readHostLine(line);
  if (item?.kind !== 'event') throw new Error('The line is no event.');
  state.take(item.event);
}

export function showMessage(state: LiveState): HostMessage {
  return { kind: 'show', runFolder: 'file:///bench', view: state.whole() };
}
