import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** What this machine tells of a process id. `start` is equal for two answers exactly when they mean the same process. */
export type ProcessStart =
  | { kind: 'found'; start: string }
  /** Certainly no process that could still do anything. */
  | { kind: 'none' }
  /** The machine does not tell, or not to us. */
  | { kind: 'unknown' };

/** The ways to ask a machine; tests hand over those of machines that they are not on. */
export interface ProcessQuestions {
  platform: NodeJS.Platform;
  /** Throws as `process.kill(pid, 0)` does. */
  probe: (pid: number) => void;
  readText: (file: string) => Promise<string>;
  /** What the program printed. Rejects when it cannot be started or fails. */
  ask: (command: string, args: readonly string[]) => Promise<string>;
}

const THIS_MACHINE: ProcessQuestions = {
  platform: process.platform,
  probe: (pid) => void process.kill(pid, 0),
  readText: (file) => readFile(file, 'utf8'),
  ask,
};

const NONE: ProcessStart = { kind: 'none' };
const UNKNOWN: ProcessStart = { kind: 'unknown' };

/** When the process with this id was started. Never rejects. */
export async function processStart(pid: number, questions: ProcessQuestions = THIS_MACHINE): Promise<ProcessStart> {
  // Only this says for certain that there is none: what fails below may fail for a process that is there.
  if (!mayExist(pid, questions)) return NONE;
  try {
    switch (questions.platform) {
      case 'linux':
        return await linuxStart(pid, questions);
      case 'win32':
        return await windowsStart(pid, questions);
      default:
        return await posixStart(pid, questions);
    }
  } catch {
    return mayExist(pid, questions) ? UNKNOWN : NONE;
  }
}

function mayExist(pid: number, { probe }: ProcessQuestions): boolean {
  try {
    probe(pid);
    return true;
  } catch (error) {
    // A process of another user answers EPERM.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** Clock ticks since the start of the machine, so that start belongs to it. */
async function linuxStart(pid: number, { readText }: ProcessQuestions): Promise<ProcessStart> {
  const status = await readText(`/proc/${pid}/stat`);
  // The name of the program stands in brackets and may itself contain blanks and brackets.
  const [state, ...fields] = status.slice(status.lastIndexOf(')') + 2).split(' ');
  // A zombie writes nothing any more; it only waits for its parent to ask how it ended.
  if (state === 'Z' || state === 'X') return NONE;
  const ticks = fields[18];
  if (ticks === undefined) return UNKNOWN;
  const boot = (await readText('/proc/sys/kernel/random/boot_id')).trim();
  return { kind: 'found', start: `${boot}/${ticks}` };
}

async function posixStart(pid: number, questions: ProcessQuestions): Promise<ProcessStart> {
  const answer = (await questions.ask('ps', ['-o', 'stat=,lstart=', '-p', String(pid)])).trim();
  const [, state, start] = /^(\S+)\s+(.+)$/.exec(answer) ?? [];
  if (state?.startsWith('Z')) return NONE;
  return start === undefined ? UNKNOWN : { kind: 'found', start };
}

async function windowsStart(pid: number, questions: ProcessQuestions): Promise<ProcessStart> {
  const command = `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`;
  const answer = (await questions.ask('powershell', ['-NoProfile', '-NonInteractive', '-Command', command])).trim();
  return /^\d+$/.test(answer) ? { kind: 'found', start: answer } : UNKNOWN;
}

async function ask(command: string, args: readonly string[]): Promise<string> {
  // The same words whatever the language and time zone of the one who asks.
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const { stdout } = await promisify(execFile)(command, [...args], { timeout: 5000, env, windowsHide: true });
  return stdout;
}
