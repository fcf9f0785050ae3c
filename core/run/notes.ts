import { RELATIVE_ERROR } from '../stats/histogram.ts';
import type { Condition, Statistic } from '../checks/check.ts';
import { formatDuration } from '../format.ts';
import { limitsOf, type ResolvedCondition } from './limits.ts';
import { percentOf } from './measure.ts';

/**
 * What a reader has to know about a judged value: that it lies so near a limit that the error of percentiles could have
 * decided, or that a percentile was taken from too few samples to have a value of its own.
 */
export function notesOn(
  statistic: Statistic,
  condition: ResolvedCondition,
  { observed, count }: { observed: number; count: number },
): string[] {
  const percent = percentOf(statistic);
  if (percent === undefined) return [];
  const notes: string[] = [];
  const isNear = (limit: number): boolean =>
    Math.abs(observed - limit) <= RELATIVE_ERROR * Math.max(Math.abs(observed), Math.abs(limit));
  if (limitsOf(condition).some(isNear)) notes.push('borderline');
  return [...notes, ...noteOnSamples(statistic, count)];
}

/** Says when a percentile was taken from too few samples to have a value of its own; otherwise empty. */
export function noteOnSamples(statistic: Statistic, count: number): string[] {
  const percent = percentOf(statistic);
  if (percent === undefined) return [];
  // The last of 100 values is the first that more than 99 % of them do not exceed.
  // A tool that tells only the percentile does not tell of how many.
  if (Number.isNaN(count)) return [];
  const needed = percent < 100 ? 100 / (100 - percent) : 1;
  if (count >= needed - 1e-6) return [];
  return [`${statistic} of only ${count} ${count === 1 ? 'sample' : 'samples'}`];
}

/** What the value of a `for` window is: of the seconds of the stretch that fits best, the one that fits least. */
export function noteOnWindow(condition: Condition): string[] {
  if (condition.kind !== 'comparison' || condition.window?.kind !== 'for') return [];
  const lasted = `that lasted ${formatDuration(condition.window.ms)}`;
  switch (condition.operator) {
    case '>':
    case '>=':
      return [`the highest ${lasted}`];
    case '<':
    case '<=':
      return [`the lowest ${lasted}`];
    case '==':
    case '!=':
      return [];
  }
}
