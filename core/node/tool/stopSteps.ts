import type { StopStep } from '../../runners/adapter.ts';
import type { GroupStopStep, ProcessGroup } from '../processGroup.ts';

/** An adapter's stop ladder as steps of a process group. */
export function groupStopSteps(steps: readonly StopStep[]): GroupStopStep[] {
  return steps.map((step) => ({ take: (group) => takeStep(step, group), waitMs: step.waitMs }));
}

function takeStep(step: StopStep, group: ProcessGroup): void {
  switch (step.kind) {
    case 'signal':
      group.signal(step.signal);
      break;
    case 'stdin':
      group.stdin.write(step.text);
      break;
    case 'http':
      // A tool that does not answer is asked by the next step of the ladder.
      void fetch(step.url, {
        method: step.method,
        ...(step.body === undefined ? {} : { body: step.body, headers: { 'content-type': 'application/json' } }),
        signal: AbortSignal.timeout(step.waitMs),
      }).then(
        (response) => response.body?.cancel(),
        () => undefined,
      );
      break;
  }
}
