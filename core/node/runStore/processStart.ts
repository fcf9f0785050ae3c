import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When a process was started, as a text that is equal for two calls exactly when they mean the same process; undefined
 * when there is none with this id or this machine does not tell.
 */
export function processStart(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') return linuxStart(pid);
    if (process.platform === 'win32') return windowsStart(pid);
    return ask('ps', ['-o', 'lstart=', '-p', String(pid)]);
  } catch {
    return undefined;
  }
}

/** Clock ticks since the start of the machine, so that start belongs to it. */
function linuxStart(pid: number): string | undefined {
  const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program stands in brackets and may itself contain blanks and brackets.
  const [state, ...fields] = status.slice(status.lastIndexOf(')') + 2).split(' ');
  const ticks = fields[18];
  // A zombie writes nothing any more; it only waits for its parent to ask how it ended.
  if (state === 'Z' || state === 'X' || ticks === undefined) return undefined;
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`;
}

function windowsStart(pid: number): string | undefined {
  const command = `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`;
  return ask('powershell', ['-NoProfile', '-NonInteractive', '-Command', command]);
}

function ask(command: string, args: readonly string[]): string | undefined {
  // The same words whatever the language and time zone of the one who asks.
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const answer = execFileSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 5000,
    env,
  });
  return answer.trim() || undefined;
}
