import { hostname } from 'node:os';
import type { RunManifest } from '../../run/runManifest.ts';
import { processStart, type ProcessStart } from './processStart.ts';

/** Whether the process that writes a run is still there; `unknown` when this machine cannot tell. */
export type Liveness = 'alive' | 'gone' | 'unknown';

type Writer = RunManifest['process'];

/** A later process that was given the same id is not the writer. */
export async function livenessOf(
  writer: Writer,
  startOf: (pid: number) => Promise<ProcessStart> = processStart,
): Promise<Liveness> {
  if (writer.host !== undefined && writer.host !== hostname()) return 'unknown';
  const there = await startOf(writer.pid);
  switch (there.kind) {
    case 'none':
      return 'gone';
    case 'unknown':
      return 'unknown';
    case 'found':
      // Without a start time an id in use may be anybody's.
      if (writer.start === undefined) return 'unknown';
      return there.start === writer.start ? 'alive' : 'gone';
  }
}
