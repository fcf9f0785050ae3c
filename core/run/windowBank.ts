import { LEVELS } from '../checks/levels.ts';
import type { Level } from '../checks/check.ts';
import { dimensionOfCheck, isGuard, type JudgedCheck } from './judge.ts';
import { resolveCondition, type BaselineLookup } from './limits.ts';
import type { Frame } from './runEvent.ts';
import { WindowEvaluator, type WindowOutcome } from './windows.ts';

/** The sliding windows of all checks of a run. */
export class WindowBank {
  private readonly evaluators = new Map<JudgedCheck, Partial<Record<Level, WindowEvaluator>>>();

  constructor(checks: readonly JudgedCheck[], baseline: BaselineLookup | undefined) {
    for (const check of checks) {
      const ofCheck: Partial<Record<Level, WindowEvaluator>> = {};
      for (const level of LEVELS) {
        const evaluator = windowEvaluator(check, level, baseline, isGuard(check));
        if (evaluator !== undefined) ofCheck[level] = evaluator;
      }
      this.evaluators.set(check, ofCheck);
    }
  }

  push(frame: Frame): void {
    for (const ofCheck of this.evaluators.values()) {
      for (const evaluator of Object.values(ofCheck)) evaluator.push(frame);
    }
  }

  outcome(check: JudgedCheck, level: Level): WindowOutcome {
    return this.evaluators.get(check)?.[level]?.outcome() ?? { kind: 'missing' };
  }
}

/** Undefined when the level has no window, or its limit is not known. */
export function windowEvaluator(
  check: JudgedCheck,
  level: Level,
  baseline: BaselineLookup | undefined,
  asGuard: boolean,
): WindowEvaluator | undefined {
  const stated = check.levels[level];
  if (stated?.kind !== 'comparison' || stated.window === undefined) return undefined;
  const { selector, definition } = check;
  const condition = resolveCondition(stated, selector, dimensionOfCheck(check), baseline);
  if ('missing' in condition) return undefined;
  return new WindowEvaluator({ selector, definition, level, window: stated.window, condition, isGuard: asGuard });
}
