import { formatDuration, formatValue } from '../../core/format.ts';
import type { TimelinePoint } from '../../core/run/timelinePoints.ts';
import { timeText, valueOf, type ChartPlan } from '../charts/lines.ts';
import { figuresTable } from './dataTable.ts';
import { element } from './element.ts';
import { morph } from './morph.ts';

/** The figures of all charts in words and numbers. They are made only while somebody wants to see them. */
export class PointsTable {
  readonly part: HTMLDetailsElement;
  private readonly place = element('div');
  private points: readonly TimelinePoint[] = [];
  private plans: readonly ChartPlan[] = [];
  private readonly rows = new WeakMap<TimelinePoint, (string | undefined)[]>();

  constructor() {
    this.part = element('details', {}, element('summary', {}, 'Figures of the charts'), this.place);
    this.part.addEventListener('toggle', () => this.draw());
  }

  show(points: readonly TimelinePoint[], plans: readonly ChartPlan[]): void {
    this.points = points;
    this.plans = plans;
    this.draw();
  }

  private draw(): void {
    if (!this.part.open) return;
    const lines = this.plans.flatMap(({ title, dimension, lines: ofChart }) =>
      ofChart.map(({ figure, label }) => ({
        heading: ofChart.length > 1 ? `${label} ${title.toLowerCase()}` : title,
        figure,
        dimension,
      })),
    );
    const rowOf = (point: TimelinePoint): (string | undefined)[] => {
      const known = this.rows.get(point);
      if (known?.length === lines.length + 2) return known;
      const figures = lines.map(({ figure, dimension }) => {
        const value = valueOf(point, figure);
        return value === undefined ? undefined : formatValue(value, dimension);
      });
      const row = [timeOf(point), point.warmup ? `${point.stage} (warm-up)` : point.stage, ...figures];
      this.rows.set(point, row);
      return row;
    };
    const columns = ['Time', 'Stage', ...lines.map(({ heading }) => heading)];
    const table = figuresTable('Figures of the charts, in order of time', columns, this.points.map(rowOf));
    const [there] = this.place.children;
    if (there === undefined) this.place.append(table);
    else morph(there, table);
  }
}

function timeOf({ second, seconds }: TimelinePoint): string {
  return seconds === 1 ? timeText(second) : `${timeText(second)}, for ${formatDuration(seconds * 1000)}`;
}
