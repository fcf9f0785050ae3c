import { isStopped, type CandidateRun } from '../baselineFromRuns.ts';
import type { Baseline } from '../baseline.ts';
import type { Observation } from '../runResult.ts';
import { RUNS_FOR_SPREAD } from './compareRuns.ts';
import { differences, likenessOf, type Likeness } from './likeness.ts';

/** One side of a comparison: a run, or the runs of a baseline. */
export interface ComparedSide {
  name: string;
  runIds: string[];
  /** What to know of it: smoke, cut off, not trusted. */
  labels: string[];
  /** Undefined for a baseline that does not tell. */
  likeness?: Likeness;
  runs: readonly { observations: readonly Observation[] }[];
}

export function sideOfRun(run: CandidateRun): ComparedSide {
  const { runId } = run.manifest;
  return {
    name: runId,
    runIds: [runId],
    labels: labelsOf(run),
    likeness: likenessOf(run.manifest),
    runs: [run.result],
  };
}

export function sideOfBaseline({ testId, like, runs }: Baseline): ComparedSide {
  const runIds = runs.map(({ runId }) => runId);
  return {
    name: `baseline (${runIds.join(', ')})`,
    runIds,
    labels: [],
    ...(like && { likeness: { testId, ...like } }),
    runs,
  };
}

/** In words, why changes between the two may be due to something else than the system; empty when they are alike. */
export function unalikeIn(before: ComparedSide, after: ComparedSide): string[] {
  return before.likeness && after.likeness
    ? differences(before.likeness, after.likeness)
    : ['the baseline does not tell its load and environment'];
}

/** How far the changes can be trusted, by how many runs there are before. */
export function trustIn({ runIds }: Pick<ComparedSide, 'runIds'>): string {
  const runs = runIds.length;
  if (runs === 1)
    return 'One run against one run: a change, which chance may have made. A baseline of three runs or more tells more.';
  return runs < RUNS_FOR_SPREAD
    ? `The values before are medians of ${runs} runs: too few to tell a change from chance.`
    : `The values before are medians of ${runs} runs; a change within what they measured is called noise.`;
}

function labelsOf(run: CandidateRun): string[] {
  const { manifest, result } = run;
  return [
    ...(manifest.imported ? ['imported: its load is not known'] : []),
    ...(manifest.smoke ? ['smoke run'] : []),
    ...(result.state === 'completed' ? [] : [`${result.state}: only a part was measured`]),
    ...(isStopped(run) ? ['stopped by a guard: only a part was measured'] : []),
    ...(result.verdict === 'invalid' ? ['invalid: not to be trusted'] : []),
  ];
}
