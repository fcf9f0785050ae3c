import type { Baseline } from './baseline.ts';
import { differences, likenessOf } from './compare/likeness.ts';
import type { RunManifest } from './runManifest.ts';
import type { RunResult } from './runResult.ts';

export interface CandidateRun {
  manifest: RunManifest;
  result: RunResult;
}

/** Why a run is no measure for others; empty when it is one. A missed check is no reason: the next baseline is chosen by people. */
export function whyNoReference(run: CandidateRun): string[] {
  return [
    ...whyNotCounted(run),
    ...(isStopped(run) ? ['a guard stopped it, so it measured only a part'] : []),
    ...(run.result.observations.length === 0 ? ['nothing was measured'] : []),
  ];
}

/** Why a run says nothing of the test under its load, whatever it measured. */
export function whyNotCounted({ manifest, result }: CandidateRun): string[] {
  const reasons: string[] = [];
  if (manifest.imported) reasons.push('it was imported, so nobody can tell whether its load is that of other runs');
  if (manifest.smoke) reasons.push('it is a smoke run');
  if (result.state !== 'completed') reasons.push(STATE_REASONS[result.state]);
  if (result.verdict === 'invalid') reasons.push(`it cannot be trusted: ${result.reasons[0] ?? 'invalid'}`);
  return reasons;
}

const STATE_REASONS: Record<Exclude<RunResult['state'], 'completed'>, string> = {
  running: 'it is still going on',
  cancelled: 'it was cancelled',
  interrupted: 'it was cut off before its end',
  failed: 'it failed',
};

/** `run.json` of the first versions did not tell the outcome; the reasons always did. */
export function isStopped({ manifest, result }: CandidateRun): boolean {
  return manifest.outcome === 'stopped' || result.reasons.some((reason) => reason.startsWith('stopped by guard'));
}

/** Why these runs cannot be one baseline, in a sentence; undefined when they can. */
export function whyNoBaseline(runs: readonly CandidateRun[]): string | undefined {
  for (const run of runs) {
    const reasons = whyNoReference(run);
    if (reasons.length > 0) return `${run.manifest.runId} cannot be a baseline: ${reasons.join('; ')}.`;
  }
  const ids = runs.map(({ manifest }) => manifest.runId);
  const twice = ids.find((id, index) => ids.indexOf(id) < index);
  if (twice !== undefined) return `${twice} is named twice. One run is one reference.`;
  const [first, ...others] = runs;
  for (const other of others) {
    const found = first === undefined ? [] : differences(likenessOf(first.manifest), likenessOf(other.manifest));
    if (found.length > 0)
      return `${first?.manifest.runId ?? ''} and ${other.manifest.runId} cannot be one baseline. They differ in ${found.join('; ')}.`;
  }
  return undefined;
}

/** The baseline that alike runs make. */
export function baselineOf(first: CandidateRun, others: readonly CandidateRun[]): Baseline {
  const { testId, ...like } = likenessOf(first.manifest);
  return {
    version: 1,
    testId,
    like,
    runs: [first, ...others].map(({ manifest, result }) => ({
      runId: manifest.runId,
      startedAt: manifest.startedAt,
      observations: result.observations.map((observation) => ({
        ...observation,
        selector: { ...observation.selector },
      })),
    })),
  };
}
