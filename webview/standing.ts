import { formatVerdict } from '../core/format.ts';
import type { LiveRunView } from '../core/protocol/panel.ts';
import type { CheckResult, Verdict } from '../core/run/runResult.ts';
import { GRAVEST_FIRST } from './checkOrder.ts';

/**
 * How many checks stand how, in words. Of a run that goes on there is no verdict yet, not even a provisional one: a check
 * of the last stage has nothing to go by until then.
 */
export function standingCounts(checks: readonly CheckResult[]): { verdict: Verdict; words: string }[] {
  return GRAVEST_FIRST.flatMap((verdict) => {
    const count = checks.filter((check) => check.verdict === verdict).length;
    if (count === 0) return [];
    return [{ verdict, words: `${count} ${verdict === 'no-data' ? 'not measured yet' : formatVerdict(verdict)}` }];
  });
}

/**
 * What a screen reader is told of the step from one state to the next, in one sentence or not at all: figures change each
 * second, and only a change of verdict or phase is worth an interruption.
 */
export function announcement(before: LiveRunView, after: LiveRunView): string | undefined {
  if (after.now.phase !== before.now.phase) {
    switch (after.now.phase) {
      case 'preparing':
      case 'running':
        return undefined;
      case 'stopping':
        return 'The run is being stopped.';
      case 'ending':
        return 'The load generator is being ended at once.';
      case 'finishing':
        return 'The load is over.';
    }
  }
  const changed = after.now.result.checks.filter((check) => {
    const earlier = before.now.result.checks.find(({ id }) => id === check.id);
    return earlier !== undefined && earlier.verdict !== 'no-data' && earlier.verdict !== check.verdict;
  });
  const [first] = changed;
  if (first === undefined) return undefined;
  const text = `${first.expression}: ${formatVerdict(first.verdict)}`;
  const others = changed.length - 1;
  return others === 0 ? text : `${text}, and ${others} more ${others === 1 ? 'check' : 'checks'} changed`;
}
