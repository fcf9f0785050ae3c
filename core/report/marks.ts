import { MAY_GO_ON, type RunFold } from '../run/foldRun.ts';
import type { ImportedFrom, RunManifest } from '../run/runManifest.ts';
import type { RunResult, RunState } from '../run/runResult.ts';
import { shownPath } from '../text/shownPath.ts';

const UNFINISHED: Record<Exclude<RunState, 'completed'>, string> = {
  running: 'Still running: the figures are as of now.',
  cancelled: 'Partial run: it was cancelled. The figures cover only what was measured until then.',
  interrupted: 'Partial run: it was cut off. The figures cover only what was written until then.',
  failed: 'Partial run: it failed. The figures cover only what was measured until then.',
};

/** Either may be all that is left of a run. */
function wasStopped(manifest: RunManifest | undefined, fold: RunFold | undefined): boolean {
  return manifest?.outcome === 'stopped' || fold?.outcome?.kind === 'stopped';
}

/** How the run ended, in words for the line of the verdict. */
export function endingOf(manifest: RunManifest, { state, reasons }: RunResult, fold: RunFold): string {
  if (reasons.includes(MAY_GO_ON)) return 'no end of the run is written';
  return state === 'completed' && wasStopped(manifest, fold) ? 'run stopped by a guard' : `run ${state}`;
}

const DATE_FROM: Record<ImportedFrom['date'], string> = {
  content: 'as the file says',
  name: 'as its name says',
  modified: 'when the file was last written',
};

/** Also the first of the reasons of such a run. */
export function importedFromText(
  { startedAt }: Pick<RunManifest, 'startedAt'>,
  { kind, path, date }: ImportedFrom,
): string {
  return `imported from ${shownPath(path)} (${kind}) of ${new Date(startedAt).toISOString()}, ${DATE_FROM[date]}`;
}

function importedMark(manifest: RunManifest, imported: ImportedFrom): string {
  return `This run was ${importedFromText(manifest, imported)}. Headroom did not make it: its load and its machine are not known.`;
}

/** What must stand above the figures, because the figures alone would mislead. */
export function marksOf(
  /** Undefined when `run.json` cannot be read. */
  manifest: RunManifest | undefined,
  { verdict, state, reasons }: RunResult,
  fold: RunFold | undefined,
): string[] {
  const marks: string[] = [];
  if (manifest?.imported) marks.push(importedMark(manifest, manifest.imported));
  if (verdict === 'invalid') {
    marks.push('Invalid run: the figures cannot be trusted, whatever single checks say. Mend the cause and run again.');
  }
  if (manifest?.smoke)
    marks.push('Smoke run: one user and one pass. It is no measurement of load, no baseline and no evidence.');
  if (reasons.includes(MAY_GO_ON))
    marks.push(`Partial run: ${MAY_GO_ON}. The figures cover only what was written until then.`);
  else if (state !== 'completed') marks.push(UNFINISHED[state]);
  if (wasStopped(manifest, fold)) {
    marks.push('Partial run: a guard stopped it. The figures cover only what was measured until then.');
  }
  return marks;
}
