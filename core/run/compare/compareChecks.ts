import type { CheckResult } from '../runResult.ts';

/** A check on both sides; absent where that side does not state it. */
export interface ComparedCheck {
  id: string;
  before?: CheckResult;
  after?: CheckResult;
  /** The sides judge by other limits, so that another verdict says nothing about the system. */
  isOtherLimit: boolean;
}

/** The checks of both sides by their ids, in the order of the later run; those that it does not have any more come last. */
export function compareChecks(before: readonly CheckResult[], after: readonly CheckResult[]): ComparedCheck[] {
  const earlier = new Map(before.map((check) => [check.id, check]));
  const later = new Map(after.map((check) => [check.id, check]));
  return [...new Set([...later.keys(), ...earlier.keys()])].map((id) => {
    const [one, other] = [earlier.get(id), later.get(id)];
    const isOtherLimit = one !== undefined && other !== undefined && limitsOf(one) !== limitsOf(other);
    return { id, ...(one && { before: one }), ...(other && { after: other }), isOtherLimit };
  });
}

function limitsOf({ levels }: CheckResult): string {
  return JSON.stringify(Object.entries(levels).sort(([one], [other]) => (one < other ? -1 : 1)));
}
