import type { Problem } from '../../../problem.ts';
import { RUNNERS } from '../../../runners/index.ts';
import { planProblem } from '../problems.ts';
import type { Rule } from './rule.ts';
import { takesKey } from './runnerKeys.ts';

/** The runner can make the load that the stages describe, at least as a staircase. */
export const stageSupport: Rule = ({ plan }) => {
  const problems: Problem[] = [];
  for (const test of plan.tests) {
    // What a runner ignores is reported where it is written.
    if (!takesKey(test.runner, 'stages')) continue;
    const { stages: support } = RUNNERS[test.runner];
    for (const stage of test.stages) {
      const isRamp = stage.load.from !== stage.load.to;
      const what = stage.load.kind === 'users' ? 'a number of `users`' : 'a `rate` of arrivals';
      if (support[stage.load.kind] === 'no' && !stage.kindIsFaulty) {
        problems.push(planProblem('stage-load-unsupported', stage.span, test.runner, what));
        break;
      }
      if (isRamp && support.ramp === 'no') {
        problems.push(planProblem('stage-load-unsupported', stage.span, test.runner, 'a ramp'));
      }
    }
  }
  return problems;
};
