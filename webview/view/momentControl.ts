import { formatValue } from '../../core/format.ts';
import type { TimelinePoint } from '../../core/run/timelinePoints.ts';
import { indexAt, latestIndex, type CrossHair } from '../charts/crossHair.ts';
import { timeText, valueAt, type ChartPlan } from '../charts/lines.ts';
import { element } from './element.ts';

/** Moves the cross-hair by keyboard, and says what all charts show there. At its end it stands at the latest moment. */
export class MomentControl {
  readonly part: HTMLElement;
  private readonly slider = element('input', { type: 'range', id: 'moment', min: '0', step: '1' });
  private readonly words = element('output', { for: 'moment', 'aria-live': 'off' });
  private points: readonly TimelinePoint[] = [];
  private plans: readonly ChartPlan[] = [];

  constructor(private readonly crossHair: CrossHair) {
    const label = element('label', { for: 'moment' }, 'Moment');
    this.part = element('div', { class: 'moment' }, label, this.slider, this.words);
    this.slider.addEventListener('input', () => {
      const index = this.slider.valueAsNumber;
      crossHair.second = index >= this.points.length - 1 ? undefined : this.points[index]?.second;
    });
  }

  show(points: readonly TimelinePoint[], plans: readonly ChartPlan[]): void {
    this.points = points;
    this.plans = plans;
    this.move();
  }

  move(): void {
    const { points, slider, crossHair } = this;
    const index = crossHair.second === undefined ? latestIndex(points) : indexAt(points, crossHair.second);
    slider.max = String(Math.max(0, points.length - 1));
    slider.valueAsNumber = index;
    const point = points[index];
    if (point === undefined) return;
    const place = placeText(point);
    this.words.textContent = crossHair.second === undefined ? `latest: ${place}` : place;
    slider.setAttribute('aria-valuetext', `${place}: ${valuesText(this.plans, points, index)}`);
  }
}

function placeText({ second, stage, warmup }: TimelinePoint): string {
  if (stage === '') return timeText(second);
  return `${timeText(second)} · ${stage}${warmup && !/warm/i.test(stage) ? ' (warm-up)' : ''}`;
}

function valuesText(plans: readonly ChartPlan[], points: readonly TimelinePoint[], index: number): string {
  const texts = plans.flatMap(({ title, dimension, lines }) =>
    lines.map(({ figure, label }) => {
      const value = valueAt(points, index, figure);
      const name = lines.length > 1 ? `${title} ${label}` : title;
      return `${name} ${value === undefined ? 'not measured' : formatValue(value, dimension)}`;
    }),
  );
  return texts.join(', ');
}
