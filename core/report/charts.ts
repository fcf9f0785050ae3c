import type { Condition, Level, Selector, Statistic } from '../checks/check.ts';
import { dimensionOf } from '../checks/dimensions.ts';
import { LEVELS } from '../checks/levels.ts';
import { printCondition } from '../checks/print.ts';
import type { LinePoint } from '../run/course.ts';
import type { RunFold } from '../run/foldRun.ts';
import type { JudgedCheck } from '../run/judge.ts';
import { limitsOf, resolveCondition } from '../run/limits.ts';
import { statisticOf } from '../run/measure.ts';
import type { Dimension } from '../units.ts';
import { monitorMetrics } from './breakdowns.ts';
import { definitionInRun } from './figure.ts';
import type { RunTimeline } from './timeline.ts';

/** A limit that a check or guard states, as a line across the chart or across one stage of it. */
export interface ChartLimit {
  value: number;
  /** `p95 < 500ms (target)`. */
  label: string;
  level: Level;
  stage?: string;
}

export interface ReportChart {
  metric: string;
  title: string;
  /** What the vertical axis measures, in words. */
  axis: string;
  dimension: Dimension;
  lines: { name: string; points: LinePoint[] }[];
  limits: ChartLimit[];
}

interface ChartPlan {
  metric: string;
  title: string;
  axis: string;
  lines: readonly (readonly [name: string, statistic: Statistic | undefined])[];
}

const CHARTS: readonly ChartPlan[] = [
  {
    ...{ metric: 'latency', title: 'Latency', axis: 'time to the last byte' },
    lines: (['p50', 'p95', 'p99'] as const).map((statistic) => [statistic, statistic]),
  },
  {
    ...{ metric: 'throughput', title: 'Throughput', axis: 'responses per second' },
    lines: [['responses', undefined]],
  },
  { metric: 'error_rate', title: 'Errors', axis: 'share of requests that failed', lines: [['failed', undefined]] },
  { metric: 'users', title: 'Users', axis: 'virtual users', lines: [['users', 'avg']] },
];

export function reportCharts(fold: RunFold, timeline: RunTimeline): ReportChart[] {
  const monitors = monitorMetrics(fold).map((metric): ChartPlan => ({
    ...{ metric, title: `Monitor: ${metric}`, axis: metric },
    lines: [[metric, 'avg']],
  }));
  return [...CHARTS, ...monitors].map(({ lines, ...plan }) => {
    const [first] = lines;
    return {
      ...plan,
      dimension: dimensionOfLine(fold, plan.metric, first?.[1]),
      lines: lines.map(([name, statistic]) => {
        const points = timeline.course.line(plan.metric, statistic);
        return { name: points.some(({ isHighest }) => isHighest) ? `${name}, highest second` : name, points };
      }),
      limits: fold.rows.flatMap((row) => (row.selector.metric === plan.metric ? limitsOfRow(fold, row) : [])),
    };
  });
}

function dimensionOfLine(fold: RunFold, metric: string, statistic: Statistic | undefined): Dimension {
  const selector: Selector = statistic === undefined ? { metric, tags: {} } : { statistic, metric, tags: {} };
  const definition = definitionInRun(fold, selector);
  const meant = definition && statisticOf(selector, definition.kind);
  return definition === undefined || meant === undefined ? 'number' : dimensionOf(definition, meant);
}

/** A limit on single requests says nothing of a line that shows all of them, so it is left out. */
function limitsOfRow(fold: RunFold, { selector, levels, definition }: JudgedCheck): ChartLimit[] {
  const { stage, ...others } = selector.tags;
  const statistic = definition && statisticOf(selector, definition.kind);
  if (Object.keys(others).length > 0 || definition === undefined || statistic === undefined) return [];
  // How many values there were, or their sum, is not on the scale of the values.
  if (statistic === 'count' || statistic === 'sum' || statistic === 'stdev') return [];
  const dimension = dimensionOf(definition, statistic);
  return LEVELS.flatMap((level) => {
    const condition: Condition | undefined = levels[level];
    if (condition === undefined) return [];
    const resolved = resolveCondition(condition, selector, dimension, fold.setup.baseline);
    if ('missing' in resolved) return [];
    const what = definition.kind === 'trend' ? `${statistic} ` : '';
    const label = `${what}${printCondition(condition)} (${level})`;
    return limitsOf(resolved).map((value) => ({ value, label, level, ...(stage === undefined ? {} : { stage }) }));
  });
}
