import type { LoadTest } from '../core/configs/plan/plan.ts';
import { ADAPTERS } from '../core/runners/adapters.ts';
import { NeedError } from './needError.ts';

/**
 * What was typed for tests that are too large to start by mistake, by test id. Throws a `NeedError` for one whose word
 * was not typed: nothing of the call is run then.
 */
export function decideConfirmations(
  tests: readonly LoadTest[],
  typed: readonly string[],
  smoke: boolean,
): Map<string, string> {
  const confirmed = new Map<string, string>();
  for (const test of tests) {
    const needed = ADAPTERS[test.runner].confirmation?.(test, smoke);
    if (needed === undefined) continue;
    if (!typed.includes(needed.typed)) {
      throw new NeedError(
        `Test ${test.id} is not started by mistake: ${needed.why}. To run it, confirm the number: --confirm ${needed.typed}`,
        { what: 'confirmation', typed: needed.typed, why: `test ${test.id}: ${needed.why}` },
      );
    }
    confirmed.set(test.id, `${needed.typed}: ${needed.why}`);
  }
  return confirmed;
}
