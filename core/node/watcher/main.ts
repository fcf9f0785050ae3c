import { spawn, type StdioOptions } from 'node:child_process';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { signalGroup } from '../signalGroup.ts';
import { groupsLeft, WATCH_FD } from './watchLines.ts';

/**
 * The watcher: a process outside the run host's tree that kills what the host has started once the host is gone,
 * however it went. It reads from the host which process groups there are, and takes the end of that pipe as the end of
 * the host: the system closes it also after `kill -9`.
 *
 * Called with `launch` it starts itself anew, detached, and ends; so the watcher is nobody's child, and who kills the
 * host with all its descendants does not kill it.
 */
async function watch(): Promise<void> {
  const lines: string[] = [];
  // Whoever ends a terminal session or a service ends all its processes; this one is still needed a moment then.
  for (const name of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.on(name, () => undefined);
  for await (const line of createInterface({ input: new Socket({ fd: WATCH_FD, readable: true }) })) lines.push(line);
  // A leader that has ended was reported before; of what is left each pid was alive when the pipe closed.
  for (const pid of groupsLeft(lines)) signalGroup(pid, 'SIGKILL');
}

if (process.argv[2] === 'launch') {
  const [, self = ''] = process.argv;
  const stdio: StdioOptions = ['ignore', 'ignore', 'ignore', WATCH_FD];
  spawn(process.execPath, [self], { detached: true, stdio, windowsHide: true }).unref();
} else {
  void watch();
}
