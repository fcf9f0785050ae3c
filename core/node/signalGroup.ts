import { spawnSync } from 'node:child_process';

/** Sends a signal to a process group by its leader's pid; nothing happens when it is gone. */
export function signalGroup(leaderPid: number, signal: NodeJS.Signals): void {
  if (process.platform === 'win32') {
    // Windows has no signals: terminate and kill are the same, and only `taskkill /T` reaches children.
    spawnSync('taskkill', ['/pid', `${leaderPid}`, '/T', '/F'], { windowsHide: true });
    return;
  }
  try {
    process.kill(-leaderPid, signal);
  } catch {
    // The group is gone.
  }
}
