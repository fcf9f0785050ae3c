import { now } from './clock.ts';
import { Connection, type ConnectionEvents } from './connection.ts';
import { Cookies } from './cookies.ts';
import type { ErrorKind } from './errorKind.ts';
import type { ExchangeResult } from './exchange.ts';
import { nextHop } from './redirect.ts';
import type { Trust } from './trust.ts';
import type { PreparedRequest } from './wire.ts';

/** Connections one user keeps at a time; a flow rarely talks to more than two hosts. */
const MAX_ORIGINS = 8;

export interface SessionOptions {
  /** For a request with all its redirects, connecting included, in ms. */
  timeoutMs: number;
  keepsCookies: boolean;
  trust: Trust;
  isBlocked: (host: string) => boolean;
  events: ConnectionEvents;
}

export interface RedirectRule {
  most: number;
  /** Statuses that the plan expects are the answer it wants, also when they redirect. */
  wanted: readonly number[] | undefined;
}

/** What a user's browser would be: connections, cookies, and the patience to follow redirects. One request at a time. */
export class Session {
  private readonly options: SessionOptions;
  private readonly connections = new Map<string, Connection>();
  private readonly cookies = new Cookies();
  private current: Connection | undefined;

  constructor(options: SessionOptions) {
    this.options = options;
  }

  /** Never rejects. Time and bytes are those of the whole chain of redirects. */
  async send(request: PreparedRequest, redirects: RedirectRule): Promise<ExchangeResult> {
    const { timeoutMs } = this.options;
    const timer = setTimeout(() => this.giveUp('timeout', `no complete response within ${timeoutMs} ms`), timeoutMs);
    const result = await this.follow(request, redirects);
    clearTimeout(timer);
    return result;
  }

  /** Breaks off the request in flight, which then has this error. */
  giveUp(error: ErrorKind, message: string): void {
    this.current?.giveUp(error, message);
  }

  forgetCookies(): void {
    this.cookies.clear();
  }

  close(): void {
    for (const connection of this.connections.values()) connection.close();
    this.connections.clear();
  }

  private async follow(first: PreparedRequest, { most, wanted }: RedirectRule): Promise<ExchangeResult> {
    let request = first;
    const passed: ExchangeResult[] = [];
    for (;;) {
      const result = await this.sendOne(request);
      const mayLead = result.kind === 'response' && most > 0 && wanted?.includes(result.status) !== true;
      const next = mayLead ? nextHop(request, result.status, result.headers) : undefined;
      if (next === undefined) return ofChain(passed, result);
      passed.push(result);
      if ('problem' in next) return ofChain(passed, unsent('redirects', next.problem));
      if (passed.length > most) return ofChain(passed, unsent('redirects', `more than ${most} redirects`));
      request = next.request;
    }
  }

  private async sendOne(request: PreparedRequest): Promise<ExchangeResult> {
    if (this.options.isBlocked(request.host)) return unsent('blocked', blockedMessage(request.host));
    this.current = this.connectionTo(request.origin);
    const result = await this.current.send(this.options.keepsCookies ? this.cookies.addTo(request) : request);
    this.current = undefined;
    if (this.options.keepsCookies && result.kind === 'response') this.cookies.take(request.url, result.headers);
    return result;
  }

  private connectionTo(origin: string): Connection {
    const known = this.connections.get(origin);
    if (known !== undefined) return known;
    const [oldest] = this.connections.keys();
    if (this.connections.size >= MAX_ORIGINS && oldest !== undefined) {
      this.connections.get(oldest)?.close();
      this.connections.delete(oldest);
    }
    const connection = new Connection(origin, this.options.trust, this.options.events);
    this.connections.set(origin, connection);
    return connection;
  }
}

/** The result of the last hop, timed from the first sending. */
function ofChain(passed: readonly ExchangeResult[], last: ExchangeResult): ExchangeResult {
  if (passed.length === 0) return last;
  const sum = (bytes: (hop: ExchangeResult) => number): number =>
    passed.reduce((total, hop) => total + bytes(hop), bytes(last));
  const sentAt = passed[0]?.sentAt ?? last.sentAt;
  return { ...last, sentAt, bytesIn: sum((hop) => hop.bytesIn), bytesOut: sum((hop) => hop.bytesOut) };
}

function blockedMessage(host: string): string {
  return `${host} is protected, so nothing is sent there; --confirm ${host} allows it`;
}

export function unsent(error: ErrorKind, message: string): ExchangeResult {
  return { kind: 'error', error, message, endedAt: now(), bytesIn: 0, bytesOut: 0 };
}
