import type { Checklist } from '../../../core/checklist/checklist.ts';
import { countEvidence, countTexts } from '../../../core/checklist/evidence/countEvidence.ts';
import { formatAge, holds, type BoundEvidence, type Evidence } from '../../../core/checklist/evidence/evidence.ts';
import { boundText, valueAgainstLimits } from '../../../core/checklist/evidence/evidenceWords.ts';
import { stateText } from '../../../core/checklist/evidence/stateWords.ts';

/** What stands behind a proposal, for the list that it is chosen from. */
export function proofWords(evidence: Evidence): { description: string; detail: string } {
  const { state, run } = evidence;
  const value = valueAgainstLimits(evidence);
  return {
    description: [stateText(state), ...(value === undefined ? [] : [value])].join(' · '),
    detail: [
      boundText(evidence),
      ...(run === undefined ? [] : [`run ${run.runId}, ${formatAge(run.ageMs)} old`]),
      ...(run?.environment === undefined ? [] : [run.environment]),
    ].join(' · '),
  };
}

/** Why no item of a text can be ticked by what the runs say. */
export function whyNothingToApply(name: string, checklist: Checklist, evidence: readonly BoundEvidence[]): string {
  const ofItems = evidence.filter(({ binding }) => binding.on.kind === 'item');
  if (ofItems.length === 0) {
    return `${name} has no item that is bound to a plan, so no run says anything of it. A comment at the end of its line binds one: <!-- headroom: check=search/p95-latency -->`;
  }
  const ticked = new Set(checklist.items.filter(({ checked }) => checked).map(({ id }) => id));
  const proven = ofItems.filter(({ evidence: found }) => holds(found));
  const done = proven.filter(({ binding: { on } }) => on.kind === 'item' && ticked.has(on.id)).length;
  const warned = proven.filter(
    ({ binding: { on }, evidence: { state } }) => on.kind === 'item' && !ticked.has(on.id) && state === 'warn',
  ).length;
  const others = proven.length - done - warned;
  const parts = [
    ...(done > 0 ? [`${done} proven and ticked already`] : []),
    ...(warned > 0 ? [`${warned} passed with a warning, which is yours to decide`] : []),
    ...(others > 0 ? [`${others} nothing that a run ticks`] : []),
    ...countTexts(countEvidence(ofItems)),
  ];
  const count = ofItems.length === 1 ? 'the one item that is' : `the ${ofItems.length} items that are`;
  return `Nothing to tick in ${name}. Of ${count} bound to a plan: ${parts.join(', ')}.`;
}

/** Why no blank of a text can be filled. `left` says of each that is bound why it stays. */
export function whyNothingToFill(name: string, left: readonly string[]): string {
  const [first, ...others] = left;
  if (first === undefined) {
    return `Nothing to fill in ${name}: no blank such as "p95: ____" stands on a line that is bound to a plan. A comment at its end binds it: <!-- headroom: check=search/p95-latency -->`;
  }
  return others.length === 0
    ? first
    : `${first} ${others.length} more ${others.length === 1 ? 'is' : 'are'} not filled either.`;
}
