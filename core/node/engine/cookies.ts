import { CookieJar } from 'tough-cookie';
import type { Headers, PreparedRequest } from './wire.ts';

/** The cookies of one user, kept and sent as browsers do it. Costs nothing until a server sets the first one. */
export class Cookies {
  private jar: CookieJar | undefined;

  clear(): void {
    this.jar = undefined;
  }

  /** Keeps what the response sets. A cookie that browsers would refuse is left out. */
  take(url: string, headers: Headers): void {
    const lines = headers['set-cookie'];
    if (lines === undefined) return;
    this.jar ??= new CookieJar();
    for (const line of Array.isArray(lines) ? lines : [lines]) this.jar.setCookieSync(line, url, { ignoreError: true });
  }

  /** The request with its cookies. One that the plan states under the same name wins. */
  addTo(request: PreparedRequest): PreparedRequest {
    const kept = this.jar?.getCookiesSync(request.url) ?? [];
    if (kept.length === 0) return request;
    const own = ownCookies(request.headers);
    const ownNames = new Set(own.map((pair) => pair.slice(0, pair.indexOf('=')).trim()));
    const added = kept.filter(({ key }) => !ownNames.has(key)).map((cookie) => cookie.cookieString());
    const others = withoutHeaders(request.headers, (name) => name === 'cookie');
    return { ...request, headers: [...others, 'cookie', [...own, ...added].join('; ')] };
  }
}

function ownCookies(headers: readonly string[]): string[] {
  const at = headers.findIndex((name, index) => index % 2 === 0 && name === 'cookie');
  return at < 0 ? [] : (headers[at + 1] ?? '').split(';').map((pair) => pair.trim());
}

/** `headers` is name, value, name, value, …; names are in lower case. */
export function withoutHeaders(headers: readonly string[], isUnwanted: (name: string) => boolean): string[] {
  return headers.filter((_, index) => !isUnwanted(headers[index - (index % 2)] ?? ''));
}
