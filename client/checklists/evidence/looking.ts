import { setImmediate } from 'node:timers/promises';
import type { Checklist } from '../../../core/checklist/checklist.ts';
import type { BoundEvidence } from '../../../core/checklist/evidence/evidence.ts';
import { messageOf, UserError } from '../../../core/errors.ts';
import { EvidenceReader } from '../../../core/node/checklist/readEvidence.ts';

// Brings what reads plans and runs, so it is loaded for the first item that is bound to a plan.
export { EvidenceWatch } from './evidenceWatch.ts';

export interface LookTarget {
  uri: string;
  file: string;
  /** The folder of the workspace that it is in: plans are searched up to it, and named as they stand in it. */
  workspaceFolder: string;
  checklist: Checklist;
}

/** What the runs on disk say of several checklists. Plans and runs are read once for all of them. */
export async function look(
  targets: readonly LookTarget[],
  onFailure: (error: unknown) => void,
): Promise<ReadonlyMap<string, BoundEvidence[]>> {
  const now = Date.now();
  const readers = new Map<string, EvidenceReader>();
  const found = new Map<string, BoundEvidence[]>();
  for (const { uri, file, workspaceFolder, checklist } of targets) {
    const reader = readers.get(workspaceFolder) ?? new EvidenceReader({ workingFolder: workspaceFolder, now });
    readers.set(workspaceFolder, reader);
    try {
      found.set(uri, (await reader.read(file, checklist)).evidence);
    } catch (error) {
      if (!(error instanceof UserError)) onFailure(error);
      found.set(uri, unknownBecause(checklist, messageOf(error)));
    }
    // The editor gets its turn between two files.
    await setImmediate();
  }
  return found;
}

/** Where a plan cannot be used, nothing is known of what is bound to it, and the reason stands beside each item. */
function unknownBecause({ bindings }: Checklist, reason: string): BoundEvidence[] {
  return bindings.flatMap((binding) =>
    binding.bound === undefined
      ? []
      : [{ binding, evidence: { bound: binding.bound, state: 'unknown' as const, reason } }],
  );
}
