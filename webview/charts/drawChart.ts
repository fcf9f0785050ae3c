import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  type ChartConfiguration,
  type ChartDataset,
} from 'chart.js';
import { formatValue } from '../../core/format.ts';
import type { TimelinePoint } from '../../core/run/timelinePoints.ts';
import { lineClass, placesOf, rangeOf, timeStep, timeText, type ChartPlan, type Place } from './lines.ts';
import { overlayColours, overlayPlugin, type Overlay, type OverlayColours } from './overlay.ts';
import { colourOf, fontFamily } from './theme.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale);

/** Room for the longest mark of an axis, such as `1,234 /s`, in pixels. */
const AXIS_WIDTH = 64;
/** Room above the chart for the names of stages. */
const NAMES_HEIGHT = 16;

/** What a chart shows. */
export interface Drawing extends Overlay {
  points: readonly TimelinePoint[];
  /** The chart reaches at least up to here. */
  top: number;
}

/** A chart on a canvas that is in the document. Whoever made it disposes of it. */
export class DrawnChart {
  private readonly chart: Chart<'line', Place[]>;
  private readonly colours: OverlayColours;

  constructor(
    canvas: HTMLCanvasElement,
    private readonly plan: ChartPlan,
    private drawing: Drawing,
  ) {
    this.colours = overlayColours();
    this.chart = new Chart(canvas, this.configuration());
  }

  show(drawing: Drawing): void {
    const isMoved = drawing.points === this.drawing.points && drawing.top === this.drawing.top;
    this.drawing = drawing;
    // Another place of the cross-hair asks for no new layout.
    if (isMoved) {
      this.chart.draw();
      return;
    }
    const { data } = this.chart;
    for (const [index, { figure }] of this.plan.lines.entries()) {
      const dataset = data.datasets[index];
      if (dataset !== undefined) dataset.data = placesOf(drawing.points, figure);
    }
    this.chart.options.scales = this.scales();
    this.chart.update('none');
  }

  /** The second below a place on the canvas, in pixels from its left edge. */
  secondAt(pixel: number): number | undefined {
    const { chartArea, scales } = this.chart;
    if (pixel < chartArea.left || pixel > chartArea.right) return undefined;
    return scales['x']?.getValueForPixel(pixel);
  }

  dispose(): void {
    this.chart.destroy();
  }

  private configuration(): ChartConfiguration<'line', Place[]> {
    return {
      type: 'line',
      data: { datasets: this.plan.lines.map((line) => this.dataset(line)) },
      options: {
        // Nothing moves, so that nobody who asked for reduced motion has to wait for it either.
        animation: false,
        normalized: true,
        parsing: false,
        maintainAspectRatio: false,
        // The cross-hair is ours, one for all charts.
        events: [],
        layout: { padding: { top: NAMES_HEIGHT }, autoPadding: false },
        scales: this.scales(),
      },
      plugins: [
        overlayPlugin(
          () => this.drawing,
          () => this.colours,
        ),
      ],
    };
  }

  private dataset({ figure, label, dash }: ChartPlan['lines'][number]): ChartDataset<'line', Place[]> {
    const colour = colourOf(lineClass(figure));
    return {
      label,
      data: placesOf(this.drawing.points, figure),
      borderColor: colour,
      borderDash: dash,
      borderWidth: 1.5,
      // A line along the edge of the chart would be cut in half.
      clip: 3,
      pointRadius: 0,
      // A reading of a gauge stands until the next one, which may be seconds away.
      spanGaps: typeof figure === 'object',
    };
  }

  private scales(): NonNullable<ChartConfiguration<'line', Place[]>['options']>['scales'] {
    const { dimension } = this.plan;
    const { from, to } = rangeOf(this.drawing.points);
    const ticks = { color: this.colours.text, font: { family: fontFamily(), size: 11 }, maxRotation: 0 };
    return {
      x: {
        type: 'linear',
        min: from,
        max: to,
        grid: { display: false },
        border: { color: this.colours.border },
        ticks: {
          ...ticks,
          stepSize: timeStep(to - from),
          // The steps are such that their texts fit; to measure each of them again and again is slow.
          autoSkip: false,
          includeBounds: false,
          callback: (value) => timeText(Number(value)),
        },
      },
      y: {
        beginAtZero: true,
        suggestedMax: this.drawing.top,
        // Alike in all charts, so that one moment is at the same place in charts above each other.
        afterFit: (scale) => {
          scale.width = AXIS_WIDTH;
        },
        grid: { color: this.colours.border, tickColor: this.colours.border },
        border: { display: false },
        ticks: {
          ...ticks,
          maxTicksLimit: 6,
          autoSkip: false,
          ...(dimension === 'count' ? { precision: 0 } : {}),
          callback: (value) => formatValue(Number(value), dimension),
        },
      },
    };
  }
}
