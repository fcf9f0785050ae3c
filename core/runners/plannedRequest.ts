import type { Template } from '../configs/plan/template.ts';
import { UserError } from '../errors.ts';
import { hostName } from '../text/hostName.ts';
import type { ToolJob } from './adapter.ts';

/** The one request of a tool that repeats one. Names of secrets are still names. */
export interface PlannedRequest {
  method: string;
  /** Scheme, host and port, which never hold a secret. */
  origin: string;
  /** What follows the origin: at least a slash. */
  path: Template;
  headers: [name: string, value: Template][];
  timeoutSeconds: number;
  notes: string[];
}

const ORIGIN = /^(https?):\/\/([^/?#]+)/i;
const DEFAULT_TIMEOUT_MS = 30_000;

/** What the test sends, or a script of its own to its target. Throws a `UserError` for what may or can not be sent. */
export function plannedRequest({ test, target, secrets, blockedHosts }: ToolJob): PlannedRequest {
  const [request] = test.http?.requests ?? [];
  const tool = test.runner;
  const url = request?.url ?? (target === undefined ? undefined : [{ kind: 'text' as const, text: target }]);
  if (url === undefined) {
    throw new UserError(
      `Test ${test.id} names no request and its plan no target, so ${tool} has nowhere to send to. Add \`request\`.`,
    );
  }
  const headers = Object.entries(test.http?.headers ?? {});
  for (const part of [url, ...headers.map(([, value]) => value)].flat()) {
    if (part.kind === 'captured' || part.kind === 'column')
      throw new UserError(`Test ${test.id} uses \`${part.name}\` in its request, which ${tool} has no value for.`);
    const text = part.kind === 'text' ? part.text : (secrets.get(part.name) ?? '');
    if (/[\r\n]/.test(text)) {
      const what = part.kind === 'secret' ? `the secret ${part.name}` : `a header of test ${test.id}`;
      throw new UserError(`A line break in ${what} would break the request. Remove it.`);
    }
  }
  const { origin, path } = splitUrl(url, test.id);
  const host = hostName(origin);
  if (host !== undefined && blockedHosts.includes(host)) {
    throw new UserError(`${host} is protected: no load goes there unless it is confirmed with --confirm ${host}.`);
  }
  const timeoutMs = test.http?.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const timeoutSeconds = Math.ceil(timeoutMs / 1000);
  const notes = [
    ...(timeoutSeconds * 1000 === timeoutMs
      ? []
      : [`the timeout was ${timeoutSeconds} s instead of ${timeoutMs} ms: ${tool} takes whole seconds`]),
    ...(/^https:/i.test(origin)
      ? [`certificates were not verified (${tool} never does), so who answered is not known`]
      : []),
  ];
  return { method: request?.method ?? 'GET', origin, path, headers, timeoutSeconds, notes };
}

function splitUrl(url: Template, testId: string): Pick<PlannedRequest, 'origin' | 'path'> {
  const [first, ...others] = url;
  const start = first?.kind === 'text' ? first.text : '';
  const [origin = '', , authority = ''] = ORIGIN.exec(start) ?? [];
  const rest = start.slice(origin.length);
  if (authority === '' || (rest === '' && others.length > 0))
    throw new UserError(`The host in the URL of test ${testId} must stand in the plan, not in a secret.`);
  if (authority.includes('@'))
    throw new UserError(`The URL of test ${testId} holds credentials. Send them in \`headers\`, as \`authorization\`.`);
  const path = withoutFragment([{ kind: 'text', text: rest.startsWith('/') ? rest : `/${rest}` }, ...others]);
  return { origin, path };
}

/** What follows a `#` is never sent. */
function withoutFragment(path: Template): Template {
  const kept: Template = [];
  for (const part of path) {
    if (part.kind !== 'text') {
      kept.push(part);
      continue;
    }
    const [before = '', ...fragment] = part.text.split('#');
    // Only ASCII may stand in the first line of a request.
    kept.push({ kind: 'text', text: before.replace(/[^\x21-\x7e]+/g, encodeURIComponent) });
    if (fragment.length > 0) break;
  }
  return kept;
}
