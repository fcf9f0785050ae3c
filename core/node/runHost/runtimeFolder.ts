import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { messageOf, UserError } from '../../errors.ts';

/** What differs between machines; tests hand over their own. */
export interface RuntimePlace {
  environment: NodeJS.ProcessEnv;
  temporary: string;
  /** Undefined on Windows, where the temporary folder is the user's own. */
  userId: number | undefined;
}

/** The longest path that a socket may have on every system, in bytes. Longer ones are cut off by some without a word. */
const LONGEST_SOCKET_PATH = 103;
/** Bytes that the name of a socket takes, see `newHostName`. */
const SOCKET_NAME_LENGTH = 40;

/**
 * The folder of this user in which running hosts leave their sockets and records. Nobody else may read or change it.
 * Throws a `UserError` when there is none that is safe.
 */
export function runtimeFolder(place: RuntimePlace = thisMachine()): string {
  const problems: string[] = [];
  for (const folder of candidates(place)) {
    const problem = makePrivate(folder, place.userId);
    if (problem === undefined) return folder;
    problems.push(problem);
  }
  throw new UserError(
    `There is no private folder for running runs: ${problems.join('; ')}. Set XDG_RUNTIME_DIR to a folder of yours.`,
  );
}

function thisMachine(): RuntimePlace {
  return { environment: process.env, temporary: tmpdir(), userId: process.getuid?.() };
}

function candidates({ environment, temporary, userId }: RuntimePlace): string[] {
  const runtime = environment['XDG_RUNTIME_DIR'];
  const own = path.join(temporary, `headroom-${userId ?? safeUserName()}`);
  const isUsable = runtime !== undefined && path.isAbsolute(runtime);
  return [...(isUsable ? [path.join(runtime, 'headroom')] : []), own].filter(
    (folder) => userId === undefined || Buffer.byteLength(folder) + SOCKET_NAME_LENGTH <= LONGEST_SOCKET_PATH,
  );
}

function safeUserName(): string {
  return userInfo().username.replaceAll(/[^\w-]/g, '_');
}

/** Undefined when it is a real folder of this user that is closed to all others; otherwise why not. */
function makePrivate(folder: string, userId: number | undefined): string | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Not what a link leads to: in a folder that all may write to, anybody may have put a link there.
    const found = lstatSync(folder);
    if (!found.isDirectory()) return `${folder} is no folder`;
    if (userId === undefined) return undefined;
    if (found.uid !== userId) return `${folder} belongs to another user`;
    if ((found.mode & 0o077) !== 0) chmodSync(folder, 0o700);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}
