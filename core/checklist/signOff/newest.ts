import type { SignOff } from '../sidecar/sidecar.ts';

/** The signature that counts: two people can have signed for one role, and their records can be merged in any order. */
export function newestOf(role: string, signOffs: readonly SignOff[]): SignOff | undefined {
  return signOffs
    .filter((one) => one.role === role)
    .reduce<SignOff | undefined>(
      (newest, one) => (newest && Date.parse(newest.signedAt) > Date.parse(one.signedAt) ? newest : one),
      undefined,
    );
}

/** Why the records of a role tell no single story; undefined where they do. */
export function whySeveral(role: string, signOffs: readonly SignOff[]): string | undefined {
  const all = signOffs.filter((one) => one.role === role);
  if (all.length < 2) return undefined;
  const each = all.map(({ name, decision, signedAt }) => `${name} ${decision} at ${signedAt}`);
  return `the record has ${all.length} signatures of this role, of which only the newest counts: ${each.join(', ')}`;
}
