import type { NamedPlan } from '../../../configs/plan/plan.ts';
import { findBound } from '../../evidence/findBound.ts';
import { readDirective, type BoundKind } from '../readDirective.ts';

/**
 * The comment that binds to a name; undefined where it would not be read as just that, or names nothing or several
 * things of the plans.
 */
export function commentFor(kind: BoundKind, name: string, plans: readonly NamedPlan[]): string | undefined {
  const written = name.replaceAll(' ', '-');
  const value = /^[\w./-]+$/.test(written) ? written : written.includes('"') ? `'${written}'` : `"${written}"`;
  const comment = `<!-- headroom: ${kind}=${value} -->`;
  const read = readDirective(comment, 0);
  const bound = read?.directive.bound;
  if (read === undefined || bound?.name !== written || read.problems.length > 0 || /[\n|]/.test(comment))
    return undefined;
  return 'problem' in findBound(bound, plans) ? undefined : comment;
}
