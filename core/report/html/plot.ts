import type { LinePoint } from '../../run/course.ts';
import { position, type Scale } from './scale.ts';

/** The size of a plot in its own units. It is stretched to the width of the page; lines keep their width. */
export const PLOT_WIDTH = 1000;
export const PLOT_HEIGHT = 200;

export interface Axes {
  time: Scale;
  values: Scale;
}

export function plotX({ time }: Axes, second: number): number {
  return round(position(time, second) * PLOT_WIDTH);
}

export function plotY({ values }: Axes, value: number): number {
  return round((1 - position(values, value)) * PLOT_HEIGHT);
}

function round(coordinate: number): number {
  return Math.round(coordinate * 10) / 10;
}

/** Points that follow each other without a gap. Where a second was not measured the line is broken, never bridged. */
export function stretchesOf(points: readonly LinePoint[]): LinePoint[][] {
  const stretches: LinePoint[][] = [];
  for (const point of points) {
    const last = stretches.at(-1);
    const before = last?.at(-1);
    if (last === undefined || before === undefined || before.second + before.seconds < point.second) {
      stretches.push([point]);
    } else {
      last.push(point);
    }
  }
  return stretches;
}

/** A value stands in the middle of the seconds that it is of. */
function middle(axes: Axes, { second, seconds }: LinePoint): number {
  return plotX(axes, Math.min(second + seconds / 2, axes.time.high));
}

/** The path of a line; a point without neighbours becomes a dot, drawn by its round ends. */
export function linePath(axes: Axes, points: readonly LinePoint[]): string {
  return stretchesOf(points)
    .map((stretch) => {
      const [first = '', ...rest] = stretch.map((point) => `${middle(axes, point)} ${plotY(axes, point.value)}`);
      return rest.length === 0 ? `M${first}h0` : `M${first}L${rest.join(' ')}`;
    })
    .join('');
}

/** The area between the least and the most of the merged seconds; empty when no point was merged. */
export function spanPath(axes: Axes, points: readonly LinePoint[]): string {
  return stretchesOf(points)
    .filter((stretch) => stretch.length > 1 && stretch.some(({ low }) => low !== undefined))
    .map((stretch) => {
      const upper = stretch.map((point) => `${middle(axes, point)} ${plotY(axes, point.high ?? point.value)}`);
      const lower = stretch.map((point) => `${middle(axes, point)} ${plotY(axes, point.low ?? point.value)}`);
      return `M${upper.join(' ')} ${lower.toReversed().join(' ')}Z`;
    })
    .join('');
}
