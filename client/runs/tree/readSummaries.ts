import { setImmediate } from 'node:timers/promises';
import type { RunList, RunNode } from './runList.ts';
import { readSummary } from './runSummary.ts';

/** Folders that are read before the editor gets its turn. */
const BATCH = 16;

/**
 * Reads those of the runs that nobody has read yet, in order, and puts into each node what its folder tells. Forgets a
 * folder that is gone. `isWanted` is asked between two batches.
 */
export async function readSummaries(
  list: RunList,
  nodes: readonly RunNode[],
  isWanted: () => boolean = () => true,
  onBatch: (read: number) => void = () => undefined,
): Promise<void> {
  const unread = nodes.filter(({ summary }) => summary === undefined);
  for (let at = 0; at < unread.length && isWanted(); at += BATCH) {
    const batch = unread.slice(at, at + BATCH);
    await Promise.all(batch.map((node) => readOne(list, node)));
    onBatch(at + batch.length);
    if (at + BATCH < unread.length) await setImmediate();
  }
}

/** Reads a run again, whether or not it was read before. */
export async function readOne(list: RunList, node: RunNode): Promise<void> {
  const summary = await readSummary(node.folder);
  if (summary === undefined) list.remove(node.folder);
  else node.summary = summary;
}
