import type { RunResult } from './runResult.ts';

/** Why a result cannot be the end of the run that `run.json` describes; undefined when it can. */
export function contradiction(
  { runId, testId, state, verdict: told, checks }: RunResult,
  manifest: { runId: string; testId: string; state: string } | undefined,
): string | undefined {
  // Nobody writes the result of a run that was cut off, but for one that was imported from a file that was.
  const isImportedPart = state === 'interrupted' && manifest?.state === 'interrupted';
  if (state === 'running' || (state === 'interrupted' && !isImportedPart)) return `it says that the run is ${state}`;
  if (manifest !== undefined && (manifest.runId !== runId || manifest.testId !== testId)) {
    return `it is the result of ${runId}`;
  }
  if (manifest !== undefined && manifest.state !== 'running' && manifest.state !== state) {
    return `it says ${state} and run.json says ${manifest.state}`;
  }
  const isGood = told === 'pass' || told === 'warn';
  if (isGood && state !== 'completed') return `it says ${told} of a run that was ${state}`;
  const failed = checks.find((check) => check.verdict === 'fail' || check.verdict === 'invalid');
  return isGood && failed !== undefined ? `it says ${told} though \`${failed.id}\` failed` : undefined;
}
