import { hostname } from 'node:os';
import type { RunManifest } from '../../run/runManifest.ts';
import { processStart } from './processStart.ts';

/** Whether the process that writes a run is still there; `unknown` when this machine cannot tell. */
export type Liveness = 'alive' | 'gone' | 'unknown';

type Writer = RunManifest['process'];

/** A later process that was given the same id is not the writer. */
export function livenessOf(writer: Writer, startOf: (pid: number) => string | undefined = processStart): Liveness {
  if (writer.host !== undefined && writer.host !== hostname()) return 'unknown';
  if (writer.start !== undefined) return startOf(writer.pid) === writer.start ? 'alive' : 'gone';
  // Without a start time an id in use may be anybody's; one that is not in use is certainly not the writer's.
  return startOf(writer.pid) === undefined ? 'gone' : 'unknown';
}
