import { UserError } from '../core/errors.ts';
import type { LoadTest } from '../core/configs/plan/plan.ts';
import { ADAPTERS } from '../core/runners/adapters.ts';

/**
 * What was typed for tests that are too large to start by mistake, by test id. Throws a `UserError` for one whose word
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
      throw new UserError(
        `Test ${test.id} is not started by mistake: ${needed.why}. To run it, confirm the number: --confirm ${needed.typed}`,
      );
    }
    confirmed.set(test.id, `${needed.typed}: ${needed.why}`);
  }
  return confirmed;
}
