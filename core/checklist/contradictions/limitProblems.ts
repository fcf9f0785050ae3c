import { printCondition } from '../../checks/print.ts';
import type { NamedPlan } from '../../configs/plan/plan.ts';
import { sortProblems, type Problem } from '../../problem.ts';
import { fitOf } from '../bindings/proposals/stated.ts';
import type { Checklist } from '../checklist.ts';
import { findBound } from '../evidence/findBound.ts';
import { compareLimits } from '../limits.ts';
import { checklistProblem } from '../problems.ts';
import { statedOn } from './statedOn.ts';

/** Items and rows that are bound to a check which is held against another limit than they state. */
export function limitProblems(checklist: Checklist, plans: readonly NamedPlan[]): Problem[] {
  return sortProblems(
    checklist.bindings.flatMap((binding): Problem[] => {
      if (binding.bound?.kind !== 'check') return [];
      const found = findBound(binding.bound, plans);
      if ('problem' in found || found.thing.kind !== 'check') return [];
      const { check } = found.thing;
      const { target: planned } = check.levels;
      if (planned === undefined) return [];
      const stated = statedOn(checklist, binding).filter((read) => fitOf(read, check) !== undefined);
      const likenesses = stated.map(({ condition }) => compareLimits(condition, planned));
      const [first] = stated;
      if (first === undefined || likenesses.some((likeness) => likeness !== 'other')) return [];
      const { span } = first.target;
      const words = [printCondition(first.condition), check.id, found.plan.file, printCondition(planned)] as const;
      return [checklistProblem('checklist-other-limit', span, ...words)];
    }),
  );
}
