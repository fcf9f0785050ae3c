import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartConfiguration,
} from 'chart.js';
import { formatValue } from '../../core/format.ts';
import { placesOf, rangeOf, standsAlone, timeStep, timeText, type Place } from '../charts/lines.ts';
import { colourOf, fontFamily } from '../charts/theme.ts';
import type { OverlayPlan, OverlaySide } from './overlay.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, Tooltip);

/** Room for the longest mark of an axis, such as `1,234 /s`, in pixels. */
const AXIS_WIDTH = 64;
/** So that the lines differ without colour, too. */
const DASHES: Record<OverlaySide['side'], number[]> = { before: [6, 3], after: [] };

/** Draws both sides on one canvas that is in the document, each by its own time since its start. */
export function drawOverlay(canvas: HTMLCanvasElement, plan: OverlayPlan, sides: readonly OverlaySide[]): Chart {
  return new Chart(canvas, configurationOf(plan, sides));
}

function configurationOf(
  { figure, dimension }: OverlayPlan,
  sides: readonly OverlaySide[],
): ChartConfiguration<'line', Place[]> {
  const ticks = { color: colourOf('chart-text'), font: { family: fontFamily(), size: 11 }, maxRotation: 0 };
  const grid = { color: colourOf('chart-grid'), tickColor: colourOf('chart-grid') };
  const length = Math.max(...sides.map(({ points }) => rangeOf(points).to));
  return {
    type: 'line',
    data: {
      datasets: sides.map(({ side, label, points }) => {
        const places = placesOf(points, figure);
        const colour = colourOf(`side-${side}`);
        return {
          label,
          data: places,
          borderColor: colour,
          backgroundColor: colour,
          borderDash: DASHES[side],
          borderWidth: 1.5,
          clip: 3,
          pointRadius: ({ dataIndex }: { dataIndex: number }) => (standsAlone(places, dataIndex) ? 2.5 : 0),
          pointHitRadius: 8,
        };
      }),
    },
    options: {
      animation: false,
      normalized: true,
      parsing: false,
      maintainAspectRatio: false,
      // Seconds of the two need not be the same ones, so each line tells its own nearest.
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
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
          afterFit: (scale) => {
            scale.width = AXIS_WIDTH;
          },
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
            title: ([item]) => (item === undefined ? '' : timeText(item.parsed.x ?? 0)),
            label: ({ dataset, parsed }) => `${dataset.label ?? ''}: ${formatValue(parsed.y ?? NaN, dimension)}`,
          },
        },
      },
    },
  };
}
