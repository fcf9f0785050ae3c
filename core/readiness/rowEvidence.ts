import type { EvidenceRun } from '../checklist/evidence/evidence.ts';
import type { ReportedRun } from './readinessInput.ts';

/** The run that a row of the report is from. Where it lies on this machine is no part of the report. */
export interface RowEvidence {
  run?: Omit<EvidenceRun, 'folder'>;
  /** Where its own report is, as a link from this one. */
  reportLink?: string;
}

/** By the folders of runs: two plans may have runs with the same id. */
export type RunLinks = ReadonlyMap<string, string>;

export function linksOf(runs: readonly ReportedRun[]): RunLinks {
  return new Map(
    runs.flatMap(({ folder, reportLink }) =>
      folder === undefined || reportLink === undefined ? [] : [[folder, reportLink] as const],
    ),
  );
}

export function rowEvidence(run: EvidenceRun | undefined, links: RunLinks): RowEvidence {
  if (run === undefined) return {};
  const { folder, ...shown } = run;
  const reportLink = folder === undefined ? undefined : links.get(folder);
  return { run: shown, ...(reportLink !== undefined && { reportLink }) };
}
