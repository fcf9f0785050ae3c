import type { LeftRow, PresentCheck, ProposedCheck, TargetOutcome } from './targetCheck.ts';

/** What becomes of a row without becoming a check, in words that follow the name of the row. */
export function outcomeText(one: PresentCheck | LeftRow): string {
  switch (one.kind) {
    case 'present':
      return `is in the plan as ${one.id}${one.reason === '' ? '' : `; ${one.reason}`}`;
    case 'contradicted':
      return `contradicts ${one.id}: ${one.reason}`;
    case 'left':
      return `becomes no check: ${one.reason}`;
  }
}

/** "2 in the plan, 1 contradicts it, 3 become no check". */
export function countText(outcomes: readonly TargetOutcome[]): string {
  const count = (kind: TargetOutcome['kind']): number => outcomes.filter((one) => one.kind === kind).length;
  const [present, contradicted, left] = [count('present'), count('contradicted'), count('left')];
  return [
    ...(present > 0 ? [`${present} ${present === 1 ? 'is' : 'are'} in the plan`] : []),
    ...(contradicted > 0 ? [`${contradicted} ${contradicted === 1 ? 'contradicts' : 'contradict'} it`] : []),
    ...(left > 0 ? [`${left} ${left === 1 ? 'becomes' : 'become'} no check`] : []),
  ].join(', ');
}

export function isProposed(one: TargetOutcome): one is ProposedCheck {
  return one.kind === 'proposed';
}

export function isNotProposed(one: TargetOutcome): one is PresentCheck | LeftRow {
  return one.kind !== 'proposed';
}

/** Why nothing of a text can be added to a plan. `plans` are the names of those that were looked at. */
export function whyNothingToAdd(name: string, plans: readonly string[], outcomes: readonly TargetOutcome[]): string {
  if (outcomes.length === 0) {
    return `${name} has no table with targets: one with a column such as "Target" or "Threshold" beside the name of what is measured.`;
  }
  const others = outcomes.filter(isNotProposed);
  const told =
    others.find(({ kind }) => kind === 'contradicted') ?? others.find(({ kind }) => kind === 'left') ?? others[0];
  const example = told === undefined ? '' : ` Line ${told.line}, "${told.text}", ${outcomeText(told)}.`;
  const rows = outcomes.length === 1 ? 'the one target' : `the ${outcomes.length} targets`;
  return `Nothing to add to ${plans.join(' or ')}. Of ${rows} of ${name}: ${countText(outcomes)}.${example}`;
}
