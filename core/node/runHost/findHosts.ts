import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { HostRecord } from './hostRecord.ts';
import { reapDeadHosts } from './reap.ts';

/** A host that clients can attach to. */
export interface FoundHost {
  socket: string;
  pid: number;
  plan: string;
  results: string;
  /** The run that goes on now; none while a preflight is on its way. */
  run?: HostRecord['run'];
}

/** The hosts whose runs go into this results folder. What dead ones have left is removed first. */
export async function findHosts(folder: string, results: string): Promise<FoundHost[]> {
  const wanted = realFolder(results);
  return (await reapDeadHosts(folder)).flatMap(({ record: { socket, process, plan, results: own, run } }) =>
    socket !== undefined && realFolder(own) === wanted ? [{ socket, pid: process.pid, plan, results: own, run }] : [],
  );
}

/** The editor and a terminal may name the same folder differently. */
function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return path.resolve(folder);
  }
}
