import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readRecords } from '../../../core/node/runHost/hostRecord.ts';

export interface OwnProcess {
  pid: number;
  group: number;
  commandLine: string;
}

/**
 * Every process of a run, whoever its parent is: all of them inherit the runtime folder that the test gave to the command
 * line alone. Linux only.
 */
export function processesOfRun(runtime: string): OwnProcess[] {
  const own = `XDG_RUNTIME_DIR=${runtime}`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const [environment, status] = [read(name, 'environ'), read(name, 'stat')];
      const [state, , group] = status.slice(status.lastIndexOf(')') + 2).split(' ');
      if (state === 'Z' || !environment.split('\0').includes(own)) return [];
      return [{ pid: Number(name), group: Number(group), commandLine: read(name, 'cmdline').replaceAll('\0', ' ') }];
    });
}

/** Leaders of the process groups that the host has written down. */
export function recordedGroups(runtime: string): number[] {
  return readRecords(path.join(runtime, 'headroom')).flatMap(({ record }) => record.groups.map(({ pid }) => pid));
}

export function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

/** Empty for a process that is gone or another user's. */
function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
