import type { Chart, Plugin } from 'chart.js';
import type { ChartLimit } from '../../core/run/chartLimits.ts';
import { badBands, spansOfLimit, type StageSpan } from './limits.ts';
import { standsAlone, type Place } from './lines.ts';
import { colourOf, fontFamily } from './theme.ts';

/** What is drawn beside the lines. */
export interface Overlay {
  stages: StageSpan[];
  limits: ChartLimit[];
  second: number | undefined;
}

/** Strokes that tell levels apart without colour. */
const LEVEL_DASHES: Record<ChartLimit['level'], number[]> = {
  target: [10, 4],
  warn: [3, 4],
  critical: [8, 3, 2, 3],
  stop: [],
};
const LABEL_ROOM = 4;

/** Colours are read once for each theme: to ask the page for them is slow. */
export interface OverlayColours {
  warmup: string;
  stage: string;
  border: string;
  text: string;
  crossHair: string;
  levels: Record<ChartLimit['level'], string>;
  bands: Record<ChartLimit['level'], string>;
  font: string;
}

export function overlayColours(): OverlayColours {
  return {
    warmup: colourOf('chart-warmup'),
    stage: colourOf('chart-stage'),
    border: colourOf('chart-grid'),
    text: colourOf('chart-text'),
    crossHair: colourOf('chart-cross-hair'),
    levels: ofLevels('level'),
    bands: ofLevels('band'),
    font: `11px ${fontFamily()}`,
  };
}

function ofLevels(kind: string): Record<ChartLimit['level'], string> {
  const of = (level: ChartLimit['level']): string => colourOf(`${kind}-${level}`);
  return { target: of('target'), warn: of('warn'), critical: of('critical'), stop: of('stop') };
}

/** Stages shaded and named, limits as lines with a band where it is bad, the cross-hair. */
export function overlayPlugin(overlay: () => Overlay, colours: () => OverlayColours): Plugin<'line'> {
  return {
    id: 'overlay',
    beforeDatasetsDraw: (chart) => {
      drawStages(chart, overlay().stages, colours());
      for (const limit of overlay().limits) drawBands(chart, limit, overlay().stages, colours());
    },
    afterDatasetsDraw: (chart) => {
      drawLonelyPoints(chart);
      for (const limit of overlay().limits) drawLimit(chart, limit, overlay().stages, colours());
      drawCrossHair(chart, overlay().second, colours());
    },
  };
}

/** Pixels of a stretch of time, cut at the edges of the chart. */
function pixels(chart: Chart, { from, to }: { from: number; to: number }): { left: number; width: number } {
  const { chartArea, scales } = chart;
  const at = (second: number): number =>
    Math.min(chartArea.right, Math.max(chartArea.left, scales['x']?.getPixelForValue(second) ?? 0));
  return { left: at(from), width: at(to) - at(from) };
}

function drawStages(chart: Chart, stages: readonly StageSpan[], colours: OverlayColours): void {
  const { ctx, chartArea } = chart;
  const height = chartArea.bottom - chartArea.top;
  ctx.save();
  ctx.font = colours.font;
  ctx.textBaseline = 'bottom';
  for (const [index, span] of stages.entries()) {
    const { left, width } = pixels(chart, span);
    ctx.fillStyle = span.warmup ? colours.warmup : colours.stage;
    if (span.warmup || index % 2 === 1) ctx.fillRect(left, chartArea.top, width, height);
    ctx.fillStyle = colours.border;
    if (index > 0 && left > chartArea.left) ctx.fillRect(Math.round(left), chartArea.top, 1, height);
    ctx.fillStyle = colours.text;
    // A name that does not fit would be read as that of the next stage; the cross-hair tells it.
    if (ctx.measureText(span.stage).width + 2 * LABEL_ROOM <= width)
      ctx.fillText(span.stage, left + LABEL_ROOM, chartArea.top - 2);
  }
  ctx.restore();
}

function drawBands(chart: Chart, limit: ChartLimit, stages: readonly StageSpan[], colours: OverlayColours): void {
  const { ctx, chartArea } = chart;
  ctx.save();
  ctx.globalAlpha = 0.07;
  ctx.fillStyle = colours.bands[limit.level];
  for (const span of spansOfLimit(limit, stages, shownRange(chart))) {
    const { left, width } = pixels(chart, span);
    for (const [low, high] of badBands(limit)) {
      const [top, bottom] = [levelPixel(chart, high), levelPixel(chart, low)];
      ctx.fillRect(left, Math.max(chartArea.top, top), width, Math.max(0, bottom - Math.max(chartArea.top, top)));
    }
  }
  ctx.restore();
}

function drawLimit(chart: Chart, limit: ChartLimit, stages: readonly StageSpan[], colours: OverlayColours): void {
  const { ctx } = chart;
  ctx.save();
  ctx.strokeStyle = colours.levels[limit.level];
  ctx.lineWidth = 1.5;
  ctx.setLineDash(LEVEL_DASHES[limit.level]);
  for (const span of spansOfLimit(limit, stages, shownRange(chart))) {
    const { left, width } = pixels(chart, span);
    for (const value of limit.values) {
      const y = levelPixel(chart, value);
      ctx.beginPath();
      ctx.moveTo(left, y);
      ctx.lineTo(left + width, y);
      ctx.stroke();
    }
  }
  ctx.restore();
}

function drawCrossHair({ ctx, chartArea, scales }: Chart, second: number | undefined, colours: OverlayColours): void {
  const x = second === undefined ? NaN : (scales['x']?.getPixelForValue(second) ?? NaN);
  if (!(x >= chartArea.left && x <= chartArea.right)) return;
  ctx.save();
  ctx.fillStyle = colours.crossHair;
  ctx.fillRect(Math.round(x), chartArea.top, 1, chartArea.bottom - chartArea.top);
  ctx.restore();
}

interface LineDataset {
  data: Place[];
  borderColor?: unknown;
  spanGaps?: unknown;
}

/** Chart.js could draw them, but then asks each of all points whether it is one. */
function drawLonelyPoints({ ctx, data, scales }: Chart): void {
  const [x, y] = [scales['x'], scales['y']];
  if (x === undefined || y === undefined) return;
  ctx.save();
  for (const { data: places, borderColor, spanGaps } of data.datasets as LineDataset[]) {
    if (spanGaps === true) continue;
    ctx.fillStyle = String(borderColor);
    for (const [index, place] of places.entries()) {
      if (place.x < x.min || place.x > x.max || !standsAlone(places, index)) continue;
      ctx.beginPath();
      ctx.arc(x.getPixelForValue(place.x), y.getPixelForValue(place.y), 2.5, 0, 2 * Math.PI);
      ctx.fill();
    }
  }
  ctx.restore();
}

function shownRange({ scales }: Chart): { from: number; to: number } {
  return { from: scales['x']?.min ?? 0, to: scales['x']?.max ?? 0 };
}

/** Pixel of a value, at the edge for what is beyond it. */
function levelPixel({ chartArea, scales }: Chart, value: number): number {
  if (value === Infinity) return chartArea.top;
  if (value === -Infinity) return chartArea.bottom;
  return scales['y']?.getPixelForValue(value) ?? chartArea.bottom;
}
