import { idOfThreshold, thresholdText } from '../../configs/k6/thresholdId.ts';
import { parseThreshold, type ThresholdStatistic } from '../../configs/k6/thresholdExpression.ts';
import { BASE_UNIT_NAMES, type Dimension } from '../../units.ts';
import type { ToolVerdict } from '../../run/toolVerdict.ts';
import { worthOfTimes } from '../../run/unanswered.ts';
import type { Figure } from './figures.ts';
import { k6 } from './k6.ts';
import type { Summary } from './summary.ts';
import type { ToldThreshold } from './toldThresholds.ts';

/** Percent of a `p(95)`, for statistics that k6 is to compute. */
export function percentOfThreshold(source: string): number | undefined {
  const reading = parseThreshold(source);
  const percent = 'expression' in reading ? (reading.expression.percent ?? 0) : 0;
  return percent > 0 ? percent : undefined;
}

export interface ThresholdFacts {
  testId: string;
  summary: Summary;
  /** Names of metrics of which samples were seen while the run went on. */
  seen: ReadonlySet<string>;
  /** What the values of a metric of the script are, `time` or `data`. */
  contents: ReadonlyMap<string, string>;
  /** Of how many requests k6 told how they ended, and how many of these got no response; undefined: it tells none. */
  requests: number | undefined;
  noResponse: number | undefined;
  /** `noResponse` counts all that failed: of which kind the failures were is not told. */
  isAtMost?: boolean;
}

/** The script's thresholds as checks. k6 lets a threshold hold of which it has no sample; here that is no pass. */
export function thresholdVerdicts(facts: ThresholdFacts): ToolVerdict[] {
  return facts.summary.thresholds.map((told) => verdictOf(told, facts));
}

function verdictOf(told: ToldThreshold, facts: ThresholdFacts): ToolVerdict {
  const { metric, source } = told;
  const figure = facts.summary.figures.get(metric);
  const expression = thresholdText(metric, source);
  const common = { id: idOfThreshold(facts.testId, expression), expression, target: source.trim() };
  if ('unread' in told) return { ...common, state: 'no-data', note: told.unread };
  const { crossed } = told;
  if (!hasSamples(metric, figure, facts)) {
    // What k6 says failed is failed: of a counter that nothing was added to, 0 is what it judged.
    if (crossed) {
      const note = 'no samples of this metric';
      return { ...common, state: 'failed', ...observedValue(source, figure, metric, facts), note };
    }
    const remedy = figure?.kind === 'counter' ? '; a script that adds 0 to it at its start has one' : '';
    return { ...common, state: 'no-data', note: `no samples of this metric, though k6 says passed${remedy}` };
  }
  const observed = observedValue(source, figure, metric, facts);
  if (crossed) return { ...common, state: 'failed', ...observed };
  if (figure?.kind !== 'trend' || !metric.startsWith('http_req_')) return { ...common, state: 'ok', ...observed };
  const { requests = 0, noResponse, isAtMost = false } = facts;
  const isNothing = figure.summary.max === 0 && metric.startsWith('http_req_duration');
  const worth = worthOfTimes({ requests, noResponse, isAtMost, isNothing });
  if ('noData' in worth) return { ...common, state: 'no-data', note: worth.noData };
  return { ...common, state: 'ok', ...observed, ...(worth.note === undefined ? {} : { note: worth.note }) };
}

/** k6 counts these itself and tells them only when there are some, so 0 is what was measured as soon as a pass ended. */
const COUNTED_BY_K6: ReadonlySet<string> = new Set(['dropped_iterations']);

/** A counter that the script never added to may be misspelt, or never have been reached: adding 0 shows that it was. */
function hasSamples(metric: string, figure: Figure | undefined, { summary, seen }: ThresholdFacts): boolean {
  switch (figure?.kind) {
    case undefined:
      return false;
    case 'counter': {
      const passes = summary.figures.get('iterations');
      const hasRun = passes?.kind === 'counter' && passes.count > 0;
      return figure.count > 0 || seen.has(metric) || (hasRun && COUNTED_BY_K6.has(metric));
    }
    case 'gauge':
      return seen.has(metric) || figure.value !== 0 || figure.min !== 0 || figure.max !== 0;
    case 'rate':
    case 'trend':
      return true;
  }
}

function observedValue(
  source: string,
  figure: Figure | undefined,
  metric: string,
  { contents }: ThresholdFacts,
): Pick<ToolVerdict, 'observed' | 'unit'> {
  const [name = ''] = metric.split('{');
  const dimension = dimensionOf(name, contents);
  const reading = parseThreshold(source);
  if (!('expression' in reading)) return {};
  const { statistic } = reading.expression;
  const of = (observed: number | undefined, unit: Dimension): Pick<ToolVerdict, 'observed' | 'unit'> =>
    observed === undefined || !Number.isFinite(observed) ? {} : { observed, unit: BASE_UNIT_NAMES[unit] };
  switch (figure?.kind) {
    case 'counter':
      return statistic === 'count' ? of(figure.count, dimension) : {};
    case 'gauge':
      return of(figure.value, dimension);
    case 'rate':
      return of(figure.share, 'ratio');
    case 'trend': {
      const { avg, min, max, percentiles } = figure.summary;
      const percent = percentOfThreshold(source) ?? (statistic === 'med' ? 50 : undefined);
      if (percent !== undefined) return of(percentiles[String(percent)], dimension);
      const known: Partial<Record<ThresholdStatistic, number>> = { avg, min, max };
      return of(known[statistic], dimension);
    }
    case undefined:
      return {};
  }
}

function dimensionOf(name: string, contents: ReadonlyMap<string, string>): Dimension {
  const known = Object.hasOwn(k6.ownMetrics, name) ? k6.ownMetrics[name] : undefined;
  const content = contents.get(name);
  if (content === 'time') return 'time';
  return content === 'data' ? 'bytes' : (known?.dimension ?? 'number');
}
