import type { Chart } from 'chart.js';
import type { ShownComparison } from '../../core/protocol/comparePanel.ts';
import { figuresTable } from '../view/dataTable.ts';
import { element, section } from '../view/element.ts';
import { drawOverlay } from './drawOverlay.ts';
import { describeOverlay, hasFigure, OVERLAYS, overlayTable, sidesOf, type OverlaySide } from './overlay.ts';

export interface OverlayCharts {
  part: HTMLElement;
  /** Once the part is in the document, and again after a change of theme. */
  draw(): void;
  dispose(): void;
}

export function overlayCharts({ before, after }: ShownComparison): OverlayCharts {
  const sides = sidesOf(before.timeline, after.timeline);
  const plans = OVERLAYS.filter((plan) => hasFigure(plan, sides));
  if (plans.length === 0) {
    const nothing = element('p', {}, 'Nothing was reported second by second, so there is no chart.');
    return { part: section('Over time', nothing), draw: () => undefined, dispose: () => undefined };
  }
  const canvases = plans.map((plan) => ({
    plan,
    canvas: element('canvas', { role: 'img', 'aria-label': describeOverlay(plan, sides) }),
  }));
  let drawn: Chart[] = [];
  const dispose = (): void => {
    for (const chart of drawn) chart.destroy();
    drawn = [];
  };
  const { columns, rows } = overlayTable(sides);
  return {
    part: section(
      'Over time',
      element(
        'p',
        { class: 'muted' },
        'Both runs from their own start.',
        before.isBaseline ? ' A baseline keeps no course.' : '',
      ),
      legend(sides),
      element(
        'div',
        { class: 'charts' },
        ...canvases.map(({ plan, canvas }) =>
          element('figure', {}, element('figcaption', {}, plan.title), element('div', { class: 'plot' }, canvas)),
        ),
      ),
      element(
        'details',
        { id: 'figures' },
        element('summary', { id: 'figures-summary' }, 'Figures of the charts'),
        figuresTable('Figures of the charts, by time since the start of each run', columns, rows),
      ),
    ),
    draw() {
      dispose();
      drawn = canvases.map(({ plan, canvas }) => drawOverlay(canvas, plan, sides));
    },
    dispose,
  };
}

function legend(sides: readonly OverlaySide[]): HTMLElement {
  return element(
    'ul',
    { class: 'legend' },
    ...sides.map(({ side, label }) =>
      element('li', {}, element('span', { class: `swatch side-${side}`, 'aria-hidden': 'true' }), label),
    ),
  );
}
