import path from 'node:path';
import { livenessOf } from '../runStore/liveness.ts';
import { processStart } from '../runStore/processStart.ts';
import { signalGroup } from '../signalGroup.ts';
import { readRecords, removeFile, unfinishedRecords, type HostRecord, type StoredRecord } from './hostRecord.ts';

/**
 * Tidies up after hosts that ended without doing so themselves: kills what they have started, should the watcher have
 * died, too, and removes their sockets and records. Gives back the records of the hosts that are still there. Only a
 * process whose id and start time a host wrote down is killed.
 */
export async function reapDeadHosts(folder: string): Promise<StoredRecord[]> {
  const alive: StoredRecord[] = [];
  for (const stored of readRecords(folder)) {
    const liveness = await livenessOf(stored.record.process);
    if (liveness === 'alive') alive.push(stored);
    // Where nobody can tell, as with a record of a container, nothing is touched and nothing is held up.
    if (liveness === 'gone') await reap(folder, stored);
  }
  for (const { file, pid } of unfinishedRecords(folder)) {
    if ((await processStart(pid)).kind === 'none') removeFile(file);
  }
  return alive;
}

async function reap(folder: string, { file, record }: StoredRecord): Promise<void> {
  for (const group of record.groups) await killGroup(group);
  const { socket } = record;
  // On Windows a pipe goes with its process.
  if (socket !== undefined && path.dirname(socket) === folder) removeFile(socket);
  removeFile(file);
}

async function killGroup({ pid, start }: HostRecord['groups'][number]): Promise<void> {
  const there = await processStart(pid);
  if (there.kind === 'found' && there.start === start) signalGroup(pid, 'SIGKILL');
}
