import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { watchGroups } from '../processGroup.ts';
import { WATCH_FD, watchLine } from './watchLines.ts';

/** The watcher's bundle, in the folder of the bundles. */
export const WATCHER_BUNDLE = 'watcher.js';

export interface Watcher {
  /** The watcher is no longer needed: it ends, and kills what is still running. */
  close(): void;
}

/**
 * Starts the process that kills every process group of this one should this one die without stopping them. `onFailure`
 * is called when it cannot be started or ends too soon; runs are possible without it.
 */
export function startWatcher(bundlePath: string, onFailure: (message: string) => void): Watcher {
  const launcher = spawn(process.execPath, [bundlePath, 'launch'], {
    detached: process.platform !== 'win32',
    // Not standard input: Node closes that when the launcher ends, and the watcher would take it for the end of the host.
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    windowsHide: true,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  launcher.once('error', (error) => onFailure(error.message));
  const pipe = launcher.stdio[WATCH_FD];
  // Never, with this `stdio`; the types cannot say so.
  if (!(pipe instanceof Socket)) throw new Error('The watcher was started without a pipe.');
  // An open pipe is no reason to go on.
  pipe.unref();
  let isNeeded = true;
  // The watcher says nothing: the pipe is read to notice its end. An error is followed by `close`.
  pipe.resume();
  pipe.on('error', () => undefined);
  pipe.once('close', () => {
    if (isNeeded) onFailure('it ended');
  });
  const forget = watchGroups({
    onStarted: (pid) => void pipe.write(watchLine.started(pid)),
    onEnded: (pid) => void pipe.write(watchLine.ended(pid)),
  });
  return {
    close: () => {
      isNeeded = false;
      forget();
      pipe.end();
    },
  };
}
