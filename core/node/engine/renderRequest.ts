import { renderTemplate, type TemplatePart } from '../../configs/plan/template.ts';
import type { HttpJobRequest } from '../../runners/http/httpJob.ts';
import { hostName } from '../../text/hostName.ts';
import { partsOfBody, type CompiledBody, type Lookup } from './requestBody.ts';
import type { PreparedRequest } from './wire.ts';

/** Every piece of text in the request that may be a secret, a captured value or a column. */
export function partsOf(request: HttpJobRequest): TemplatePart[] {
  return [...request.url, ...Object.values(request.headers).flat(), ...partsOfBody(request)];
}

/** Undefined when a captured name has no value or the rendered address is not one that can be requested. */
export function prepareRequest(
  request: HttpJobRequest,
  { contentType, render }: CompiledBody,
  keepsBody: boolean,
  lookup: Lookup,
): PreparedRequest | undefined {
  const address = renderTemplate(request.url, lookup);
  const url = address !== undefined && URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  const host = hostName(url.href);
  if (host === undefined) return undefined;

  const headers = new Map<string, string>([
    ['accept', '*/*'],
    ['user-agent', 'headroom'],
  ]);
  if (url.username !== '') {
    const credentials = `${decoded(url.username)}:${decoded(url.password)}`;
    headers.set('authorization', `Basic ${Buffer.from(credentials).toString('base64')}`);
  }
  if (contentType !== undefined) headers.set('content-type', contentType);
  for (const [name, template] of Object.entries(request.headers)) {
    const value = renderTemplate(template, lookup);
    if (value === undefined) return undefined;
    headers.set(name.toLowerCase(), value);
  }
  const body = render(lookup);
  return {
    url: `${url.origin}${url.pathname}${url.search}`,
    origin: url.origin,
    host,
    path: url.pathname + url.search,
    method: request.method.toUpperCase(),
    headers: [...headers].flat(),
    ...(body === undefined ? {} : { body }),
    keepsBody,
  };
}

/** A `%` that begins no code stands for itself, as in a password that was put into the address as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
