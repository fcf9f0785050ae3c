import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartConfiguration,
  type Plugin,
} from 'chart.js';
import { formatValue } from '../../core/format.ts';
import type { TimelinePoint } from '../../core/run/timelinePoints.ts';
import { lengthOf, placesOf, standsAlone, timeStep, timeText, type ChartPlan, type Place } from './lines.ts';
import { colourOf, fontFamily } from './theme.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, Tooltip);

/** Room for the longest mark of an axis, such as `1,234 /s`, in pixels. */
const AXIS_WIDTH = 64;

/** Draws on a canvas that is in the document. Whoever drew it destroys it. */
export function drawChart(canvas: HTMLCanvasElement, plan: ChartPlan, points: readonly TimelinePoint[]): Chart {
  return new Chart(canvas, configurationOf(plan, points));
}

function configurationOf(plan: ChartPlan, points: readonly TimelinePoint[]): ChartConfiguration<'line', Place[]> {
  const { dimension, lines } = plan;
  const text = colourOf('chart-text');
  const ticks = { color: text, font: { family: fontFamily(), size: 11 }, maxRotation: 0 };
  const grid = { color: colourOf('chart-grid'), tickColor: colourOf('chart-grid') };
  const length = lengthOf(points);
  return {
    type: 'line',
    data: {
      datasets: lines.map(({ figure, label, dash }) => {
        const places = placesOf(points, figure);
        return {
          label,
          data: places,
          borderColor: colourOf(`line-${figure}`),
          backgroundColor: colourOf(`line-${figure}`),
          borderDash: dash,
          borderWidth: 1.5,
          // A line along the edge of the chart would be cut in half.
          clip: 3,
          pointRadius: ({ dataIndex }: { dataIndex: number }) => (standsAlone(places, dataIndex) ? 2.5 : 0),
          pointHitRadius: 8,
        };
      }),
    },
    options: {
      // Nothing moves, so that nobody who asked for reduced motion has to wait for it either.
      animation: false,
      normalized: true,
      parsing: false,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: {
          type: 'linear',
          min: 0,
          max: length,
          grid: { display: false },
          border: { color: grid.color },
          ticks: {
            ...ticks,
            stepSize: timeStep(length),
            includeBounds: false,
            callback: (value) => timeText(Number(value)),
          },
        },
        y: {
          beginAtZero: true,
          // Alike in all charts, so that one moment is at the same place in charts above each other.
          afterFit: (scale) => {
            scale.width = AXIS_WIDTH;
          },
          // Without errors the line lies on the axis, and a scale up to 100 % would hide the first few of them.
          ...(dimension === 'ratio' ? { suggestedMax: 0.01 } : {}),
          grid,
          border: { display: false },
          ticks: {
            ...ticks,
            maxTicksLimit: 6,
            ...(dimension === 'count' ? { precision: 0 } : {}),
            callback: (value) => formatValue(Number(value), dimension),
          },
        },
      },
      plugins: {
        tooltip: {
          backgroundColor: colourOf('chart-tooltip-background'),
          borderColor: colourOf('chart-tooltip-border'),
          borderWidth: 1,
          titleColor: colourOf('chart-tooltip-text'),
          bodyColor: colourOf('chart-tooltip-text'),
          callbacks: {
            title: ([item]) => (item === undefined ? '' : placeText(points, item.parsed.x ?? 0)),
            label: ({ dataset, parsed }) => `${dataset.label ?? ''}: ${formatValue(parsed.y ?? NaN, dimension)}`,
          },
        },
      },
    },
    plugins: [stageMarks(points)],
  };
}

function placeText(points: readonly TimelinePoint[], second: number): string {
  const point = points.find((one) => one.second === second);
  if (point === undefined || point.stage === '') return timeText(second);
  return `${timeText(second)} · ${point.stage}${point.warmup ? ' (warm-up)' : ''}`;
}

/** Warm-up is shaded, because whole-run figures leave it out; each later stage begins with a fine line. */
function stageMarks(points: readonly TimelinePoint[]): Plugin<'line'> {
  const shade = colourOf('chart-warmup');
  const mark = colourOf('chart-grid');
  return {
    id: 'stages',
    beforeDatasetsDraw({ ctx, chartArea, scales }) {
      const scale = scales['x'];
      if (scale === undefined) return;
      const height = chartArea.bottom - chartArea.top;
      const at = (second: number): number => scale.getPixelForValue(second);
      for (const [index, point] of points.entries()) {
        if (point.warmup) {
          ctx.fillStyle = shade;
          ctx.fillRect(at(point.second), chartArea.top, at(point.second + point.seconds) - at(point.second), height);
        }
        if (index > 0 && points[index - 1]?.stage !== point.stage) {
          ctx.fillStyle = mark;
          ctx.fillRect(Math.round(at(point.second)), chartArea.top, 1, height);
        }
      }
    },
  };
}
