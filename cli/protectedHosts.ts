import { UserError } from '../core/errors.ts';
import type { LoadTest, Plan } from '../core/configs/plan/plan.ts';
import { templateText } from '../core/configs/plan/template.ts';

/**
 * The protected hosts that these tests would send load to, however their URLs are written. Throws a `UserError` for
 * one that was not confirmed by its name.
 */
export function confirmProtectedHosts(plan: Plan, tests: readonly LoadTest[], confirmed: readonly string[]): string[] {
  const guarded = new Set(
    plan.environments
      .filter(({ isProtected }) => isProtected)
      .flatMap(({ target }) => hostOf(target?.value ?? '') ?? []),
  );
  const targets = tests.flatMap((test) => (test.http?.requests ?? []).map(({ url }) => templateText(url)));
  const chosen = plan.environment?.isProtected ? [plan.environment.target?.value ?? ''] : [];
  const hosts = new Set([...targets, ...chosen].flatMap((url) => hostOf(url) ?? []));
  const needed = [...hosts].filter((host) => guarded.has(host));
  for (const host of needed) {
    if (!confirmed.includes(host)) {
      throw new UserError(`${host} is protected. To send load there, confirm its name: --confirm ${host}`);
    }
  }
  return needed;
}

/** Host name without the port, which is what a person types. */
function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}
