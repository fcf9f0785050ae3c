import { HTTP_ENGINE_FLAGS } from '../runners/http/http.ts';
import type { HttpJob } from '../runners/http/httpJob.ts';
import { decodeEngineLine, type DecodedLine, type RunnerEvent } from '../runners/http/engineMessage.ts';
import { readLinesUntilCutOff } from './lines.ts';
import { ProcessGroup, type Exit } from './processGroup.ts';

/** How the load generator itself ended; guards and checks are judged elsewhere. */
export type ExecutionEnd = { kind: 'completed' } | { kind: 'cancelled' } | { kind: 'failed'; message: string };

export type ExecutionEvent = RunnerEvent | { kind: 'ended'; at: number; end: ExecutionEnd };

export interface ExecuteHttpOptions {
  /** The engine: `HTTP_ENGINE_BUNDLE` in the folder of the bundles. */
  enginePath: string;
  /** Aborting it is a polite stop; the stream still ends with `ended`. */
  signal: AbortSignal;
  /** Times of the stop ladder, in ms. */
  politeMs?: number;
  terminateMs?: number;
}

/** Characters of one frame; it holds a histogram per stage, request and trend. */
const FRAME_LINE_LIMIT = 16 * 1024 * 1024;
/** Of the engine's error output, only the end is of interest. */
const KEPT_ERROR_LINES = 20;
/** Lines that are no messages are logged up to this number: they must not flood the run. */
const LOGGED_GARBAGE = 20;

/**
 * Runs one job in the engine, as a process of its own, and yields what it reports. The last event is always `ended`,
 * whatever the engine does. Leaving the loop early stops the engine.
 */
export async function* executeHttp(
  job: HttpJob,
  options: ExecuteHttpOptions,
): AsyncGenerator<ExecutionEvent, void, undefined> {
  const isCancelled = () => options.signal.aborted;
  if (isCancelled()) {
    yield ended({ kind: 'cancelled' });
    return;
  }
  const engine = startEngine(options);
  const stop = () => void engine.stop();
  options.signal.addEventListener('abort', stop, { once: true });
  const errorLines = collectLast(engine, KEPT_ERROR_LINES);
  try {
    engine.stdin.write(`${JSON.stringify(job)}\n`);
    let end: Extract<DecodedLine, { kind: 'end' }>['end'] | undefined;
    let garbage = 0;
    for await (const line of readLinesUntilCutOff(engine.stdout, FRAME_LINE_LIMIT)) {
      const decoded = decodeEngineLine(line);
      if (decoded.kind === 'event') yield decoded.event;
      else if (decoded.kind === 'end') {
        end = decoded.end;
        break;
      } else if ((garbage += 1) <= LOGGED_GARBAGE) yield unexpectedLine(decoded.line);
    }
    // The ladder, because an engine that has said its last word may still hang.
    const exit = await engine.stop();
    if (end?.result === 'failed') yield ended({ kind: 'failed', message: end.message ?? 'The engine failed.' });
    else if (isCancelled()) yield ended({ kind: 'cancelled' });
    else if (end?.result === 'completed') yield ended({ kind: 'completed' });
    else if (end?.result === 'stopped')
      yield ended({ kind: 'failed', message: 'The HTTP engine was stopped from outside.' });
    else yield ended({ kind: 'failed', message: crashMessage(exit, await errorLines) });
  } finally {
    options.signal.removeEventListener('abort', stop);
    await engine.stop();
  }
}

function startEngine(options: ExecuteHttpOptions): ProcessGroup {
  return new ProcessGroup({
    command: process.execPath,
    args: [...HTTP_ENGINE_FLAGS, options.enginePath],
    // Inside the editor this process is Electron; the variable makes it plain Node and means nothing to Node itself.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    askToStop: (group) => group.stdin.write('stop\n'),
    ...(options.politeMs === undefined ? {} : { politeMs: options.politeMs }),
    ...(options.terminateMs === undefined ? {} : { terminateMs: options.terminateMs }),
  });
}

async function collectLast(engine: ProcessGroup, limit: number): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLinesUntilCutOff(engine.stderr)) {
    lines.push(line);
    if (lines.length > limit) lines.shift();
  }
  return lines;
}

function crashMessage(exit: Exit, errorLines: readonly string[]): string {
  if (exit.kind === 'failed') return `The HTTP engine could not be started: ${exit.message}`;
  const how = exit.signal === null ? `with exit code ${exit.code}` : `by ${exit.signal}`;
  const why = errorLines.find((line) => /error/i.test(line));
  return `The HTTP engine ended ${how} before the run was over${why === undefined ? '.' : `: ${why.trim()}`}`;
}

function ended(end: ExecutionEnd): ExecutionEvent {
  return { kind: 'ended', at: Date.now(), end };
}

function unexpectedLine(line: string): ExecutionEvent {
  return { kind: 'log', at: Date.now(), source: 'tool', level: 'warning', line: line.slice(0, 500) };
}
