import { formatValue } from '../core/format.ts';
import type { Observation } from '../core/run/runResult.ts';
import { dimensionOfBaseUnit } from '../core/units.ts';
import type { Cell } from './tableOrder.ts';

export interface FigureTable {
  columns: string[];
  /** The first cell names the row. Undefined: not measured. */
  rows: Cell[][];
}

const OF_DISTRIBUTIONS = ['avg', 'min', 'p50', 'p90', 'p95', 'p99', 'max'];
/** Of these every metric has one, so that its name says enough. */
const UNNAMED = ['rate', 'count', 'sum', ''];

const named = (name: string): Cell => ({ text: name, value: name });
const cellOf = ({ value, unit }: Observation): Cell => ({ text: formatValue(value, dimensionOfBaseUnit(unit)), value });
const isWholeRun = ({ selector }: Observation): boolean => Object.keys(selector).length === 0;

/** Metrics of which the whole run has a distribution, a row each. */
export function distributions(observations: readonly Observation[]): FigureTable {
  const whole = observations.filter(isWholeRun);
  const metrics = metricsWithDistribution(whole);
  return {
    columns: ['Metric', ...OF_DISTRIBUTIONS],
    rows: metrics.map((metric) => [
      named(metric),
      ...OF_DISTRIBUTIONS.map((statistic) => {
        const found = whole.find((one) => one.metric === metric && one.statistic === statistic);
        return found && cellOf(found);
      }),
    ]),
  };
}

/** The whole run's other values: totals, rates, peaks. */
export function singleValues(observations: readonly Observation[]): FigureTable {
  const whole = observations.filter(isWholeRun);
  const inDistributions = metricsWithDistribution(whole);
  const rest = whole.filter(
    ({ metric, statistic }) => !(inDistributions.includes(metric) && OF_DISTRIBUTIONS.includes(statistic)),
  );
  return { columns: ['Measured', 'Value'], rows: rest.map((one) => [named(labelOf(one)), cellOf(one)]) };
}

/** A row for each stage or request; empty when the run has none. */
export function breakdown(observations: readonly Observation[], tag: 'stage' | 'request'): FigureTable {
  const tagged = observations.filter(
    ({ selector }) => Object.hasOwn(selector, tag) && Object.keys(selector).length === 1,
  );
  const rows = new Map<string, Map<string, Observation>>();
  for (const one of tagged) {
    const name = one.selector[tag] ?? '';
    const row = rows.get(name) ?? new Map<string, Observation>();
    row.set(labelOf(one), one);
    rows.set(name, row);
  }
  const labels = [...new Set(tagged.map(labelOf))];
  return {
    columns: [tag === 'stage' ? 'Stage' : 'Request', ...labels],
    rows: [...rows].map(([name, row]) => [
      named(name),
      ...labels.map((label) => {
        const found = row.get(label);
        return found && cellOf(found);
      }),
    ]),
  };
}

function metricsWithDistribution(whole: readonly Observation[]): string[] {
  const withPercentile = whole.filter(({ statistic }) => statistic === 'p95').map(({ metric }) => metric);
  return [...new Set(withPercentile)];
}

/** In the words of a check, so that a plan can ask for what is seen here. */
function labelOf({ metric, statistic }: Observation): string {
  return UNNAMED.includes(statistic) ? metric : `${statistic} ${metric}`;
}
