import type { Check, ComparisonOperator, Level, Selector, Statistic, Window } from '../../../core/checks/check.ts';
import { isMetricName, METRICS } from '../../../core/metrics.ts';
import type { SeriesSample, Tags } from '../../../core/run/aggregate.ts';
import type { JudgedCheck } from '../../../core/run/judge.ts';
import type { Frame, Outcome, RunEvent } from '../../../core/run/runEvent.ts';
import { foldRun, runResult, startRun, type RunFold, type RunSetup } from '../../../core/run/foldRun.ts';
import type { RunResult } from '../../../core/run/runResult.ts';
import { Histogram } from '../../../core/stats/histogram.ts';

export function trend(metric: string, values: readonly number[], tags: Tags = {}): SeriesSample {
  const histogram = new Histogram();
  for (const value of values) histogram.record(value);
  return { metric, tags, sample: { kind: 'trend', histogram: histogram.toSparse() } };
}

export function counter(metric: string, total: number, tags: Tags = {}): SeriesSample {
  return { metric, tags, sample: { kind: 'counter', total } };
}

export function gauge(metric: string, values: readonly number[], tags: Tags = {}): SeriesSample {
  const sum = values.reduce((total, value) => total + value, 0);
  return {
    metric,
    tags,
    sample: {
      kind: 'gauge',
      last: values.at(-1) ?? 0,
      min: Math.min(...values),
      max: Math.max(...values),
      sum,
      count: values.length,
    },
  };
}

export function frame(second: number, samples: SeriesSample[], rest: Partial<Frame> = {}): Frame {
  return { second, durationMs: 1000, stage: 'main', warmup: false, samples, ...rest };
}

/** A second of an HTTP load: each latency is a request with a response, each failure one more attempt. */
export function httpSamples(latencies: readonly number[], failures = 0): SeriesSample[] {
  return [
    trend('latency', latencies),
    counter('requests', latencies.length + failures),
    counter('responses', latencies.length),
    counter('failures', failures),
  ];
}

export function httpFrame(
  second: number,
  latencies: readonly number[],
  failures = 0,
  rest: Partial<Frame> = {},
): Frame {
  return frame(second, httpSamples(latencies, failures), rest);
}

export function selector(metric: string, statistic?: Statistic, tags: Tags = {}): Selector {
  return statistic === undefined ? { metric, tags } : { metric, statistic, tags };
}

export type Stated = readonly [operator: ComparisonOperator, amount: number, window?: Window];

/** Amounts are in base units, which every dimension accepts without a unit. */
export function check(what: Selector, levels: Partial<Record<Level, Stated>>, rest: Partial<Check> = {}): JudgedCheck {
  const conditions: Check['levels'] = {};
  for (const [level, [operator, amount, window]] of Object.entries(levels) as [Level, Stated][]) {
    conditions[level] = {
      kind: 'comparison',
      operator,
      limit: { kind: 'quantity', amount },
      ...(window === undefined ? {} : { window }),
    };
  }
  const definition = isMetricName(what.metric) ? { definition: METRICS[what.metric] } : {};
  return {
    id: `test/${what.statistic ?? ''}-${what.metric}`,
    selector: what,
    levels: conditions,
    ...definition,
    ...rest,
  };
}

export function started(): RunEvent {
  return { at: 0, kind: 'started', runId: 'run-1', testId: 'shop', runner: 'http', command: [] };
}

export function eventsOf(frames: readonly Frame[], outcome?: Outcome): RunEvent[] {
  const told = frames.map((one): RunEvent => ({ at: (one.second + 1) * 1000, kind: 'frame', frame: one }));
  const end: RunEvent[] = outcome === undefined ? [] : [{ at: 1e6, kind: 'finished', outcome }];
  return [started(), ...told, ...end];
}

export function foldAll(setup: Partial<RunSetup>, events: readonly RunEvent[]): RunFold {
  return events.reduce(foldRun, startRun({ checks: [], guards: [], ...setup }));
}

export function resultOf(
  setup: Partial<RunSetup>,
  frames: readonly Frame[],
  outcome: Outcome = { kind: 'completed' },
): RunResult {
  return runResult(foldAll(setup, eventsOf(frames, outcome)));
}
