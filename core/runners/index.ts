import { METRICS, type MetricDefinition } from '../metrics.ts';
import { artillery } from './artillery/artillery.ts';
import { coder } from './coder/coder.ts';
import { command } from './command/command.ts';
import { hey } from './hey/hey.ts';
import { http } from './http/http.ts';
import { k6 } from './k6/k6.ts';
import type { RunnerCapabilities, RunnerKind } from './runner.ts';
import { wrk } from './wrk/wrk.ts';

/** Every runner by its name in a plan. */
export const RUNNERS: Record<RunnerKind, RunnerCapabilities> = { http, k6, artillery, wrk, hey, coder, command };

/**
 * What a name means for a runner: a metric of the vocabulary or of the tool itself; `custom` for a name that nobody
 * can know before the run; undefined where a runner has no metrics but the known ones.
 */
export function findMetric(runner: RunnerKind, name: string): MetricDefinition | 'custom' | undefined {
  const { ownMetrics, customMetrics } = RUNNERS[runner];
  if (Object.hasOwn(METRICS, name)) return METRICS[name as keyof typeof METRICS];
  if (Object.hasOwn(ownMetrics, name)) return ownMetrics[name];
  return customMetrics ? 'custom' : undefined;
}

/** Names to offer for a metric of this runner. */
export function metricNames(runner: RunnerKind): string[] {
  return [...Object.keys(RUNNERS[runner].metrics), ...Object.keys(RUNNERS[runner].ownMetrics)];
}
