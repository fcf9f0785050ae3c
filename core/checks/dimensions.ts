import { STATISTICS_OF_KIND, type MetricDefinition } from '../metrics.ts';
import type { Problem } from '../problem.ts';
import { closest } from '../text/closest.ts';
import type { Span } from '../text/span.ts';
import { UNITS, type Dimension, type Unit } from '../units.ts';
import type { Condition, Quantity, Selector, Statistic } from './check.ts';
import { plainDecimal, scale } from './numberText.ts';
import { limitProblem } from './limits.ts';
import { customNameProblem, selectorMeant, type MetricLookup } from './selectorMeant.ts';
import { checkProblem } from './problems.ts';
import { printCondition } from './print.ts';
import type { ExpressionParts } from './reader.ts';
import { isPercentile } from './statistics.ts';

export interface ResolvedSelector {
  /** Absent for custom and unknown metrics. */
  definition?: MetricDefinition;
  /** The one written, else the metric's default one. Absent for a custom metric without any. */
  statistic?: Statistic;
  /** Absent when a problem leaves it open. */
  dimension?: Dimension;
  problems: Problem[];
}

/** How messages name a dimension, and units to offer. `number` takes every unit and is never named. */
const DIMENSION_WORDS: Record<Dimension, { name: string; units: string }> = {
  time: { name: 'a time', units: 'us, ms, s, m or h' },
  ratio: { name: 'a ratio', units: '%' },
  count: { name: 'a count', units: 'a plain number, k or M' },
  rate: { name: 'a rate', units: '/s or /min, such as `50/s`' },
  bytes: { name: 'an amount of data', units: 'B, kB, MB or GB' },
  'byte-rate': { name: 'a data rate', units: 'B/s, kB/s, MB/s or GB/s' },
  number: { name: 'a number', units: 'a plain number' },
};

/** Finds out what a selector measures. `names` are offered when its metric is unknown; `text` is what `parts` count in. */
export function resolveSelector(
  selector: Selector,
  parts: ExpressionParts,
  lookup: MetricLookup,
  names: Iterable<string>,
  text = '',
): ResolvedSelector {
  const metricSpan: Span = parts.metric ?? parts.selector ?? [0, 0];
  const definition = lookup(selector.metric);
  const written = selector.statistic === undefined ? {} : { statistic: selector.statistic };
  if (definition === undefined) {
    const meant = selectorMeant(selector, parts, lookup, text);
    const suggestion = meant?.right ?? closest(selector.metric, names);
    const span = meant?.span ?? metricSpan;
    return { ...written, problems: [checkProblem('check-unknown-metric', span, selector.metric, suggestion)] };
  }
  if (definition === 'custom') {
    const problem = customNameProblem(selector, parts, lookup, [...names], text);
    return { ...written, dimension: 'number', problems: problem === undefined ? [] : [problem] };
  }

  const { answers, whenUnnamed } = STATISTICS_OF_KIND[definition.kind];
  const statistic = selector.statistic ?? whenUnnamed;
  if (statistic === undefined) {
    return { definition, problems: [checkProblem('check-statistic-missing', metricSpan, selector.metric)] };
  }
  const dimension = dimensionOf(definition, statistic);
  if (answers.includes(isPercentile(statistic) ? 'pN' : statistic))
    return { definition, statistic, dimension, problems: [] };
  const possible = answers.map((answer) => (answer === 'pN' ? 'p95' : answer)).join(', ');
  const span = parts.statistic ?? metricSpan;
  return {
    definition,
    statistic,
    problems: [checkProblem('check-statistic-unfit', span, statistic, selector.metric, possible)],
  };
}

/** Dimension of a statistic of a metric: how often a trend was seen is a count, bytes per second are a byte rate. */
export function dimensionOf(definition: MetricDefinition, statistic: Statistic): Dimension {
  if (definition.kind === 'trend' && statistic === 'count') return 'count';
  if (definition.kind !== 'counter' || statistic !== 'rate') return definition.dimension;
  if (definition.dimension === 'count') return 'rate';
  // Nothing has a name for any other amount per second.
  return definition.dimension === 'bytes' ? 'byte-rate' : 'number';
}

/** Whether a number with this unit can be compared with a value of the dimension. */
function fits(unit: Unit, dimension: Dimension): boolean {
  return dimension === 'number' || UNITS[unit].dimension === dimension;
}

/** Problems of a condition that only show once it is known what is measured. At most one. */
export function checkCondition(
  condition: Condition,
  parts: ExpressionParts,
  dimension: Dimension,
  definition?: MetricDefinition,
): Problem[] {
  if (isBelowBaseline(condition)) {
    const written = printCondition(condition).replace(/^\S+ | (?:for|over) .*$/g, '');
    const span: Span = parts.limit ?? parts.condition ?? [0, 0];
    return [checkProblem('check-limit-impossible', span, written, 'it is not above zero', 'subtract less than 100%')];
  }
  const { unit, amounts } = numbersOf(condition);
  const [first] = amounts;
  if (first === undefined || dimension === 'number') return [];
  const span: Span = parts.limit ?? parts.condition ?? [0, 0];
  const written = amounts.map(plainDecimal).join('-');
  const { name, units } = DIMENSION_WORDS[dimension];
  if (unit !== undefined && !fits(unit, dimension)) {
    return [checkProblem('check-unit-unfit', parts.unit ?? span, unit, name, units)];
  }
  if (amounts.some((amount) => amount < 0)) {
    return [checkProblem('check-negative-limit', span, written + (unit ?? ''), name)];
  }
  if (unit !== undefined) return limitProblems(condition, span, dimension, definition);
  if (dimension === 'time') return [checkProblem('check-time-unit-missing', span, written)];
  // Below 1 only a fraction can be meant; from 1 on it is a percentage, or the fraction that means everything.
  if (dimension === 'ratio' && amounts.some((amount) => amount >= 1)) {
    const asFraction = amounts.every((amount) => amount <= 1) ? percentage(amounts, 100) : undefined;
    return [checkProblem('check-ratio-unit-missing', span, written, percentage(amounts, 1), asFraction)];
  }
  return limitProblems(condition, span, dimension, definition);
}

function limitProblems(
  condition: Condition,
  span: Span,
  dimension: Dimension,
  definition?: MetricDefinition,
): Problem[] {
  const inBaseUnits = (quantity: Quantity): number => quantityInBaseUnits(quantity, dimension);
  const problem = limitProblem(condition, span, inBaseUnits, definition?.kind === 'ratio');
  return problem === undefined ? [] : [problem];
}

function isBelowBaseline(condition: Condition): boolean {
  if (condition.kind !== 'comparison' || condition.limit.kind !== 'baseline-percent') return false;
  return condition.limit.sign === '-' && condition.limit.percent >= 100;
}

function percentage(amounts: readonly number[], factor: number): string {
  return `${amounts.map((amount) => plainDecimal(scale(amount, factor))).join('-')}%`;
}

function numbersOf(condition: Condition): { amounts: number[]; unit?: Unit } {
  if (condition.kind === 'range') {
    return {
      amounts: [condition.low, condition.high],
      ...(condition.unit === undefined ? {} : { unit: condition.unit }),
    };
  }
  if (condition.limit.kind !== 'quantity') return { amounts: [] };
  const { amount, unit } = condition.limit;
  return { amounts: [amount], ...(unit === undefined ? {} : { unit }) };
}

/**
 * The number in the base unit of its dimension; without a unit it already is in it. Against a custom metric
 * (`number`) the unit decides: `5s` are 5000. Not a number when the unit does not fit, so no limit is ever met by it.
 */
export function quantityInBaseUnits(quantity: Quantity, dimension: Dimension): number {
  if (quantity.unit === undefined) return quantity.amount;
  return fits(quantity.unit, dimension) ? scale(quantity.amount, UNITS[quantity.unit].factor) : Number.NaN;
}
