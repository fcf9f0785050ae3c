import { formatDuration, formatValue } from '../format.ts';

export type LoadUnit = 'users' | 'arrivals';

/** A stretch of time in which the level stays or moves evenly. */
export interface LoadSegment {
  fromMs: number;
  toMs: number;
  from: number;
  to: number;
}

/** The load that one scenario, or a test without scenarios, is asked to make. */
export interface LoadCurve {
  name: string;
  /** `users`: how many at the same time. `arrivals`: how many begin in a second. */
  unit: LoadUnit;
  /** In the order of time; gaps are pauses without load. */
  segments: readonly LoadSegment[];
}

/** What a person wants to know of a load before it is run. */
export interface LoadProfile {
  curves: readonly LoadCurve[];
  /** Until the last load is sent, without what the tool waits for at its end. */
  totalMs: number;
}

/** Level of all curves of one unit at a moment, added up. Where a level jumps, the one that begins there. */
export function levelAt(profile: LoadProfile, unit: LoadUnit, atMs: number): number {
  const parts = profile.curves.filter((curve) => curve.unit === unit).map((curve) => levelOf(curve, atMs));
  return parts.reduce((sum, level) => sum + level, 0);
}

function levelOf({ segments }: LoadCurve, atMs: number): number {
  const segment = segments.findLast(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  if (!segment) return 0;
  const { fromMs, toMs, from, to } = segment;
  return from + ((to - from) * (atMs - fromMs)) / (toMs - fromMs);
}

/** The highest level of a unit: levels move evenly between the ends of segments, so it is at one of these. */
export function peakOf(profile: LoadProfile, unit: LoadUnit): number {
  const curves = profile.curves.filter((curve) => curve.unit === unit);
  const moments = new Set(curves.flatMap(({ segments }) => segments.flatMap(({ fromMs, toMs }) => [fromMs, toMs])));
  let peak = 0;
  for (const moment of moments) {
    // Just before a moment the level may be another one than at it.
    const before = curves.reduce((sum, curve) => sum + levelBefore(curve, moment), 0);
    peak = Math.max(peak, levelAt(profile, unit, moment), before);
  }
  return peak;
}

function levelBefore({ segments }: LoadCurve, atMs: number): number {
  const segment = segments.find(({ fromMs, toMs }) => fromMs < atMs && atMs <= toMs);
  if (!segment) return 0;
  const { fromMs, toMs, from, to } = segment;
  return from + ((to - from) * (atMs - fromMs)) / (toMs - fromMs);
}

/** How many arrivals a profile begins in all: the area below its curves. */
export function arrivalsOf(profile: LoadProfile): number {
  return profile.curves
    .filter(({ unit }) => unit === 'arrivals')
    .flatMap(({ segments }) => segments)
    .reduce((sum, { fromMs, toMs, from, to }) => sum + (((from + to) / 2) * (toMs - fromMs)) / 1000, 0);
}

/** `2 m 10 s, up to 100 users`, `30 s, up to 50 arrivals/s, 1,200 in all`. */
export function describeLoad(profile: LoadProfile): string {
  const words = [formatDuration(profile.totalMs)];
  if (profile.curves.some(({ unit }) => unit === 'users')) {
    const peak = peakOf(profile, 'users');
    words.push(`up to ${formatValue(peak, 'count')} ${peak === 1 ? 'user' : 'users'}`);
  }
  if (profile.curves.some(({ unit }) => unit === 'arrivals')) {
    words.push(
      `up to ${formatValue(peakOf(profile, 'arrivals'), 'count')} arrivals/s`,
      `${formatValue(Math.round(arrivalsOf(profile)), 'count')} in all`,
    );
  }
  return words.join(', ');
}
