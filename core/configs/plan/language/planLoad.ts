import type { LoadProfile } from '../../../language/loadProfile.ts';
import type { Stage } from '../plan.ts';

/** The load that the stages of a test ask for; undefined where it has none, or where they are faulty. */
export function loadOfStages(stages: readonly Stage[]): LoadProfile | undefined {
  if (stages.length === 0 || stages.some(({ durationMs, kindIsFaulty }) => durationMs <= 0 || kindIsFaulty))
    return undefined;
  let atMs = 0;
  const segments = stages.map(({ load, durationMs }) => {
    const fromMs = atMs;
    atMs += durationMs;
    return { fromMs, toMs: atMs, from: load.from, to: load.to };
  });
  const unit = stages[0]?.load.kind === 'rate' ? 'arrivals' : 'users';
  return { curves: [{ name: 'load', unit, segments }], totalMs: atMs };
}
