import { roleStateWords, stateOfRole, type SignOffRole } from '../core/checklist/signOff/roles.ts';

export const SIGN_OFF_HEADINGS = ['Line', 'Role', 'Name', 'Date', 'Sign-off', ''] as const;

/** A row for each role, under `SIGN_OFF_HEADINGS`. */
export function signOffRows(roles: readonly SignOffRole[]): string[][] {
  return roles.map((one) => {
    const { role, place, signed, byHand, lineSays } = one;
    return [
      place === undefined ? '–' : String(place.line),
      role,
      signed?.signOff.name ?? byHand ?? '–',
      signed?.signOff.signedAt.slice(0, 10) ?? '–',
      roleStateWords(one),
      [...(lineSays === undefined ? [] : [`its line ${lineSays}`]), ...(signed?.standing.reasons ?? [])].join('; '),
    ];
  });
}

/** What `--format json` prints of a role. `standing` and the record are absent where nobody signed. */
export function signOffAsJson(one: SignOffRole): Record<string, unknown> {
  const { role, place, signed, byHand, lineSays } = one;
  const record = signed?.signOff;
  return {
    role,
    line: place?.line,
    state: stateOfRole(one),
    ...(byHand !== undefined && { byHand }),
    ...(lineSays !== undefined && { lineSays }),
    ...(record && {
      name: record.name,
      email: record.email,
      signedAt: record.signedAt,
      decision: record.decision,
      standing: signed.standing.state,
      reasons: signed.standing.reasons,
      obstacles: record.obstacles,
      commit: record.commit,
      runs: record.runs,
      hash: record.hash,
    }),
  };
}
