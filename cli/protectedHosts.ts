import { UserError } from '../core/errors.ts';
import type { PlanForRun } from './planForRun.ts';
import type { LoadTest, Plan } from '../core/configs/plan/plan.ts';
import { namedHosts, protectedHosts } from '../core/configs/plan/protectedHosts.ts';
import { NeedError } from './needError.ts';
import { hostName } from '../core/text/hostName.ts';

export interface HostDecision {
  confirmed: string[];
  /** Protected and not confirmed: the engine refuses them, also where a request builds its URL while it runs. */
  blocked: string[];
}

/** Hosts that no load is sent to by mistake: those of protected environments, and those that `--protect` names. */
export function guardedHosts(plans: readonly Plan[], protect: readonly string[]): Set<string> {
  const named = protect.map((written) => {
    const host = hostName(written.includes('://') ? written : `http://${written}`);
    if (host === undefined) throw new UserError(`--protect takes the name of a host, not ${written}.`);
    return host;
  });
  return new Set([...protectedHosts(plans).hosts, ...named]);
}

/** Hosts that were typed, in the form in which hosts are compared. */
export function confirmedHosts(typed: readonly string[]): Set<string> {
  return new Set(typed.flatMap((written) => hostName(`http://${written}`) ?? []));
}

/** What a script sends is only known when it sends it, so the reader of its result learns here why requests failed. */
export function notesOnProtection({ script }: PlanForRun, { blocked }: HostDecision): string[] {
  return blocked
    .filter((host) => script?.text.toLowerCase().includes(host.replace(/^\[|\]$/g, '')))
    .map((host) => `${host} is protected, so every request to it was refused. To send load there: --confirm ${host}`);
}

/**
 * Decides about protected hosts. `written` is the plan without what the command line changed: an overridden variable
 * must not unprotect a host. Throws a `UserError` for a protected host that is named and not confirmed.
 */
export function decideHosts(
  { written, plan, script }: PlanForRun,
  tests: readonly LoadTest[],
  { confirm: confirmations = [], protect = [] }: { confirm?: string[]; protect?: string[] },
): HostDecision {
  const hosts = guardedHosts([written, plan], protect);
  const { unknownFor } = protectedHosts([plan]);
  const [unknown] = unknownFor;
  if (unknown !== undefined) {
    throw new UserError(
      `Environment ${unknown} is protected, but its target has no value here, so its host cannot be guarded. Set what the target needs.`,
    );
  }
  const confirmed = confirmedHosts(confirmations);
  const named = namedHosts(plan, tests);
  const ofScript = hostName(script?.target ?? '');
  if (ofScript !== undefined) named.add(ofScript);
  for (const host of hosts) {
    if (named.has(host) && !confirmed.has(host)) {
      const why = `${host} is protected`;
      throw new NeedError(`${why}. To send load there, confirm its name: --confirm ${host}`, {
        what: 'confirmation',
        typed: host,
        why,
      });
    }
  }
  return {
    confirmed: [...hosts].filter((host) => confirmed.has(host)),
    blocked: [...hosts].filter((host) => !confirmed.has(host)),
  };
}
