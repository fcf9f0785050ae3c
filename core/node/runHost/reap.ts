import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { livenessOf } from '../runStore/liveness.ts';
import { processStart } from '../runStore/processStart.ts';
import { signalGroup } from '../signalGroup.ts';
import { STARTED_BY } from '../startedBy.ts';
import { readRecords, removeFile, unfinishedRecords, type HostRecord, type StoredRecord } from './hostRecord.ts';

/**
 * Tidies up after hosts that ended without doing so themselves: kills what they have started, should the watcher have
 * died, too, and removes their sockets and records. Gives back the records of the hosts that are still there. Only a
 * process group is killed whose leader's id and start time a host wrote down, or whose members carry the host's mark.
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
  for (const group of record.groups) await killGroup(group, record.mark);
  const { socket } = record;
  // On Windows a pipe goes with its process.
  if (socket !== undefined && path.dirname(socket) === folder) removeFile(socket);
  removeFile(file);
}

async function killGroup({ pid, start }: HostRecord['groups'][number], mark: string | undefined): Promise<void> {
  const there = await processStart(pid);
  const isLed = there.kind === 'found' && there.start === start;
  // The leader may have died with its host, and left what it had started.
  const isOrphaned = there.kind === 'none' && mark !== undefined && (await hasMarkedMember(pid, mark));
  if (isLed || isOrphaned) signalGroup(pid, 'SIGKILL');
}

/** Whether a process of this group was started by the one with this mark. Known on Linux alone. */
async function hasMarkedMember(group: number, mark: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  for (const name of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(name)) continue;
    const status = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    // The name of the program stands in brackets and may itself contain blanks and brackets.
    const [, , processGroup] = status.slice(status.lastIndexOf(')') + 2).split(' ');
    if (Number(processGroup) !== group) continue;
    const environment = await readFile(`/proc/${name}/environ`, 'utf8').catch(() => '');
    if (environment.split('\0').includes(`${STARTED_BY}=${mark}`)) return true;
  }
  return false;
}
