import { importedFromText } from '../report/marks.ts';
import { isStopped } from '../run/baselineFromRuns.ts';
import type { Verdict } from '../run/runResult.ts';
import { shownPath } from '../text/shownPath.ts';
import type { ReportedRun } from './readinessInput.ts';

/** A run that evidence is from, or that should have been evidence: enough to make it again. */
export interface RunRow {
  runId: string;
  test: string;
  /** ISO 8601. */
  startedAt: string;
  startedBy: string;
  verdict?: Verdict;
  /** What a reader must know besides the verdict. */
  remark?: string;
  environment?: string;
  target?: string;
  tool: string;
  machine: string;
  gitCommit?: string;
  loadHash: string;
  plan: string;
  overrides: Record<string, string>;
  reportLink?: string;
}

export function runRow({ manifest, planFile, result, whyNotCounted, reportLink }: ReportedRun): RunRow {
  const { runId, testId, startedAt, startedBy, environment, tool, runner, machine, gitCommit, plan } = manifest;
  const { imported, loadHash, overrides } = manifest;
  const remark = [
    ...(whyNotCounted === undefined ? [] : [`no evidence: ${whyNotCounted}`]),
    ...(result && isStopped({ manifest, result }) ? ['a guard stopped it'] : []),
    ...(imported ? [importedFromText(manifest, imported)] : []),
  ].join('; ');
  const target = imported ? imported.target : environment?.target;
  return {
    ...{ runId, test: testId, startedAt: new Date(startedAt).toISOString(), startedBy },
    ...(result && { verdict: result.verdict }),
    ...(remark !== '' && { remark }),
    ...(environment && { environment: environment.id }),
    ...(target !== undefined && { target }),
    tool: `${tool.name} ${tool.version} (runner ${runner})`,
    // Of an imported run nobody knows the machine.
    machine: imported ? 'not known' : `${machine.platform}, ${machine.cores} cores, Node ${machine.node}`,
    ...(gitCommit !== undefined && { gitCommit }),
    ...{ loadHash, plan: planFile ?? shownPath(plan.path), overrides },
    ...(reportLink !== undefined && { reportLink }),
  };
}
