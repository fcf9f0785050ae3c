import type { Selector, Statistic } from '../checks/check.ts';
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
  if (measured === undefined) return { kind: 'missing', reason: whyNothing(fold.store, selector, definition) };
  const meant = definition && statisticOf(selector, definition.kind);
  const notes = meant === undefined ? [] : noteOnSamples(meant, measured.count);
  return { kind: 'measured', value: measured.value, dimension: measured.dimension, notes };
}
