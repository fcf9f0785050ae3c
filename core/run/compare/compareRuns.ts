import { RELATIVE_ERROR } from '../../stats/histogram.ts';
import { observationKey, referencesOf, type Reference } from '../baseline.ts';
import type { Observation } from '../runResult.ts';
import { betterDirection } from './direction.ts';

export interface ComparedValue {
  metric: string;
  statistic: string;
  selector: Observation['selector'];
  unit: string;
  /** In base units; the median where there are several runs. Absent when it was not measured there. */
  before?: number;
  after?: number;
  /** 0.1 is 10 % more than before; absent when there was nothing to take a share of. */
  change?: number;
  /** `within-noise`: another value, but one that the runs before have had, too. */
  effect: 'better' | 'worse' | 'changed' | 'same' | 'within-noise' | 'no-data';
  /** The values of the runs before, when there are enough of them to tell how much they differ by chance. */
  spread?: { runs: number; min: number; max: number; isOutside: boolean };
}

/** Fewer runs than this say nothing of how far values lie apart by chance. */
export const RUNS_FOR_SPREAD = 3;

interface Measured {
  observations: readonly Observation[];
}

/** Every observation of either side, in order of appearance. `before` may be several alike runs. */
export function compareRuns(before: readonly Measured[], after: Measured): ComparedValue[] {
  const references = new Map(referencesOf(before).map((reference) => [observationKey(reference), reference]));
  const values = new Map(after.observations.map((observation) => [observationKey(observation), observation]));
  return [...new Set([...references.keys(), ...values.keys()])].flatMap((key) => {
    const compared = compareOne(references.get(key), values.get(key));
    return compared === undefined ? [] : [compared];
  });
}

function compareOne(before: Reference | undefined, after: Observation | undefined): ComparedValue | undefined {
  const known = after ?? before;
  if (known === undefined) return undefined;
  const { metric, statistic, selector, unit } = known;
  const what = { metric, statistic, selector, unit };
  // A value that is measured in another unit now is another value.
  if (before === undefined || after === undefined || before.unit !== after.unit) {
    const old = before === undefined || before.unit !== unit ? {} : { before: before.value };
    return { ...what, ...old, ...(after && { after: after.value }), effect: 'no-data' };
  }
  const spread = before.runs >= RUNS_FOR_SPREAD ? spreadOf(before, after.value) : undefined;
  return {
    ...what,
    before: before.value,
    after: after.value,
    ...(before.value === 0 ? {} : { change: (after.value - before.value) / Math.abs(before.value) }),
    effect: effectOf(before, after, spread),
    ...(spread && { spread }),
  };
}

function effectOf(before: Observation, after: Observation, spread: ComparedValue['spread']): ComparedValue['effect'] {
  if (isSame(before, after)) return 'same';
  if (spread?.isOutside === false) return 'within-noise';
  switch (betterDirection(after.metric, after.statistic)) {
    case 'lower':
      return after.value < before.value ? 'better' : 'worse';
    case 'higher':
      return after.value > before.value ? 'better' : 'worse';
    case 'neither':
      return 'changed';
  }
}

function isSame(before: Observation, after: Observation): boolean {
  return Math.abs(after.value - before.value) <= toleranceOf(after.statistic, before.value, after.value);
}

/** Percentiles are known to 1 % only, so two of them that lie nearer than this may be the same. */
function toleranceOf(statistic: string, before: number, after: number): number {
  const error = isPercentile(statistic) ? RELATIVE_ERROR : 1e-9;
  return error * (Math.abs(before) + Math.abs(after));
}

/** Whether values of this statistic are known to 1 % only. */
export function isPercentile(statistic: string): boolean {
  return /^(p\d|med)/.test(statistic);
}

function spreadOf({ runs, min, max }: Reference, value: number): NonNullable<ComparedValue['spread']> {
  return { runs, min, max, isOutside: value < min || value > max };
}
