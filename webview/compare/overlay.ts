import { formatDuration, formatValue } from '../../core/format.ts';
import type { TimelinePoint } from '../../core/run/timelinePoints.ts';
import type { Dimension } from '../../core/units.ts';
import { rangeOf, timeText } from '../charts/lines.ts';

type Figure = 'users' | 'throughput' | 'errorRate' | 'p50' | 'p95' | 'p99';

/** A chart of one figure with a line for each side. */
export interface OverlayPlan {
  title: string;
  figure: Figure;
  dimension: Dimension;
}

export const OVERLAYS: readonly OverlayPlan[] = [
  { title: 'p95 latency', figure: 'p95', dimension: 'time' },
  { title: 'p50 latency', figure: 'p50', dimension: 'time' },
  { title: 'p99 latency', figure: 'p99', dimension: 'time' },
  { title: 'Throughput', figure: 'throughput', dimension: 'rate' },
  { title: 'Error rate', figure: 'errorRate', dimension: 'ratio' },
  { title: 'Users', figure: 'users', dimension: 'count' },
];

export interface OverlaySide {
  side: 'before' | 'after';
  label: string;
  points: readonly TimelinePoint[];
}

export function sidesOf(before: readonly TimelinePoint[], after: readonly TimelinePoint[]): OverlaySide[] {
  return [
    { side: 'before', label: 'before', points: before },
    { side: 'after', label: 'after', points: after },
  ];
}

export function hasFigure({ figure }: OverlayPlan, sides: readonly OverlaySide[]): boolean {
  return sides.some(({ points }) => points.some((point) => point[figure] !== undefined));
}

/** The chart in words, for those who do not see it. */
export function describeOverlay({ title, figure, dimension }: OverlayPlan, sides: readonly OverlaySide[]): string {
  const words = sides.map(({ label, points }) => {
    const values = points.map((point) => point[figure]).filter((value) => value !== undefined);
    if (values.length === 0) return `${label} not measured`;
    const [lowest, highest] = [Math.min(...values), Math.max(...values)].map((one) => formatValue(one, dimension));
    return `${label}, over ${formatDuration(rangeOf(points).to * 1000)}, from ${lowest ?? ''} to ${highest ?? ''}`;
  });
  return `${title}: ${words.join('; ')}. The figures are in the table below the charts.`;
}

/** The figures of all charts by time since the start of each run, a pair of columns for each. */
export function overlayTable(sides: readonly OverlaySide[]): { columns: string[]; rows: (string | undefined)[][] } {
  const shown = OVERLAYS.filter((plan) => hasFigure(plan, sides));
  const seconds = [...new Set(sides.flatMap(({ points }) => points.map(({ second }) => second)))].sort((a, b) => a - b);
  const bySecond = sides.map(({ points }) => new Map(points.map((point) => [point.second, point])));
  return {
    columns: ['Time', ...shown.flatMap(({ title }) => sides.map(({ label }) => `${title} ${label}`))],
    rows: seconds.map((second) => [
      timeText(second),
      ...shown.flatMap(({ figure, dimension }) =>
        bySecond.map((points) => {
          const value = points.get(second)?.[figure];
          return value === undefined ? undefined : formatValue(value, dimension);
        }),
      ),
    ]),
  };
}
