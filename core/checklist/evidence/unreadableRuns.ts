import type { RunManifest } from '../../run/runManifest.ts';
import { loadDifference } from './loadDifference.ts';
import type { RunQuestion } from './checkEvidence.ts';

/** A run that nobody can read any more, so that it may say the opposite of an older one. */
export interface UnreadableRun {
  runId: string;
  /** ms since the Unix epoch; where only the folder tells it, the last moment of its second. */
  startedAt: number;
  /** What of it is damaged, in words. */
  reason: string;
  /** Absent where that is damaged, too. */
  manifest?: RunManifest;
}

/** The newest that may have been evidence and began after `since`, in words; undefined where there is none. */
export function unreadableSince(question: RunQuestion, since: number): string | undefined {
  const [newest] = question.unreadable
    .filter((run) => run.startedAt > since && mayBeEvidence(question, run))
    .toSorted((a, b) => b.startedAt - a.startedAt);
  return newest && `run ${newest.runId} cannot be read: ${newest.reason}`;
}

function mayBeEvidence({ environment, load }: RunQuestion, { manifest }: UnreadableRun): boolean {
  if (manifest === undefined) return true;
  const isCounted = !manifest.smoke && manifest.imported === undefined && manifest.environment?.id === environment;
  return isCounted && loadDifference(manifest, load) === undefined;
}
