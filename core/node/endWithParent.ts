import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { findProgram, isProgram } from './findProgram.ts';

/** Of util-linux: asks the kernel to kill it when its parent dies, and becomes the program that it is given. */
const SETPRIV = ['--pdeathsig', 'KILL', '--'] as const;

let found: { setpriv: string | undefined } | undefined;

/**
 * The same command, which the kernel of Linux kills when this process dies. It keeps its process id. Where that is not
 * to be had, and for what cannot be started, it is the command as it was.
 */
export function endingWithParent(
  command: string,
  args: readonly string[],
  place: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): [string, readonly string[]] {
  const setpriv = findSetpriv();
  const { cwd = process.cwd(), env = process.env } = place;
  const isThere = command.includes('/')
    ? isProgram(path.resolve(cwd, command))
    : findProgram(command, env['PATH']) !== undefined;
  // What cannot be started is reported in the system's own way.
  if (setpriv === undefined || !isThere) return [command, args];
  return [setpriv, [...SETPRIV, command, ...args]];
}

/** Other programs of that name do not know the option. */
function findSetpriv(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  if (found === undefined) {
    const setpriv = findProgram('setpriv');
    const works =
      setpriv !== undefined &&
      spawnSync(setpriv, [...SETPRIV, setpriv, '--version'], { stdio: 'ignore', timeout: 5000 }).status === 0;
    found = { setpriv: works ? setpriv : undefined };
  }
  return found.setpriv;
}
