import { printDuration } from '../../../checks/print.ts';
import { checkProblem } from '../../../checks/problems.ts';
import type { Rule } from './rule.ts';

/** A window fits into the stages of its test. A default row speaks of other tests too, which may be longer. */
export const windowLength: Rule = ({ plan }) =>
  plan.tests.flatMap((test) => {
    const runMs = test.stages.reduce((sum, { durationMs }) => sum + durationMs, 0);
    // A stage whose length could not be read may be as long as the window.
    if (test.stages.length === 0 || test.stages.some(({ durationMs }) => durationMs === 0)) return [];
    return [...test.checks, ...test.guards]
      .filter((row) => !row.isDefault)
      .flatMap(({ check, span }) => {
        const windows = Object.values(check.levels).flatMap((condition) =>
          condition.kind === 'comparison' && condition.window ? [condition.window] : [],
        );
        const tooLong = windows.find(({ ms }) => ms > runMs);
        if (!tooLong) return [];
        const text = `${tooLong.kind} ${printDuration(tooLong.ms)}`;
        return [checkProblem('check-window-longer-than-run', span, text, printDuration(runMs))];
      });
  });
