import { UserError } from '../core/errors.ts';
import type { LoadTest, Plan } from '../core/configs/plan/plan.ts';
import { namedHosts, protectedHosts } from '../core/configs/plan/protectedHosts.ts';
import { hostName } from '../core/text/hostName.ts';

export interface HostDecision {
  confirmed: string[];
  /** Protected and not confirmed: the engine refuses them, also where a request builds its URL while it runs. */
  blocked: string[];
}

/**
 * Decides about protected hosts. `written` is the plan without what the command line changed: an overridden variable
 * must not unprotect a host. Throws a `UserError` for a protected host that is named and not confirmed.
 */
export function decideHosts(
  written: Plan,
  plan: Plan,
  tests: readonly LoadTest[],
  confirmations: readonly string[],
): HostDecision {
  const { hosts } = protectedHosts([written, plan]);
  const { unknownFor } = protectedHosts([plan]);
  const [unknown] = unknownFor;
  if (unknown !== undefined) {
    throw new UserError(
      `Environment ${unknown} is protected, but its target has no value here, so its host cannot be guarded. Set what the target needs.`,
    );
  }
  const confirmed = new Set(confirmations.flatMap((written) => hostName(`http://${written}`) ?? []));
  const named = namedHosts(plan, tests);
  for (const host of hosts) {
    if (named.has(host) && !confirmed.has(host)) {
      throw new UserError(`${host} is protected. To send load there, confirm its name: --confirm ${host}`);
    }
  }
  return {
    confirmed: [...hosts].filter((host) => confirmed.has(host)),
    blocked: [...hosts].filter((host) => !confirmed.has(host)),
  };
}
