import { formatDuration, formatValue } from '../../core/format.ts';
import type { TimelinePoint } from '../../core/run/timelinePoints.ts';
import type { Dimension } from '../../core/units.ts';

type Figure = 'users' | 'throughput' | 'errorRate' | 'p50' | 'p95' | 'p99';

export interface Line {
  figure: Figure;
  label: string;
  /** Lengths of strokes and gaps in pixels, so that lines differ without colour too. */
  dash: number[];
}

export interface ChartPlan {
  title: string;
  dimension: Dimension;
  lines: Line[];
}

export const CHARTS: readonly ChartPlan[] = [
  {
    title: 'Latency',
    dimension: 'time',
    lines: [
      { figure: 'p50', label: 'p50', dash: [] },
      { figure: 'p95', label: 'p95', dash: [6, 3] },
      { figure: 'p99', label: 'p99', dash: [2, 2] },
    ],
  },
  {
    title: 'Throughput',
    dimension: 'rate',
    lines: [{ figure: 'throughput', label: 'throughput', dash: [] }],
  },
  { title: 'Error rate', dimension: 'ratio', lines: [{ figure: 'errorRate', label: 'error rate', dash: [] }] },
  { title: 'Users', dimension: 'count', lines: [{ figure: 'users', label: 'users', dash: [] }] },
];

/** A point of a drawn line; `NaN` breaks the line where nothing was measured. */
export interface Place {
  x: number;
  y: number;
}

/** A line through what was measured. Seconds without a report are a break and not a slope. */
export function placesOf(points: readonly TimelinePoint[], figure: Figure): Place[] {
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    const isAfterSilence = before !== undefined && point.second > before.second + before.seconds;
    const place = { x: point.second, y: point[figure] ?? NaN };
    return isAfterSilence ? [{ x: before.second + before.seconds, y: NaN }, place] : [place];
  });
}

/** A measured point between two breaks is no line, so it has to be drawn as a dot. */
export function standsAlone(places: readonly Place[], index: number): boolean {
  const isMeasured = (at: number): boolean => Number.isFinite(places[at]?.y);
  return isMeasured(index) && !isMeasured(index - 1) && !isMeasured(index + 1);
}

/** Seconds from the start to the end of what is shown. */
export function lengthOf(points: readonly TimelinePoint[]): number {
  const last = points.at(-1);
  return last === undefined ? 0 : last.second + last.seconds;
}

export function timeText(second: number): string {
  return second === 0 ? 'start' : formatDuration(second * 1000);
}

/** The chart in words, for those who do not see it: the range of each line and where its peak is. */
export function describeChart(plan: ChartPlan, points: readonly TimelinePoint[]): string {
  const { dimension, lines } = plan;
  const ranges = lines.map(({ figure, label }) => {
    const measured = points.filter((point) => point[figure] !== undefined);
    if (measured.length === 0) return `${label} not measured`;
    const value = (point: TimelinePoint): number => point[figure] ?? NaN;
    const values = measured.map(value);
    const [lowest, highest] = [Math.min(...values), Math.max(...values)].map((one) => formatValue(one, dimension));
    const peak = measured.reduce((best, point) => (value(point) > value(best) ? point : best));
    return `${label} from ${lowest} to ${highest}, highest at ${timeText(peak.second)}`;
  });
  return `${captionOf(plan, points)} over ${formatDuration(lengthOf(points) * 1000)}: ${ranges.join('; ')}. The figures are in the table below the charts.`;
}

/** What a reader has to know of a chart's lines, which is also said where the lines are described. */
export function captionOf({ title, lines }: ChartPlan, points: readonly TimelinePoint[]): string {
  const isOfPercentiles = lines.some(({ figure }) => figure === 'p95');
  return isOfPercentiles && points.some(({ isHighest }) => isHighest)
    ? `${title}, highest second of each stretch`
    : title;
}

/** True when the run has at least one value for the chart. */
export function hasValues({ lines }: ChartPlan, points: readonly TimelinePoint[]): boolean {
  return lines.some(({ figure }) => points.some((point) => point[figure] !== undefined));
}

const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];
const MOST_STEPS = 6;

/** Seconds between the marks of the time axis: lengths that people count in. */
export function timeStep(seconds: number): number {
  return TIME_STEPS.find((step) => seconds / step <= MOST_STEPS) ?? Math.ceil(seconds / MOST_STEPS / 86_400) * 86_400;
}
