import type { JsonTemplate } from '../../configs/plan/plan.ts';
import { renderTemplate, type Template, type TemplatePart } from '../../configs/plan/template.ts';
import type { HttpJobRequest } from '../../runners/http/httpJob.ts';
import { hostName } from '../../text/hostName.ts';
import type { PreparedRequest } from './wire.ts';

type Lookup = (part: Exclude<TemplatePart, { kind: 'text' }>) => string | undefined;

/** Every piece of text in the request that may be a secret or a captured value. */
export function partsOf(request: HttpJobRequest): TemplatePart[] {
  const { body } = request;
  const ofBody = body === undefined ? [] : body.kind === 'text' ? body.text : partsOfJson(body.value);
  return [...request.url, ...Object.values(request.headers).flat(), ...ofBody];
}

/** A template is told from a JSON array by its parts: text inside JSON is always a template, never a bare string. */
function isTemplate(value: JsonTemplate): value is Template {
  if (!Array.isArray(value)) return false;
  const first = value[0];
  return typeof first === 'object' && first !== null && 'kind' in first && typeof first.kind === 'string';
}

function partsOfJson(value: JsonTemplate): TemplatePart[] {
  if (isTemplate(value)) return value;
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(partsOfJson);
}

/** Undefined inside means that a captured name has no value. */
function renderJson(value: JsonTemplate, lookup: Lookup): unknown {
  if (isTemplate(value)) return renderTemplate(value, lookup);
  if (Array.isArray(value)) return value.map((item) => renderJson(item, lookup));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renderJson(item, lookup)]));
}

/** Undefined when a captured name has no value or the rendered address is not one that can be requested. */
export function prepareRequest(
  request: HttpJobRequest,
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
    const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    headers.set('authorization', `Basic ${Buffer.from(credentials).toString('base64')}`);
  }
  if (request.body?.kind === 'json') headers.set('content-type', 'application/json');
  for (const [name, template] of Object.entries(request.headers)) {
    const value = renderTemplate(template, lookup);
    if (value === undefined) return undefined;
    headers.set(name.toLowerCase(), value);
  }
  const body = renderBody(request, lookup);
  return {
    url: `${url.origin}${url.pathname}${url.search}`,
    origin: url.origin,
    host,
    path: url.pathname + url.search,
    method: request.method.toUpperCase(),
    headers: [...headers].flat(),
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
    keepsBody,
  };
}

function renderBody({ body }: HttpJobRequest, lookup: Lookup): string | undefined {
  if (body === undefined) return undefined;
  return body.kind === 'text' ? renderTemplate(body.text, lookup) : JSON.stringify(renderJson(body.value, lookup));
}
