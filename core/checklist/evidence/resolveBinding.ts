import type { NamedPlan } from '../../configs/plan/plan.ts';
import { sortProblems, type Problem } from '../../problem.ts';
import { closest } from '../../text/closest.ts';
import type { Binding } from '../bindings/readBindings.ts';
import type { Checklist } from '../checklist.ts';
import { checklistProblem } from '../problems.ts';
import { findBound, type Bound, type BoundThing } from './findBound.ts';

/** What a comment names, with the environment in which it has to be measured, or the problem with one of its names. */
export type ResolvedBinding<Candidate> =
  { plan: Candidate; thing: BoundThing; environment: string | undefined } | { problem: Problem };

export function resolveBinding<Candidate extends NamedPlan>(
  binding: Pick<Binding, 'environment'>,
  bound: Bound,
  plans: readonly Candidate[],
): ResolvedBinding<Candidate> {
  const found = findBound(bound, plans);
  if ('problem' in found) return found;
  const environment = environmentOf(binding, bound.span, found.plan);
  return 'problem' in environment ? environment : { ...found, environment: environment.id };
}

/** What is wrong with the names in the comments of a checklist, as the plans are. */
export function bindingProblems({ bindings }: Checklist, plans: readonly NamedPlan[]): Problem[] {
  return sortProblems(
    bindings.flatMap((binding) => {
      const found = binding.bound && resolveBinding(binding, binding.bound, plans);
      return found !== undefined && 'problem' in found ? [found.problem] : [];
    }),
  );
}

/** That which the item names, else the plan, else the plan's default one; of a plan without environments none. */
function environmentOf(
  { environment: own }: Pick<Binding, 'environment'>,
  span: Problem['span'],
  { file, plan }: NamedPlan,
): { id: string | undefined } | { problem: Problem } {
  const known = plan.environments.map(({ id }) => id);
  if (own && !known.includes(own.name)) {
    const suggestion = closest(own.name, known);
    return { problem: checklistProblem('checklist-unknown-environment', own.span, own.name, file, suggestion) };
  }
  const id = own?.name ?? plan.evidence?.environment?.value ?? plan.environment?.id;
  if (id === undefined && known.length > 0)
    return { problem: checklistProblem('checklist-which-environment', span, file, known) };
  return { id };
}
