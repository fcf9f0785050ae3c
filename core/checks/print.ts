import { isMetricName, METRICS, STATISTICS_OF_KIND, type MetricDefinition } from '../metrics.ts';
import { UNITS } from '../units.ts';
import type { Condition, Expression, Limit, Quantity, Selector, Window } from './check.ts';
import { plainDecimal, scale } from './numberText.ts';
import { printTagValue } from './readTags.ts';

/** Canonical text: `p95 latency{stage=peak} < 500ms for 10s`. Reading it again gives the same expression. */
export function printExpression(expression: Expression): string {
  return `${printSelector(expression.selector)} ${printCondition(expression.condition)}`;
}

/** Canonical text of what is measured, with the tags sorted by key: `p95 latency{request=pay,stage=peak}`. */
export function printSelector(selector: Selector): string {
  return [...(selector.statistic === undefined ? [] : [selector.statistic]), nameWithTags(selector)].join(' ');
}

/** Canonical text of a condition: `< 500ms for 10s`, `<= baseline + 10%`, `50-60%`. */
export function printCondition(condition: Condition): string {
  if (condition.kind === 'range') {
    return `${plainDecimal(condition.low)}-${plainDecimal(condition.high)}${condition.unit ?? ''}`;
  }
  const window = condition.window === undefined ? [] : [condition.window.kind, printDuration(condition.window.ms)];
  return [condition.operator, printLimit(condition.limit), ...window].join(' ');
}

/** The number as written, with its unit and no blank: `1.2s`, `50/s`, `0.1%`. */
export function printQuantity(quantity: Quantity): string {
  return plainDecimal(quantity.amount) + (quantity.unit ?? '');
}

/**
 * Id of a check that has none of its own: `search/p95-latency`. It keeps while the limit is edited, and differs
 * between checks of one selector that ask different questions. `condition` is that of the row's first level.
 * `definition` is looked up in the vocabulary when absent; a statistic that is the metric's default one is left out.
 */
export function checkId(
  testId: string,
  selector: Selector,
  condition: Condition | undefined,
  definition?: MetricDefinition,
): string {
  const known = definition ?? (isMetricName(selector.metric) ? METRICS[selector.metric] : undefined);
  const defaultStatistic = known === undefined ? undefined : STATISTICS_OF_KIND[known.kind].whenUnnamed;
  const isDefault = selector.statistic === undefined || selector.statistic === defaultStatistic;
  const statistic = isDefault ? '' : `${selector.statistic}-`;
  const question = condition?.kind === 'comparison' ? questionOf(condition.limit, condition.window) : '';
  return `${testId}/${statistic}${nameWithTags(selector)}${question}`;
}

function questionOf(limit: Limit, window: Window | undefined): string {
  const reference = limit.kind === 'quantity' ? '' : '-vs-baseline';
  return reference + (window === undefined ? '' : `-${window.kind}-${printDuration(window.ms)}`);
}

function nameWithTags(selector: Selector): string {
  const tags = Object.entries(selector.tags)
    .sort(([first], [second]) => (first < second ? -1 : first > second ? 1 : 0))
    .map(([key, value]) => `${key}=${printTagValue(value)}`);
  return tags.length === 0 ? selector.metric : `${selector.metric}{${tags.join(',')}}`;
}

function printLimit(limit: Limit): string {
  switch (limit.kind) {
    case 'quantity':
      return printQuantity(limit);
    case 'baseline':
      return 'baseline';
    case 'baseline-percent':
      return `baseline ${limit.sign} ${plainDecimal(limit.percent)}%`;
    case 'baseline-times':
      return `baseline * ${plainDecimal(limit.factor)}`;
  }
}

/** In the largest unit that needs no fraction: 90,000 ms are `90s`. A part of a millisecond stays one: `1.5ms`. */
export function printDuration(ms: number): string {
  for (const unit of ['h', 'm', 's'] as const) {
    const amount = ms / UNITS[unit].factor;
    if (Number.isInteger(amount) && scale(amount, UNITS[unit].factor) === ms) return `${plainDecimal(amount)}${unit}`;
  }
  return `${plainDecimal(ms)}ms`;
}
