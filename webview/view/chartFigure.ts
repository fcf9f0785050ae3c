import { formatValue } from '../../core/format.ts';
import type { ChartLimit } from '../../core/run/chartLimits.ts';
import type { TimelinePoint } from '../../core/run/timelinePoints.ts';
import { indexAt, latestIndex, type CrossHair } from '../charts/crossHair.ts';
import { DrawnChart } from '../charts/drawChart.ts';
import { chartScale, stageSpans, type ChartScale } from '../charts/limits.ts';
import { captionOf, describeChart, hasValues, lineClass, valueAt, type ChartPlan } from '../charts/lines.ts';
import { element } from './element.ts';
import { morph } from './morph.ts';

/** One chart with its caption, the values at the cross-hair, and the limits that are stated for it. */
export class ChartFigure {
  readonly part: HTMLElement;
  private readonly caption = element('figcaption');
  private readonly place = element('div', { class: 'plot' });
  private readonly nothing = element('p', { class: 'muted' }, 'Not measured in this run.');
  private readonly limitList = element('ul', { class: 'limits' });
  private canvas: HTMLCanvasElement | undefined;
  private chart: DrawnChart | undefined;
  /** Whether the chart is in the part of the page that is seen, and differs from what is drawn. */
  private isSeen = true;
  private isStale = false;
  private readonly sight = new IntersectionObserver((entries) => this.see(entries.at(-1)?.isIntersecting === true));
  private points: readonly TimelinePoint[] = [];
  private scale: ChartScale = { top: 0, inSight: [], outOfSight: [] };

  constructor(
    private readonly plan: ChartPlan,
    private readonly crossHair: CrossHair,
  ) {
    this.part = element('figure', {}, this.caption, this.place, this.nothing, this.limitList);
    this.sight.observe(this.place);
    this.place.addEventListener('pointermove', (event) => this.point(event));
    this.place.addEventListener('pointerleave', () => (this.crossHair.second = undefined));
  }

  /** Once the part is in the document, and then whenever something changed. */
  show(points: readonly TimelinePoint[], limits: readonly ChartLimit[]): void {
    this.points = points;
    this.scale = chartScale(this.plan, points, limits);
    const isMeasured = hasValues(this.plan, points);
    this.place.hidden = !isMeasured;
    this.nothing.hidden = isMeasured;
    morph(this.limitList, limitList(this.scale));
    this.limitList.hidden = this.limitList.childElementCount === 0;
    if (isMeasured) {
      this.canvas ??= this.addCanvas();
      this.canvas.setAttribute('aria-label', describeChart(this.plan, points));
      this.draw();
    }
    this.showValues();
  }

  /** The cross-hair is somewhere else. */
  move(): void {
    this.showValues();
    if (this.chart !== undefined) this.draw();
  }

  /** A canvas keeps its colours, so it is drawn anew. */
  changeTheme(): void {
    if (this.chart === undefined) return;
    this.chart.dispose();
    this.chart = undefined;
    this.draw();
  }

  dispose(): void {
    this.sight.disconnect();
    this.chart?.dispose();
    this.chart = undefined;
  }

  /** What nobody sees is drawn when it comes into sight. */
  private see(isSeen: boolean): void {
    this.isSeen = isSeen;
    if (isSeen && this.isStale) this.draw();
  }

  private addCanvas(): HTMLCanvasElement {
    const canvas = element('canvas', { role: 'img' });
    this.place.append(canvas);
    return canvas;
  }

  private draw(): void {
    if (this.canvas === undefined) return;
    this.isStale = !this.isSeen && this.chart !== undefined;
    if (this.isStale) return;
    const { points, scale, crossHair } = this;
    const { top, inSight } = scale;
    const drawing = { points, top, limits: inSight, stages: stageSpans(points), second: crossHair.second };
    if (this.chart === undefined) this.chart = new DrawnChart(this.canvas, this.plan, drawing);
    else this.chart.show(drawing);
  }

  private point(event: PointerEvent): void {
    const second = this.chart?.secondAt(event.offsetX);
    if (second === undefined) return;
    this.crossHair.second = this.points[indexAt(this.points, second)]?.second;
  }

  /** Each line with its value at the cross-hair, or the latest one. */
  private showValues(): void {
    const { plan, points, crossHair } = this;
    const index = crossHair.second === undefined ? latestIndex(points) : indexAt(points, crossHair.second);
    const legend = plan.lines.map(({ figure, label }) => {
      const value = valueAt(points, index, figure);
      const swatch = element('span', { class: `swatch ${lineClass(figure)}`, 'aria-hidden': 'true' });
      const text = value === undefined ? '–' : formatValue(value, plan.dimension);
      return element('li', {}, swatch, `${label} `, element('span', { class: 'value' }, text));
    });
    morph(
      this.caption,
      element('figcaption', {}, captionOf(plan, points), element('ul', { class: 'legend' }, ...legend)),
    );
  }
}

function limitList({ inSight, outOfSight }: ChartScale): HTMLElement {
  const item = ({ level, expression }: ChartLimit, where?: string): HTMLElement =>
    element(
      'li',
      {},
      element('span', { class: `swatch level-${level}`, 'aria-hidden': 'true' }),
      element('span', { class: 'muted' }, `${level} `),
      element('code', {}, expression),
      where && element('span', { class: 'muted' }, where),
    );
  return element(
    'ul',
    { class: 'limits' },
    ...inSight.map((limit) => item(limit)),
    ...outOfSight.map((limit) => item(limit, ' (above what the chart shows)')),
  );
}
