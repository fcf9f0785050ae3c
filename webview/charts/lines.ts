import { formatDuration, formatValue } from '../../core/format.ts';
import type { Gauge } from '../../core/protocol/livePanel.ts';
import type { TimelinePoint } from '../../core/run/timelinePoints.ts';
import type { Dimension } from '../../core/units.ts';

type OwnFigure = 'users' | 'throughput' | 'errorRate' | 'p50' | 'p95' | 'p99';
/** A gauge by its name, which may be that of a figure of ours. */
export type Figure = OwnFigure | { gauge: string };

export interface Line {
  figure: Figure;
  label: string;
  /** Lengths of strokes and gaps in pixels, so that lines differ without colour too. */
  dash: number[];
}

export interface ChartPlan {
  title: string;
  /** What limits of this chart are stated for. */
  metric: string;
  dimension: Dimension;
  lines: Line[];
}

export const CHARTS: readonly ChartPlan[] = [
  {
    title: 'Latency',
    metric: 'latency',
    dimension: 'time',
    lines: [
      { figure: 'p50', label: 'p50', dash: [] },
      { figure: 'p95', label: 'p95', dash: [6, 3] },
      { figure: 'p99', label: 'p99', dash: [2, 2] },
    ],
  },
  {
    title: 'Throughput',
    metric: 'throughput',
    dimension: 'rate',
    lines: [{ figure: 'throughput', label: 'throughput', dash: [] }],
  },
  {
    title: 'Error rate',
    metric: 'error_rate',
    dimension: 'ratio',
    lines: [{ figure: 'errorRate', label: 'error rate', dash: [] }],
  },
  { title: 'Users', metric: 'users', dimension: 'count', lines: [{ figure: 'users', label: 'users', dash: [] }] },
];

/** The charts that every run has, and one for each gauge. */
export function chartPlans(gauges: readonly Gauge[]): ChartPlan[] {
  return [
    ...CHARTS,
    ...gauges.map(({ name, dimension }) => ({
      title: name,
      metric: name,
      dimension,
      lines: [{ figure: { gauge: name }, label: 'mean', dash: [] }],
    })),
  ];
}

/** The class that a line has its colour from. */
export function lineClass(figure: Figure): string {
  return typeof figure === 'object' ? 'line-gauge' : `line-${figure}`;
}

export function valueOf(point: TimelinePoint, figure: Figure): number | undefined {
  if (typeof figure === 'string') return point[figure];
  const { gauges = {} } = point;
  return Object.hasOwn(gauges, figure.gauge) ? gauges[figure.gauge] : undefined;
}

/** What a line shows at a point: a reading of a gauge stands until the next one. */
export function valueAt(points: readonly TimelinePoint[], index: number, figure: Figure): number | undefined {
  const at = points[index];
  const value = at && valueOf(at, figure);
  if (value !== undefined || typeof figure === 'string') return value;
  const before = points.slice(0, index).findLast((point) => valueOf(point, figure) !== undefined);
  return before && valueOf(before, figure);
}

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
    const place = { x: point.second, y: valueOf(point, figure) ?? NaN };
    return isAfterSilence ? [{ x: before.second + before.seconds, y: NaN }, place] : [place];
  });
}

/** A measured point between two breaks is no line, so it has to be drawn as a dot. */
export function standsAlone(places: readonly Place[], index: number): boolean {
  const isMeasured = (at: number): boolean => Number.isFinite(places[at]?.y);
  return isMeasured(index) && !isMeasured(index - 1) && !isMeasured(index + 1);
}

/** From where to where the charts reach, in seconds from the start of the load. */
export function rangeOf(points: readonly TimelinePoint[]): { from: number; to: number } {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return { from: 0, to: 0 };
  return { from: first.second <= 1 ? 0 : first.second, to: last.second + last.seconds };
}

export function timeText(second: number): string {
  return second === 0 ? 'start' : formatDuration(second * 1000);
}

/** The chart in words, for those who do not see it: the range of each line and where its peak is. */
export function describeChart(plan: ChartPlan, points: readonly TimelinePoint[]): string {
  const { dimension, lines } = plan;
  const ranges = lines.map(({ figure, label }) => {
    let [lowest, highest] = [Infinity, -Infinity];
    let peak = 0;
    for (const point of points) {
      const value = valueOf(point, figure);
      if (value === undefined) continue;
      lowest = Math.min(lowest, value);
      if (value > highest) [highest, peak] = [value, point.second];
    }
    if (lowest > highest) return `${label} not measured`;
    const [low, high] = [formatValue(lowest, dimension), formatValue(highest, dimension)];
    return `${label} from ${low} to ${high}, highest at ${timeText(peak)}`;
  });
  const { from, to } = rangeOf(points);
  return `${captionOf(plan, points)} over ${formatDuration((to - from) * 1000)}: ${ranges.join('; ')}. The figures are in the table below the charts.`;
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
  return lines.some(({ figure }) => points.some((point) => valueOf(point, figure) !== undefined));
}

const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];
const MOST_STEPS = 6;

/** Seconds between the marks of the time axis: lengths that people count in. */
export function timeStep(seconds: number): number {
  return TIME_STEPS.find((step) => seconds / step <= MOST_STEPS) ?? Math.ceil(seconds / MOST_STEPS / 86_400) * 86_400;
}
