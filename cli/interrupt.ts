import { killAllGroups } from '../core/node/processGroup.ts';
import { EXIT, type ExitCode } from './exitCodes.ts';
import type { Output } from './output.ts';

/** Something that can be ended before it is done. */
export interface Interruptible {
  /** Aborted by the first wish to stop; results are kept. */
  signal: AbortSignal;
  /** The same as one Ctrl+C, but without a word to the person at the terminal. */
  stop: () => void;
}

/**
 * Runs something that Ctrl+C ends politely: the first interrupt (or a terminate signal) aborts the signal, so that
 * results are kept; a second one kills what is still running.
 */
export async function untilInterrupted(
  output: Output,
  work: (interruptible: Interruptible) => Promise<ExitCode>,
): Promise<ExitCode> {
  const stopping = new AbortController();
  const onSignal = (): void => {
    if (stopping.signal.aborted) {
      output.err('Killing what is still running.');
      killAllGroups();
      return;
    }
    output.err('Stopping; results are kept. Press Ctrl+C again to kill what is still running.');
    stopping.abort();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, onSignal);
  try {
    const code = await work({ signal: stopping.signal, stop: () => stopping.abort() });
    return stopping.signal.aborted ? EXIT.cancelled : code;
  } finally {
    for (const name of signals) process.off(name, onSignal);
  }
}
