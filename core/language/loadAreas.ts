import { levelAt, type LoadProfile, type LoadUnit } from './loadProfile.ts';

/** What one curve adds to those below it. */
export interface LoadArea {
  name: string;
  /** Around the area: along its upper edge, and back along its lower one. */
  corners: readonly [ms: number, level: number][];
}

/** The curves of one unit stacked on each other, the first at the bottom. */
export function areasOf(profile: LoadProfile, unit: LoadUnit): LoadArea[] {
  const curves = profile.curves.filter((curve) => curve.unit === unit);
  const edgeOver = (count: number): [number, number][] => edge({ ...profile, curves: curves.slice(0, count) }, unit);
  return curves.map(({ name }, index) => ({ name, corners: [...edgeOver(index + 1), ...edgeOver(index).reverse()] }));
}

/** Corners of the summed level: at every end of a segment the level before it and at it. */
function edge(profile: LoadProfile, unit: LoadUnit): [ms: number, level: number][] {
  const moments = new Set([0, profile.totalMs]);
  for (const { segments } of profile.curves) for (const { fromMs, toMs } of segments) moments.add(fromMs).add(toMs);
  return [...moments]
    .sort((a, b) => a - b)
    .flatMap((ms): [number, number][] => [
      [ms, ms === 0 ? levelAt(profile, unit, 0) : levelAt(profile, unit, ms - 0.001)],
      [ms, levelAt(profile, unit, ms)],
    ]);
}
