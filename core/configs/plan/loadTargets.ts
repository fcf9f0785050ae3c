import type { Plan } from './plan.ts';

/**
 * What a run of this plan sends load to, in a form in which two runs can be compared: host and port of the target.
 * Services on one host have ports of their own. Without a target that is a URL nobody can tell from outside, so it is
 * the environment of this plan, at this path. `statedTarget` is that of a script without a plan.
 */
export function loadTargets(plan: Plan, planPath: string, statedTarget?: string): string[] {
  const { environment } = plan;
  const url = URL.parse(environment?.target?.value ?? statedTarget ?? '');
  if (url !== null && url.hostname !== '') {
    const port = url.port === '' ? { 'http:': '80', 'https:': '443' }[url.protocol] : url.port;
    return [`${url.hostname.toLowerCase().replace(/\.$/, '')}${port === undefined ? '' : `:${port}`}`];
  }
  return [environment === undefined ? planPath : `${planPath} (${environment.id})`];
}
