import type { LoadTest } from '../../configs/plan/plan.ts';
import { isStopped } from '../../run/baselineFromRuns.ts';
import { findCapacity, type FoundCapacity } from '../../run/capacity.ts';
import type { RunResult } from '../../run/runResult.ts';
import { readRunFolder } from '../runStore/readRunFolder.ts';
import type { RunInFolder } from './testRuns.ts';

/** Judges the stages of a run, from its events, by the checks that its test has now. */
export async function capacityOfRun(
  { folder, manifest, result }: RunInFolder & { result: RunResult },
  { stages, checks }: LoadTest,
): Promise<FoundCapacity> {
  const { fold, notes } = await readRunFolder(folder, { onEvent: () => undefined });
  // What is missing may be the second in which a target was missed.
  if (fold === undefined || notes.length > 0) return { found: 'nothing', reason: notes.join('; ') };
  return findCapacity({
    store: fold.store,
    stages,
    checks: checks.map(({ check }) => check),
    isStopped: isStopped({ manifest, result }),
  });
}

/** What the checks of a test look at. */
export function metricsOf({ checks }: LoadTest): string[] {
  return checks.map(({ check }) => check.selector.metric);
}
