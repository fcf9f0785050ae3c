import {
  roleStateWords,
  stateOfRole,
  type RoleState,
  type SignOffRole,
} from '../../../core/checklist/signOff/roles.ts';
import { markdownText } from '../../../core/report/markdownTable.ts';

export const ROLE_ICONS: Record<RoleState, { id: string; colour?: string }> = {
  open: { id: 'circle-outline' },
  'by-hand': { id: 'edit' },
  go: { id: 'verified-filled', colour: 'testing.iconPassed' },
  'no-go': { id: 'circle-slash', colour: 'testing.iconFailed' },
  marked: { id: 'warning', colour: 'list.warningForeground' },
  void: { id: 'error', colour: 'testing.iconFailed' },
};

/** A role as the list shows it. */
export function roleWords(role: SignOffRole): { label: string; description: string; spoken: string; tooltip: string } {
  const { signed, byHand, lineSays } = role;
  const reasons = signed?.standing.reasons ?? (lineSays === undefined ? [] : [`Its line ${lineSays}.`]);
  const who = signed === undefined ? (byHand ?? '') : `${signed.signOff.name}, ${signed.signOff.signedAt.slice(0, 10)}`;
  const label = `Sign-off: ${role.role}`;
  const state = stateOfRole(role);
  // What is wrong is said first: a row is often too narrow for all of it.
  const facts = state === 'void' ? [`void: ${reasons.join('; ')}`, who] : [roleStateWords(role), who];
  const said = facts.filter((words) => words !== '');
  const commit = signed?.signOff.commit;
  return {
    label,
    description: said.join(' · '),
    spoken: [label, ...said].join(', '),
    tooltip: [
      `**${markdownText(role.role)}**: ${markdownText(said.join(', '))}`,
      ...reasons.map((reason) => `- ${markdownText(reason)}`),
      ...(commit === undefined ? [] : [`Signed for commit ${commit.slice(0, 12)}.`]),
    ].join('\n\n'),
  };
}

/** `1 of 4 signed`: those whose go stands, marked or not. */
export function signedWords(roles: readonly SignOffRole[]): string {
  const signed = roles.filter(({ signed: one }) => one?.signOff.decision === 'go' && one.standing.state !== 'void');
  return `${signed.length} of ${roles.length} signed`;
}

/** What stands above the heading of the sign-off of signatures that do not simply stand. */
export function doubtWords(role: SignOffRole): string | undefined {
  const state = stateOfRole(role);
  if (state !== 'void' && state !== 'marked') return undefined;
  return `${role.role} ${state}: ${role.signed?.standing.reasons.join('; ') ?? ''}`;
}
