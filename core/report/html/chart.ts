import { formatClock, formatValue } from '../../format.ts';
import type { LinePoint } from '../../run/course.ts';
import type { Dimension } from '../../units.ts';
import type { ChartLimit, ReportChart } from '../charts.ts';
import { stageLabel, type StageSpan } from '../timeline.ts';
import { html, type Html } from './html.ts';
import { linePath, plotX, plotY, PLOT_HEIGHT, PLOT_WIDTH, spanPath, type Axes } from './plot.ts';
import { position, timeScale, valueScale } from './scale.ts';

/** The top of the axis when nothing but 0 was measured. */
const TOP_OF_ZEROS: Record<Dimension, number> = {
  ...{ time: 100, ratio: 0.05, count: 5, rate: 5 },
  ...{ bytes: 1000, 'byte-rate': 1000, number: 5 },
};
/** A limit so many times above what was measured would flatten the lines, so it is told in words instead. */
const FARTHEST_LIMIT = 3;
/** The least distance of two limits' labels, as a share of the height. */
const LABEL_HEIGHT = 0.085;

/** One chart as a figure. Lines are drawn as SVG that stretches; words are HTML, so they keep their size on any page. */
export function chartFigure(chart: ReportChart, spans: readonly StageSpan[], id: string): Html {
  const { title, axis, dimension, lines } = chart;
  const measured = lines.flatMap(({ points }) => points);
  if (measured.length === 0) return html``;
  const top = Math.max(...measured.map(({ value, high }) => high ?? value));
  const shown = chart.limits.filter(({ value }) => top === 0 || value <= top * FARTHEST_LIMIT);
  const beyond = chart.limits.filter((limit) => !shown.includes(limit));
  const values = measured.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const axes: Axes = {
    time: timeScale(Math.max(...spans.map(({ to }) => to), ...measured.map(({ second }) => second + 1))),
    values: valueScale([...values, ...shown.map(({ value }) => value)], TOP_OF_ZEROS[dimension]),
  };
  const secondsPerPoint = Math.max(...measured.map(({ seconds }) => seconds));
  const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
  return html`<figure class="chart" id="${id}">
    <figcaption>
      <h3>${title}</h3>
      <span class="axis">${axis}</span
      >${lines.map(({ name }, index) => html`<span class="key line-${index}">${name}</span>`)}
    </figcaption>
    <div class="frame">
      <div class="stages" aria-hidden="true">
        ${spans.map(
          (span) =>
            html`<span
              style="left:${percent(position(axes.time, span.from))};width:${percent(
                position(axes.time, span.to) - position(axes.time, span.from),
              )}"
              title="${span.stage}"
              >${stageLabel(span)}</span
            >`,
        )}
      </div>
      <div class="values" aria-hidden="true">
        ${axes.values.ticks.map(
          (tick) =>
            html`<span style="bottom:${percent(position(axes.values, tick))}">${formatValue(tick, dimension)}</span>`,
        )}
      </div>
      <div class="plot">
        ${plotSvg(id, chart, axes, spans, shown)}${limitLabels(axes, shown).map(
          ({ label, level, bottom }) =>
            html`<span class="limit ${level}" style="bottom:${percent(bottom)}">${label}</span>`,
        )}
      </div>
      <div class="times" aria-hidden="true">
        ${axes.time.ticks.map(
          (tick) => html`<span style="left:${percent(position(axes.time, tick))}">${formatClock(tick)}</span>`,
        )}
      </div>
      <div class="time-axis" aria-hidden="true">time since the start of the load (${clockUnit(axes.time.high)})</div>
    </div>
    ${notesOn(
      secondsPerPoint,
      measured.some(({ isHighest }) => isHighest),
      beyond,
      dimension,
    )}
  </figure>`;
}

function clockUnit(seconds: number): string {
  return seconds < 3600 ? 'min:s' : 'h:min:s';
}

function plotSvg(
  id: string,
  { title, axis, lines, dimension }: ReportChart,
  axes: Axes,
  spans: readonly StageSpan[],
  limits: readonly ChartLimit[],
): Html {
  const spanOf = (stage: string | undefined): [number, number] => {
    const own = spans.filter((span) => span.stage === stage);
    if (own.length === 0) return [0, PLOT_WIDTH];
    return [plotX(axes, own[0]?.from ?? 0), plotX(axes, own.at(-1)?.to ?? 0)];
  };
  const summaries = lines.map(({ name, points }) => summaryOf(name, points, dimension));
  return html`<svg
    role="img"
    aria-labelledby="${id}-title ${id}-desc"
    viewBox="0 0 ${PLOT_WIDTH} ${PLOT_HEIGHT}"
    preserveAspectRatio="none"
  >
    <title id="${id}-title">${title}: ${axis} over time</title>
    <desc id="${id}-desc">${[...summaries, ...limits.map(({ label }) => `Limit: ${label}.`)].join(' ')}</desc>
    ${spans.map(({ warmup, from, to }, index) => {
      const width = Math.max(0, plotX(axes, to) - plotX(axes, from));
      const kind = warmup ? 'warmup' : index % 2 === 0 ? 'even' : 'odd';
      return html`<rect
        class="span ${kind}"
        x="${plotX(axes, from)}"
        y="0"
        width="${width}"
        height="${PLOT_HEIGHT}"
      />`;
    })}
    ${axes.values.ticks.map((tick) => html`<path class="grid" d="M0 ${plotY(axes, tick)}H${PLOT_WIDTH}" />`)}
    ${lines.map(({ points }, index) => html`<path class="area line-${index}" d="${spanPath(axes, points)}" />`)}
    ${limits.map(({ value, level, stage }) => {
      const [from, to] = spanOf(stage);
      return html`<path class="limit ${level}" d="M${from} ${plotY(axes, value)}H${to}" />`;
    })}
    ${lines.map(({ points }, index) => html`<path class="line line-${index}" d="${linePath(axes, points)}" />`)}
  </svg>`;
}

function summaryOf(name: string, points: readonly LinePoint[], dimension: Dimension): string {
  const [first] = points;
  if (first === undefined) return `${name}: no data.`;
  const most = points.reduce((best, point) => (point.value > best.value ? point : best), first);
  const least = points.reduce((best, point) => (point.value < best.value ? point : best), first);
  const said = (point: LinePoint): string => `${formatValue(point.value, dimension)} at ${formatClock(point.second)}`;
  return `${name}: least ${said(least)}, most ${said(most)}.`;
}

/** From the lowest up, each at least a line of text from the next, all within the plot. */
function limitLabels({ values }: Axes, limits: readonly ChartLimit[]): (ChartLimit & { bottom: number })[] {
  const labels: (ChartLimit & { bottom: number })[] = [];
  for (const limit of limits.toSorted((a, b) => a.value - b.value)) {
    const below = labels.at(-1);
    const least = below === undefined ? 0 : below.bottom + LABEL_HEIGHT;
    labels.push({ ...limit, bottom: Math.max(least, position(values, limit.value)) });
  }
  let highest = 1 - LABEL_HEIGHT;
  for (const label of labels.toReversed()) {
    label.bottom = Math.min(label.bottom, highest);
    highest = label.bottom - LABEL_HEIGHT;
  }
  return labels;
}

function notesOn(
  secondsPerPoint: number,
  areHighest: boolean,
  beyond: readonly ChartLimit[],
  dimension: Dimension,
): Html {
  const notes: string[] = [];
  if (secondsPerPoint > 1) {
    const isOf = areHighest
      ? 'the highest of the percentiles that the tool told of its single seconds, because these have no common one'
      : 'percentiles of all their requests together; the shade runs from the least to the most of single seconds';
    notes.push(`Each point is of up to ${secondsPerPoint} s: ${isOf}.`);
  }
  for (const { label, value } of beyond) notes.push(`Above the chart: ${label}, at ${formatValue(value, dimension)}.`);
  return notes.length === 0 ? html`` : html`<p class="note">${notes.join(' ')}</p>`;
}
