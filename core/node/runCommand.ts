import { readLinesUntilCutOff } from './lines.ts';
import { ProcessGroup } from './processGroup.ts';

export interface CommandOutcome {
  /** Undefined when it was ended by a signal or could not be started. */
  exitCode?: number;
  /** Why it has no exit code, in words. */
  failure?: string;
  /** Standard output and error output, at most the last `KEPT_LINES` lines. */
  lines: string[];
}

export interface CommandOptions {
  cwd: string;
  timeoutMs: number;
  /** The whole environment of the command; absent: the environment of this process. */
  env?: NodeJS.ProcessEnv;
  signal?: AbortSignal;
  /** Called for every line of either output as it comes. */
  onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
}

const KEPT_LINES = 1000;

/** Runs a command to its end, without a shell; it is stopped with everything it started when time is up. */
export async function runCommand(
  [program = '', ...args]: readonly string[],
  options: CommandOptions,
): Promise<CommandOutcome> {
  if (program === '') return { failure: 'no program is named', lines: [] };
  if (options.signal?.aborted === true) return { failure: 'it was cancelled', lines: [] };
  const group = new ProcessGroup({ command: program, args, cwd: options.cwd, env: options.env });
  group.stdin.end();
  const lines: string[] = [];
  const collect = async (name: 'stdout' | 'stderr'): Promise<void> => {
    for await (const line of readLinesUntilCutOff(group[name])) {
      lines.push(line);
      if (lines.length > KEPT_LINES) lines.shift();
      options.onLine?.(line, name);
    }
  };
  let stopped: string | undefined;
  const stop = (why: string): void => {
    stopped ??= why;
    void group.stop();
  };
  const timer = setTimeout(() => stop(`it took longer than ${options.timeoutMs / 1000} s`), options.timeoutMs);
  const onAbort = (): void => stop('it was cancelled');
  options.signal?.addEventListener('abort', onAbort, { once: true });
  try {
    const [exit] = await Promise.all([group.exited, collect('stdout'), collect('stderr')]);
    if (exit.kind === 'failed') return { failure: `${program} could not be started: ${exit.message}`, lines };
    if (stopped !== undefined) return { failure: `${program} was stopped, because ${stopped}`, lines };
    if (exit.code === null) return { failure: `${program} was ended by ${exit.signal}`, lines };
    return { exitCode: exit.code, lines };
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', onAbort);
    // Still running only when `onLine` has thrown.
    await group.stop();
  }
}
