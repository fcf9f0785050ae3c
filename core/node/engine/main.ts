import * as z from 'zod';
import { messageOf, UserError } from '../../errors.ts';
import type { EngineMessage } from '../../runners/http/engineMessage.ts';
import { httpJobSchema, type HttpJob } from '../../runners/http/httpJob.ts';
import { readLines } from '../lines.ts';
import { runEngine } from './engine.ts';

/**
 * The built-in HTTP engine, a process of its own. It reads the job as the first line of standard input and prints
 * messages as JSON lines. The line `stop`, SIGINT and SIGTERM end it politely. When standard input closes, its host
 * is gone, and it ends at once: no load generator outlives its host.
 */

/** Characters of the job line; request bodies are part of it. */
const JOB_LINE_LIMIT = 64 * 1024 * 1024;

let hasEnded = false;

function emit(message: EngineMessage): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

/**
 * Prints the last message. With standard input closed and every connection given up nothing is left to wait for, so
 * the process then ends by itself, when all that was printed has left it.
 */
function end(result: 'completed' | 'stopped' | 'failed', message?: string): void {
  emit({ kind: 'end', at: Date.now(), result, ...(message === undefined ? {} : { message }) });
  process.exitCode = result === 'failed' ? 1 : 0;
  hasEnded = true;
  process.stdin.destroy();
}

/** The host is gone: no cleaning up, no last words, and nothing on the way may delay it. */
function endAtOnce(): void {
  process.kill(process.pid, 'SIGKILL');
}

function readJob(line: string): HttpJob {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    // The parser's message would quote the line, and with it a secret.
    throw new UserError('The job is not valid JSON.');
  }
  const job = httpJobSchema.safeParse(json);
  if (!job.success) throw new UserError(`The job is not valid: ${z.prettifyError(job.error)}`);
  return job.data;
}

async function main(): Promise<void> {
  const stop = new AbortController();
  process.on('SIGINT', () => stop.abort());
  process.on('SIGTERM', () => stop.abort());
  // Nobody reads any more.
  process.stdout.on('error', endAtOnce);

  let started = false;
  try {
    for await (const line of readLines(process.stdin, JOB_LINE_LIMIT)) {
      if (line.trim() === 'stop') {
        stop.abort();
        if (!started) end('stopped');
      } else if (!started) {
        started = true;
        void run(line, stop.signal);
      }
    }
  } catch {
    // A standard input that breaks means the same as one that closes.
  }
  if (!hasEnded) endAtOnce();
}

async function run(line: string, stop: AbortSignal): Promise<void> {
  try {
    end(await runEngine(readJob(line), emit, stop));
  } catch (error) {
    end('failed', error instanceof UserError ? error.message : `The engine has a bug: ${messageOf(error)}`);
  }
}

void main();
