import type { Outcome } from './runEvent.ts';
import type { RunState } from './runResult.ts';

/** `ifUnfinished`: what a run without a word on its end is. */
export function stateOf(outcome: Outcome | undefined, ifUnfinished: 'running' | 'interrupted'): RunState {
  switch (outcome?.kind) {
    case undefined:
      return ifUnfinished;
    case 'completed':
    case 'stopped':
      return 'completed';
    case 'cancelled':
    case 'interrupted':
    case 'failed':
      return outcome.kind;
  }
}

/** Why no load was sent, unless it is told as a step that failed, or why only a part of it is known. */
export function reasonsOfEnd({
  outcome,
  failedSteps,
}: {
  outcome: Outcome | undefined;
  failedSteps: readonly string[];
}): string[] {
  if (outcome?.kind === 'interrupted') return [`only a part of the run is known: ${outcome.message}`];
  const isTold = outcome?.kind !== 'failed' || !outcome.beforeLoad || failedSteps.includes(outcome.message);
  return isTold ? [] : [outcome.message];
}
