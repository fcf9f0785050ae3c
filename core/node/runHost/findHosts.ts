import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { HostRecord } from './hostRecord.ts';
import { reapDeadHosts } from './reap.ts';

/** A host that clients can attach to. */
export interface FoundHost {
  socket: string;
  pid: number;
  plan: string;
  /** Ids of the suites that were asked for. */
  suites: readonly string[];
  results: string;
  /** The run that goes on now; none while a preflight is on its way. */
  run?: HostRecord['run'];
}

/** The hosts whose runs go into this results folder. What dead ones have left is removed first. */
export function findHosts(folder: string, results: string): Promise<FoundHost[]> {
  const wanted = realPath(results);
  return findHostsOf(folder, (host) => realPath(host.results) === wanted);
}

/** The hosts that somebody wants. What dead ones have left is removed first. */
export async function findHostsOf(folder: string, isWanted: (host: FoundHost) => boolean): Promise<FoundHost[]> {
  const found = (await reapDeadHosts(folder)).flatMap(
    ({ record: { socket, process, plan, suites = [], results, run } }) =>
      socket === undefined ? [] : [{ socket, pid: process.pid, plan, suites, results, run }],
  );
  return found.filter(isWanted);
}

/** The editor and a terminal may name the same file or folder differently. */
export function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return path.resolve(folder);
  }
}
