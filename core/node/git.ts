import { execFile } from 'node:child_process';

const TIMEOUT_MS = 30_000;

/** The commit that is checked out in a folder, or undefined where there is no repository. */
export function gitCommit(folder: string): Promise<string | undefined> {
  return ask(folder, 'rev-parse', 'HEAD');
}

/** Who commits in a folder, by the configuration of git; what nobody configured is absent. */
export async function gitIdentity(folder: string): Promise<{ name?: string; email?: string }> {
  const [name, email] = await Promise.all([
    ask(folder, 'config', '--get', 'user.name'),
    ask(folder, 'config', '--get', 'user.email'),
  ]);
  return { ...(name !== undefined && { name }), ...(email !== undefined && { email }) };
}

/** What git answers, in one line; undefined where it has no answer, or is not there. */
function ask(folder: string, ...args: string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('git', args, { cwd: folder, timeout: TIMEOUT_MS, encoding: 'utf8' }, (error, out) => {
      resolve(error !== null || out.trim() === '' ? undefined : out.trim());
    });
  });
}
