import { mayGoOn, readListEntry } from '../../../core/node/runStore/listRuns.ts';
import { planFolderOf } from '../../../core/node/runStore/planFolderOf.ts';
import { isStopped, whyNoReference } from '../../../core/run/baselineFromRuns.ts';
import type { RunState, Verdict } from '../../../core/run/runResult.ts';
import { worstMargin, type Margin } from '../../../core/run/worstMargin.ts';

/** What the list tells of a run: little, so that all of thousands may be kept. */
export type RunSummary = KnownRun | DamagedRun;

export interface KnownRun {
  kind: 'known';
  runId: string;
  testId: string;
  title?: string | undefined;
  startedAt: number;
  /** Until its end; absent while it goes on, and where nobody wrote it down. */
  durationMs?: number;
  /** `unknown`: nobody can tell here whether it goes on or was cut off. */
  state: RunState | 'unknown';
  /** Absent while only the events tell it. */
  verdict?: Verdict;
  environment?: string;
  tool: string;
  smoke: boolean;
  isImported: boolean;
  isStopped: boolean;
  /** It may serve as baseline. */
  mayBeBaseline: boolean;
  margin?: Margin;
  checks: number;
  planFolder: string;
}

export interface DamagedRun {
  kind: 'damaged';
  reason: string;
}

/** Undefined for a folder that is gone, or never was a run. */
export async function readSummary(folder: string): Promise<RunSummary | undefined> {
  const entry = await readListEntry(folder);
  if (entry === undefined) return undefined;
  if (entry.kind === 'broken') return { kind: 'damaged', reason: entry.reason };
  const { manifest, result } = entry;
  const { runId, testId, title, startedAt, endedAt, environment, tool, smoke, imported } = manifest;
  const margin = result && worstMargin(result.checks);
  return {
    kind: 'known',
    runId,
    testId,
    title,
    startedAt,
    ...(endedAt === undefined ? {} : { durationMs: endedAt - startedAt }),
    state: mayGoOn(entry) ? 'unknown' : manifest.state,
    ...(result && { verdict: result.verdict }),
    ...(environment && { environment: environment.id }),
    tool: `${tool.name} ${tool.version}`,
    smoke,
    isImported: imported !== undefined,
    isStopped: result !== undefined && isStopped({ manifest, result }),
    mayBeBaseline: result !== undefined && whyNoReference({ manifest, result }).length === 0,
    ...(margin && { margin }),
    checks: result?.checks.length ?? 0,
    planFolder: planFolderOf(manifest),
  };
}

/** Whether the process that writes it may still be there, so that its folder must be left alone. */
export function mayBeWritten(summary: RunSummary): boolean {
  return summary.kind === 'known' && (summary.state === 'running' || summary.state === 'unknown');
}
