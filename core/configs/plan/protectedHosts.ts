import { hostName } from '../../text/hostName.ts';
import type { LoadTest, Plan } from './plan.ts';
import { templateText } from './template.ts';

/** Hosts that a plan protects. `unknownFor`: environments whose target cannot be told here, so neither can its host. */
export function protectedHosts(plans: readonly Plan[]): { hosts: Set<string>; unknownFor: string[] } {
  const hosts = new Set<string>();
  const unknownFor = new Set<string>();
  for (const { environments } of plans) {
    for (const { id, isProtected, target } of environments) {
      if (!isProtected) continue;
      const host = target && hostName(target.value);
      if (host === undefined) unknownFor.add(id);
      else hosts.add(host);
    }
  }
  return { hosts, unknownFor: [...unknownFor] };
}

/** Hosts that the tests name in their URLs, or that the chosen environment stands for. */
export function namedHosts(plan: Plan, tests: readonly LoadTest[]): Set<string> {
  const urls = tests.flatMap((test) => (test.http?.requests ?? []).map(({ url }) => templateText(url)));
  const target = plan.environment?.target?.value;
  return new Set([...urls, ...(target === undefined ? [] : [target])].flatMap((url) => hostName(url) ?? []));
}
