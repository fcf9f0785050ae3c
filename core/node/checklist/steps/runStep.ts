import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';
import { BoundedOutput } from '../../../checklist/runbook/boundedOutput.ts';
import { RedactedStream } from '../../../checklist/runbook/redactedStream.ts';
import { messageOf } from '../../../errors.ts';
import { ProcessGroup } from '../../processGroup.ts';
import type { BlockProgram } from './blockProgram.ts';

export interface StepRequest {
  program: BlockProgram;
  /** What is run, handed over in a file: no shell reads it as an argument, and its own input is empty. */
  text: string;
  cwd: string;
  /** The whole environment. */
  env: NodeJS.ProcessEnv;
  /** Hides secrets in what is printed. */
  redact: (text: string) => string;
  signal: AbortSignal;
  /** Told what both outputs print, as it comes, without secrets. */
  onOutput: (text: string) => void;
}

export interface StepOutcome {
  kind: 'succeeded' | 'failed' | 'cancelled';
  /** Null where it did not end by itself, or could not be started. */
  exitCode: number | null;
  /** Why there is no exit code, where nobody stopped it. */
  failure?: string;
  durationMs: number;
  /** Both outputs as they came, without secrets; the middle of a long one is left out, which it says. */
  output: string;
}

/** Runs commands to their end, in a process group of their own. Never rejects but for a bug. */
export async function runStep(request: StepRequest): Promise<StepOutcome> {
  const { program, text, signal, redact } = request;
  const output = new BoundedOutput();
  const startedAt = performance.now();
  const ended = (outcome: Pick<StepOutcome, 'kind' | 'exitCode' | 'failure'>): StepOutcome => ({
    ...outcome,
    durationMs: Math.round(performance.now() - startedAt),
    output: output.text(),
  });
  if (signal.aborted) return ended({ kind: 'cancelled', exitCode: null });
  let folder: string;
  try {
    folder = mkdtempSync(path.join(tmpdir(), 'headroom-step-'));
  } catch (error) {
    return ended({ kind: 'failed', exitCode: null, failure: `no file for it could be written: ${messageOf(error)}` });
  }
  const script = path.join(folder, `step${program.ending}`);
  try {
    writeFileSync(script, `${text}\n`, { mode: 0o600 });
    const group = new ProcessGroup({
      command: program.path,
      args: [...program.args, script],
      cwd: request.cwd,
      env: request.env,
    });
    group.stdin.end();
    const stopping = { isAsked: false };
    const stop = (): void => {
      stopping.isAsked = true;
      void group.stop();
    };
    signal.addEventListener('abort', stop, { once: true });
    // The name of our file is nothing that a person knows.
    const shown = (piece: string): string => redact(piece.replaceAll(script, 'step'));
    const take = (piece: string): void => {
      output.add(piece);
      request.onOutput(piece);
    };
    try {
      const [exit] = await Promise.all([
        group.exited,
        collect(group.stdout, new RedactedStream(shown, take)),
        collect(group.stderr, new RedactedStream(shown, take)),
      ]);
      if (stopping.isAsked) return ended({ kind: 'cancelled', exitCode: null });
      if (exit.kind === 'failed') {
        return ended({ kind: 'failed', exitCode: null, failure: `it could not be started: ${exit.message}` });
      }
      if (exit.code === null) {
        return ended({ kind: 'failed', exitCode: null, failure: `it was ended by ${exit.signal}` });
      }
      return ended({ kind: exit.code === 0 ? 'succeeded' : 'failed', exitCode: exit.code });
    } finally {
      signal.removeEventListener('abort', stop);
      // Still running only when `onOutput` has thrown.
      await group.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An output that breaks off just ends; why it did is told by the exit. */
async function collect(output: Readable, stream: RedactedStream): Promise<void> {
  const decoder = new StringDecoder('utf8');
  try {
    for await (const chunk of output) stream.add(typeof chunk === 'string' ? chunk : decoder.write(bytesOf(chunk)));
  } catch (error) {
    if (!output.destroyed) throw error;
  }
  stream.add(decoder.end());
  stream.end();
}

function bytesOf(chunk: unknown): Buffer {
  return chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.alloc(0);
}
