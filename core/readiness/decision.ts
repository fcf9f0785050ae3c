import { isRequired, requiredItems } from '../checklist/required.ts';
import type { Finding } from './findings.ts';
import type { ReadinessInput } from './readinessInput.ts';
import type { SignOffRow } from './signOffs.ts';

export type DecisionValue = 'go' | 'no-go' | 'not-decided';

export const DECISION_WORDS: Record<DecisionValue, string> = {
  go: 'go',
  'no-go': 'no-go',
  'not-decided': 'not decided',
};

export interface Decision {
  value: DecisionValue;
  /** Why it is no go; for a go what it rests on. */
  reasons: string[];
}

const NOTHING =
  'There is nothing to decide on: no checklist states an item that must be done, and no plan states a check.';

/** A go only where something was asked and nothing that was asked fails, lacks proof or is open. */
export function decide(input: ReadinessInput, findings: readonly Finding[]): Decision {
  const messages = (gravity: Finding['gravity']): string[] =>
    findings.filter((finding) => finding.gravity === gravity).map(({ message }) => message);
  const against = messages('against');
  const open = messages('open');
  if (against.length > 0) return { value: 'no-go', reasons: [...against, ...open] };
  const asked = countAsked(input);
  if (asked.items + asked.checks === 0) return { value: 'not-decided', reasons: [NOTHING, ...open] };
  if (open.length > 0) return { value: 'not-decided', reasons: open };
  const warned = asked.warned === 0 ? '' : ` (${asked.warned} with a warning)`;
  const parts = [
    ...(asked.checks > 0 ? [`${asked.checks} ${asked.checks === 1 ? 'check holds' : 'checks hold'}${warned}`] : []),
    ...(asked.items > 0 ? [`${asked.items} required ${asked.items === 1 ? 'item is' : 'items are'} done`] : []),
  ];
  return { value: 'go', reasons: [`${parts.join(' and ')}; nothing that was asked fails, lacks proof or is open.`] };
}

function countAsked({ plans, documents }: ReadinessInput): { checks: number; warned: number; items: number } {
  const checks = plans.flatMap(({ tests, suiteChecks }) => [...tests.flatMap((test) => test.checks), ...suiteChecks]);
  const warned = checks.filter(({ evidence }) => evidence.state === 'warn').length;
  const items = documents.map(
    ({ checklist, evidence }) =>
      requiredItems(checklist).length +
      evidence.filter(({ binding }) => binding.on.kind !== 'item' && isRequired(checklist, binding)).length,
  );
  return { checks: checks.length, warned, items: items.reduce((sum, count) => sum + count, 0) };
}

/** Where people and this report do not say the same. That others have not signed yet is no other opinion. */
export function contradictionsOf(
  { value }: Decision,
  signOffs: readonly SignOffRow[],
  findings: readonly Finding[],
): string[] {
  const isOnlyUnsigned = findings.every(({ gravity, isOpenRole }) => gravity !== 'open' || isOpenRole === true);
  if (value === 'not-decided' && isOnlyUnsigned && findings.some(({ isOpenRole }) => isOpenRole)) return [];
  return signOffs.flatMap(({ file, role, signed }) => {
    if (signed === undefined || signed.state === 'void') return [];
    const who = `${role} ${signed.name} (${file})`;
    if (signed.decision === 'go' && value !== 'go')
      return [`${who} decided go, and this report finds: ${DECISION_WORDS[value]}.`];
    if (signed.decision === 'no-go' && value !== 'no-go')
      return [`${who} decided no-go, though nothing that was looked at fails.`];
    return [];
  });
}
