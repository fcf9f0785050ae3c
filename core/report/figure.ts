import type { Selector, Statistic } from '../checks/check.ts';
import { formatValue } from '../format.ts';
import { isMetricName, METRICS, type MetricDefinition } from '../metrics.ts';
import type { Tags } from '../run/aggregate.ts';
import { whyNothing } from '../run/explain.ts';
import type { RunFold } from '../run/foldRun.ts';
import { definitionOf, measure, statisticOf } from '../run/measure.ts';
import { noteOnSamples } from '../run/notes.ts';
import type { Dimension } from '../units.ts';

/** A value in base units as it was measured, or why there is none. A report never shows a number in place of the latter. */
export type Figure =
  { kind: 'measured'; value: number; dimension: Dimension; notes: string[] } | { kind: 'missing'; reason: string };

export function definitionInRun({ store, setup }: RunFold, selector: Selector): MetricDefinition | undefined {
  const { metric } = selector;
  if (isMetricName(metric)) return METRICS[metric];
  const { definitions = {} } = setup;
  return Object.hasOwn(definitions, metric) ? definitions[metric] : definitionOf(store, selector);
}

/** The value over the whole measured run, or the stage, request … that the tags name. */
export function figureOf(fold: RunFold, statistic: Statistic | undefined, metric: string, tags: Tags): Figure {
  const selector: Selector = statistic === undefined ? { metric, tags } : { statistic, metric, tags };
  const definition = definitionInRun(fold, selector);
  const measured = measure(fold.store, selector, definition);
  if (measured === undefined) {
    return { kind: 'missing', reason: whyNothing(fold.store, selector, definition, fold.failedMonitors) };
  }
  const meant = definition && statisticOf(selector, definition.kind);
  const notes = meant === undefined ? [] : noteOnSamples(meant, measured.count);
  if (metric === 'latency' && statistic === 'p95') notes.push(...noteOnFailures(fold, tags, measured.count));
  return { kind: 'measured', value: measured.value, dimension: measured.dimension, notes };
}

/** Below this share failures hardly move a p95. */
const FAILURES_THAT_MATTER = 0.05;

/** A failure is often much faster than a good response, so a latency with many of them looks better than it is. */
function noteOnFailures({ store }: RunFold, tags: Tags, responses: number): string[] {
  const failures = measure(store, { metric: 'failures', tags })?.value;
  const requests = measure(store, { metric: 'requests', tags })?.value;
  if (failures === undefined || requests === undefined || responses === 0) return [];
  // Failures without a response, such as a refused connection, have no latency.
  const share = (failures - Math.max(0, requests - responses)) / responses;
  return share > FAILURES_THAT_MATTER ? [`${formatValue(Math.min(1, share), 'ratio')} of these are failures`] : [];
}
