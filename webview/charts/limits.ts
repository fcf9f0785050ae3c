import type { ChartLimit } from '../../core/run/chartLimits.ts';
import type { TimelinePoint } from '../../core/run/timelinePoints.ts';
import { valueOf, type ChartPlan } from './lines.ts';

/** A limit further up would press what was measured down to a line on the ground. */
const HIGHEST_OF_MEASURED = 2.5;
/** Without errors the line lies on the axis, and a scale up to 100 % would hide the first few of them. */
const LEAST_RATIO = 0.01;

export interface ChartScale {
  /** The chart reaches at least up to here. */
  top: number;
  inSight: ChartLimit[];
  /** Beyond what the chart shows. */
  outOfSight: ChartLimit[];
}

/** Which limits of a chart can be drawn without hiding what was measured. */
export function chartScale(
  { metric, dimension, lines }: ChartPlan,
  points: readonly TimelinePoint[],
  limits: readonly ChartLimit[],
): ChartScale {
  let measured = dimension === 'ratio' ? LEAST_RATIO : 0;
  for (const point of points) {
    for (const { figure } of lines) measured = Math.max(measured, valueOf(point, figure) ?? 0);
  }
  const own = limits.filter((limit) => limit.metric === metric);
  const fits = ({ values }: ChartLimit): boolean => values.every((value) => value <= measured * HIGHEST_OF_MEASURED);
  const inSight = own.filter(fits);
  return {
    top: Math.max(measured, ...inSight.flatMap(({ values }) => values)),
    inSight,
    outOfSight: own.filter((limit) => !fits(limit)),
  };
}

/** The parts of the scale where values are not wanted, from low to high. */
export function badBands({ values, bad }: ChartLimit): [low: number, high: number][] {
  const [low = 0, high = low] = values;
  switch (bad) {
    case 'above':
      return [[low, Infinity]];
    case 'below':
      return [[-Infinity, low]];
    case 'inside':
      return [[low, high]];
    case 'outside':
      return [
        [-Infinity, low],
        [high, Infinity],
      ];
    case 'nowhere':
      return [];
  }
}

export interface StageSpan {
  stage: string;
  warmup: boolean;
  from: number;
  to: number;
}

/** The stages as the points tell them, in order of time. */
export function stageSpans(points: readonly TimelinePoint[]): StageSpan[] {
  const spans: StageSpan[] = [];
  for (const { stage, warmup, second, seconds } of points) {
    const last = spans.at(-1);
    if (last?.stage === stage && last.warmup === warmup) {
      last.to = second + seconds;
      continue;
    }
    // Seconds without a report belong to the stage before them.
    if (last !== undefined) last.to = second;
    spans.push({ stage, warmup, from: second, to: second + seconds });
  }
  return spans;
}

/** Where a limit holds: all of what is shown, or its stage. */
export function spansOfLimit(
  { stage }: ChartLimit,
  spans: readonly StageSpan[],
  whole: { from: number; to: number },
): { from: number; to: number }[] {
  return stage === undefined ? [whole] : spans.filter((span) => span.stage === stage);
}
