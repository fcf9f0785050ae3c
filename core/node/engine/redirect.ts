import { hostName } from '../../text/hostName.ts';
import { withoutHeaders } from './cookies.ts';
import type { Headers, PreparedRequest } from './wire.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** What another origin may see. Any other header may hold a secret, such as an API key. */
const HARMLESS = new Set(['accept', 'accept-encoding', 'accept-language', 'content-type', 'user-agent']);
/** What describes a body that is not sent again. */
const OF_BODY = /^(content-.*|transfer-encoding|expect)$/;

/** The request that a redirect asks for; undefined when the response is none. */
export function nextHop(
  request: PreparedRequest,
  status: number,
  headers: Headers,
): { request: PreparedRequest } | { problem: string } | undefined {
  const { location } = headers;
  const target = Array.isArray(location) ? location[0] : location;
  if (!REDIRECTS.has(status) || target === undefined) return undefined;
  const url = URL.canParse(target, request.url) ? new URL(target, request.url) : undefined;
  const host = url && hostName(url.href);
  if (url === undefined || host === undefined || !/^https?:$/.test(url.protocol)) {
    return { problem: `status ${status} leads to something that is not an http:// or https:// address` };
  }
  const { method, body } = changesToGet(status, request.method)
    ? { method: 'GET' }
    : { method: request.method, body: request.body };
  const isSameOrigin = url.origin === request.origin;
  if (!isSameOrigin && body !== undefined) {
    return { problem: `status ${status} asks to send the body to another origin, ${url.origin}` };
  }
  const kept = withoutHeaders(
    request.headers,
    (name) => (!isSameOrigin && !HARMLESS.has(name)) || (body === undefined && OF_BODY.test(name)),
  );
  url.hash = '';
  return {
    request: {
      url: url.href,
      origin: url.origin,
      host,
      path: url.pathname + url.search,
      method,
      headers: kept,
      ...(body === undefined ? {} : { body }),
      keepsBody: request.keepsBody,
    },
  };
}

/** As browsers do it, and with them curl and k6: after a form was posted, its result is fetched. */
function changesToGet(status: number, method: string): boolean {
  if (status === 303) return method !== 'GET' && method !== 'HEAD';
  return (status === 301 || status === 302) && method === 'POST';
}
