import type { Chart } from 'chart.js';
import { formatDuration, formatValue } from '../../core/format.ts';
import type { TimelinePoint } from '../../core/run/timelinePoints.ts';
import type { Dimension } from '../../core/units.ts';
import { drawChart } from '../charts/drawChart.ts';
import { captionOf, CHARTS, describeChart, hasValues, timeText, type ChartPlan } from '../charts/lines.ts';
import { figuresTable } from './dataTable.ts';
import { element, section } from './element.ts';

export interface ChartsSection {
  part: HTMLElement;
  /** Once the part is in the document, and again after a change of theme. */
  draw(): void;
  dispose(): void;
}

export function chartsSection(points: readonly TimelinePoint[]): ChartsSection {
  if (points.length === 0) {
    const nothing = element('p', {}, 'The load generator reported nothing second by second, so there is no chart.');
    return { part: section('Over time', nothing), draw: () => undefined, dispose: () => undefined };
  }
  const figures = CHARTS.map((plan) => ({ plan, ...figureOf(plan, points) }));
  let drawn: Chart[] = [];
  const dispose = (): void => {
    for (const chart of drawn) chart.destroy();
    drawn = [];
  };
  return {
    part: section(
      'Over time',
      points.some(({ warmup }) => warmup)
        ? element('p', { class: 'muted' }, 'Shaded: warm-up, which whole-run figures leave out.')
        : undefined,
      element('div', { class: 'charts' }, ...figures.map(({ figure }) => figure)),
      pointsTable(points),
    ),
    draw() {
      dispose();
      drawn = figures.flatMap(({ plan, canvas }) => (canvas === undefined ? [] : [drawChart(canvas, plan, points)]));
    },
    dispose,
  };
}

function figureOf(
  plan: ChartPlan,
  points: readonly TimelinePoint[],
): { figure: HTMLElement; canvas?: HTMLCanvasElement } {
  const caption = element('figcaption', {}, captionOf(plan, points), plan.lines.length > 1 ? legend(plan) : undefined);
  if (!hasValues(plan, points)) {
    return { figure: element('figure', {}, caption, element('p', { class: 'muted' }, 'Not measured in this run.')) };
  }
  const canvas = element('canvas', { role: 'img', 'aria-label': describeChart(plan, points) });
  return { figure: element('figure', {}, caption, element('div', { class: 'plot' }, canvas)), canvas };
}

function legend({ lines }: ChartPlan): HTMLElement {
  return element(
    'ul',
    { class: 'legend' },
    ...lines.map(({ figure, label }) =>
      element('li', {}, element('span', { class: `swatch line-${figure}`, 'aria-hidden': 'true' }), label),
    ),
  );
}

/** The same figures in words and numbers. */
function pointsTable(points: readonly TimelinePoint[]): HTMLElement {
  const text = (value: number | undefined, dimension: Dimension): string | undefined =>
    value === undefined ? undefined : formatValue(value, dimension);
  const rows = points.map((point) => [
    point.seconds === 1
      ? timeText(point.second)
      : `${timeText(point.second)}, for ${formatDuration(point.seconds * 1000)}`,
    point.warmup ? `${point.stage} (warm-up)` : point.stage,
    text(point.users, 'count'),
    text(point.throughput, 'rate'),
    text(point.errorRate, 'ratio'),
    text(point.p50, 'time'),
    text(point.p95, 'time'),
    text(point.p99, 'time'),
  ]);
  const columns = ['Time', 'Stage', 'Users', 'Throughput', 'Error rate', 'p50 latency', 'p95 latency', 'p99 latency'];
  return element(
    'details',
    {},
    element('summary', {}, 'Figures of the charts'),
    figuresTable('Figures of the charts, in order of time', columns, rows),
  );
}
