import type { Binding } from '../../../core/checklist/bindings/readBindings.ts';
import { textOfBinding } from '../../../core/checklist/bindings/textOfBinding.ts';
import type { Checklist } from '../../../core/checklist/checklist.ts';
import type { BoundEvidence, Evidence } from '../../../core/checklist/evidence/evidence.ts';

/** What a look at the runs found of one text, in a form that outlives changes of the text. */
export interface KnownEvidence {
  /** Which state of runs and plans it is of. */
  generation: number;
  lookedAt: number;
  /** Everything that was asked then. */
  byQuestion: ReadonlyMap<string, Evidence | undefined>;
}

export function hasBindings({ bindings }: Checklist): boolean {
  return bindings.some(({ bound }) => bound !== undefined);
}

export function knownEvidence(
  checklist: Checklist,
  evidence: readonly BoundEvidence[],
  at: Pick<KnownEvidence, 'generation' | 'lookedAt'>,
): KnownEvidence {
  const byQuestion = new Map<string, Evidence | undefined>();
  for (const binding of checklist.bindings) byQuestion.set(questionOf(checklist, binding), undefined);
  for (const one of evidence) byQuestion.set(questionOf(checklist, one.binding), one.evidence);
  return { ...at, byQuestion };
}

/** The evidence for a text, as far as the same was asked then; `isComplete` where all of it was. */
export function evidenceFor(
  checklist: Checklist,
  known: KnownEvidence | undefined,
): { evidence: BoundEvidence[]; isComplete: boolean } {
  const bound = checklist.bindings.filter((binding) => binding.bound !== undefined);
  const evidence = bound.flatMap((binding) => {
    const found = known?.byQuestion.get(questionOf(checklist, binding));
    return found === undefined ? [] : [{ binding, evidence: found }];
  });
  return { evidence, isComplete: bound.every((binding) => known?.byQuestion.has(questionOf(checklist, binding))) };
}

/** Two bindings with the same question have the same answer. Of a capacity, the text says which load is required. */
function questionOf(checklist: Checklist, binding: Binding): string {
  const { bound, environment } = binding;
  const text = bound?.kind === 'capacity' ? textOfBinding(checklist, binding) : '';
  return JSON.stringify([bound?.kind, bound?.name, environment?.name, text]);
}
