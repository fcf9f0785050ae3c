import { spawn } from 'node:child_process';
import { messageOf } from '../../errors.ts';
import { firstLineSchema, RUN_HOST_PROTOCOL, type Need, type Serving } from '../../protocol/runHost.ts';
import { readLinesUntilCutOff } from '../lines.ts';

export interface HostCommand {
  /** Program and what comes before the arguments of `headroom`, such as the path of the bundle. */
  command: readonly [string, ...string[]];
  args: readonly string[];
  cwd: string;
  environment: NodeJS.ProcessEnv;
  /** Aborting it ends a host that serves nobody yet. */
  signal?: AbortSignal;
}

export type StartedHost =
  | { kind: 'serving'; serving: Serving }
  | { kind: 'needs'; need: Need }
  /** Nothing was sent; why, as a person at a terminal reads it. */
  | { kind: 'refused'; message: string }
  | { kind: 'cancelled' };

/** So much of what a host says before it serves is kept. */
const LONGEST_REFUSAL = 16 * 1024;

/**
 * Starts `headroom run … --serve` as a host of its own, which survives whoever started it. Never rejects: a program that
 * cannot be started is a refusal too.
 */
export async function startHost({ command, args, cwd, environment, signal }: HostCommand): Promise<StartedHost> {
  const [program, ...before] = command;
  const child = spawn(program, [...before, ...args, '--serve'], {
    cwd,
    env: environment,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(0, LONGEST_REFUSAL)));
  // A host that goes on has nothing more to say here: it tells its clients.
  for (const stream of [child.stdout, child.stderr]) stream.on('error', () => undefined);
  const failed = new Promise<string>((resolve) => child.once('error', (error) => resolve(messageOf(error))));
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const onAbort = (): void => void child.kill();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    const line = await Promise.race([firstLine(child.stdout), failed.then(() => undefined)]);
    const answer = line === undefined ? undefined : readFirstLine(line);
    if (answer?.kind === 'needs') {
      await closed;
      return { kind: 'needs', need: answer.need };
    }
    if (answer?.kind === 'serving') {
      if (answer.protocol === RUN_HOST_PROTOCOL) return { kind: 'serving', serving: answer };
      child.kill();
      return { kind: 'refused', message: 'The run host is of another version of Headroom. Reload the window.' };
    }
    if (line !== undefined) child.kill();
    const code = await Promise.race([closed, failed]);
    if (signal?.aborted === true) return { kind: 'cancelled' };
    if (typeof code === 'string') return { kind: 'refused', message: `${program} cannot be started: ${code}.` };
    const words = said.trim();
    return {
      kind: 'refused',
      message: words === '' ? `headroom ended with ${code ?? 'a signal'} and said nothing.` : words,
    };
  } finally {
    signal?.removeEventListener('abort', onAbort);
    child.stdout.destroy();
    child.stderr.destroy();
    child.unref();
  }
}

async function firstLine(stream: AsyncIterable<Buffer>): Promise<string | undefined> {
  const lines = readLinesUntilCutOff(stream);
  const first = await lines.next();
  return first.done === true ? undefined : first.value;
}

function readFirstLine(line: string): ReturnType<typeof firstLineSchema.safeParse>['data'] {
  try {
    return firstLineSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
