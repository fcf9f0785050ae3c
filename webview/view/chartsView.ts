import type { Gauge } from '../../core/protocol/livePanel.ts';
import type { ChartLimit } from '../../core/run/chartLimits.ts';
import type { TimelinePoint } from '../../core/run/timelinePoints.ts';
import { CrossHair } from '../charts/crossHair.ts';
import { chartPlans } from '../charts/lines.ts';
import type { ChartSpan } from '../state.ts';
import { ChartFigure } from './chartFigure.ts';
import { button, element, section } from './element.ts';
import { MomentControl } from './momentControl.ts';
import { PointsTable } from './pointsTable.ts';

/** What the charts of a run are drawn from. */
export interface ChartedRun {
  timeline: readonly TimelinePoint[];
  gauges: readonly Gauge[];
  limits: readonly ChartLimit[];
  /** Only of a run that goes on: its last minutes, and whether only they are to be seen. */
  live?: { recent: readonly TimelinePoint[]; span: ChartSpan; setSpan: (span: ChartSpan) => void };
}

const SPANS: Record<ChartSpan, string> = { follow: 'Follow', whole: 'Whole Run' };
const ABOUT: Record<ChartSpan, string> = {
  follow: 'Show the last two minutes, second by second',
  whole: 'Show the run from its beginning',
};

/** All charts of a run above each other, with one cross-hair. What is drawn stays in the page while figures come in. */
export class ChartsView {
  readonly part: HTMLElement;
  private readonly crossHair = new CrossHair();
  private readonly figures = new Map<string, ChartFigure>();
  private readonly moment = new MomentControl(this.crossHair);
  private readonly table = new PointsTable();
  private readonly place = element('div', { class: 'charts' });
  private readonly empty = element('p');
  private readonly warmup = element('p', { class: 'muted' }, 'Grey: warm-up, which whole-run figures leave out.');
  private readonly spans = new Map<ChartSpan, HTMLButtonElement>();
  private live: ChartedRun['live'];

  constructor() {
    for (const span of ['follow', 'whole'] as const)
      this.spans.set(
        span,
        button(SPANS[span], () => this.live?.setSpan(span), { title: ABOUT[span] }),
      );
    const controls = element('div', { class: 'chart-controls' }, ...this.spans.values(), this.moment.part);
    this.part = section('Over time', this.empty, controls, this.warmup, this.place, this.table.part);
    let isAsked = false;
    this.crossHair.onDidMove(() => {
      if (isAsked) return;
      isAsked = true;
      // A mouse moves more often than a screen is drawn.
      requestAnimationFrame(() => {
        isAsked = false;
        this.moment.move();
        for (const figure of this.figures.values()) figure.move();
      });
    });
  }

  /** When the part is in the document. */
  show({ timeline, gauges, limits, live }: ChartedRun): void {
    this.live = live;
    const points = live?.span === 'follow' ? live.recent : timeline;
    const plans = chartPlans(gauges);
    this.showFrame(timeline, live);
    for (const plan of plans) {
      let figure = this.figures.get(plan.title);
      if (figure === undefined) {
        figure = new ChartFigure(plan, this.crossHair);
        this.figures.set(plan.title, figure);
        this.place.append(figure.part);
      }
      figure.show(points, limits);
    }
    this.moment.show(points, plans);
    this.table.show(points, plans);
  }

  changeTheme(): void {
    for (const figure of this.figures.values()) figure.changeTheme();
  }

  dispose(): void {
    for (const figure of this.figures.values()) figure.dispose();
  }

  private showFrame(timeline: readonly TimelinePoint[], live: ChartedRun['live']): void {
    const isEmpty = timeline.length === 0;
    this.empty.hidden = !isEmpty;
    this.empty.textContent = live
      ? 'The load generator has reported nothing yet.'
      : 'The load generator reported nothing second by second, so there is no chart.';
    for (const part of [this.place, this.table.part, this.moment.part]) part.hidden = isEmpty;
    this.warmup.hidden = !timeline.some(({ warmup }) => warmup);
    for (const [span, press] of this.spans) {
      press.hidden = live === undefined || isEmpty;
      press.setAttribute('aria-pressed', String(live?.span === span));
    }
  }
}
