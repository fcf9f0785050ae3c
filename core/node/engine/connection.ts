import { Client } from 'undici';
import { Connector } from './connector.ts';
import { errorKind, type ErrorKind } from './errorKind.ts';
import { Exchange, type ExchangeResult } from './exchange.ts';
import type { Trust } from './trust.ts';
import type { PreparedRequest } from './wire.ts';

/** Methods that may be sent twice without harm. */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);
/** What a request looks like whose connection the server closed while the request was on its way. */
const LOST: readonly ErrorKind[] = ['closed', 'reset'];
/** An unused connection is kept this long, in ms, unless the server announces less. */
const KEEP_ALIVE_MS = 60_000;
/** The server's announced time less this, in ms: enough for a request to arrive before the server closes. */
const KEEP_ALIVE_MARGIN_MS = 500;

export interface ConnectionEvents {
  /** A connection was opened, in this many ms. */
  connected(durationMs: number): void;
  /** The server had closed the kept-alive connection without saying so: the request took another one. */
  reconnected(): void;
}

/** The one connection that a user has to one origin, opened when needed. It carries one request at a time. */
export class Connection {
  private readonly origin: string;
  private readonly events: ConnectionEvents;
  private readonly connector: Connector;
  private client: Client | undefined;
  private exchange: Exchange | undefined;
  /** Responses over the connection that is open now: above 0 it is a kept-alive one. */
  private served = 0;
  /** The response before has said that the server closes. */
  private closeAnnounced = false;
  private closedWhileIdle = false;
  /** What the parser says of bytes that came behind the end of a response. */
  private surplus: Error | undefined;

  constructor(origin: string, trust: Trust, events: ConnectionEvents) {
    this.origin = origin;
    this.events = events;
    this.connector = new Connector(trust, {
      connected: (durationMs) => {
        if (this.closedWhileIdle) events.reconnected();
        this.closedWhileIdle = false;
        this.served = 0;
        events.connected(durationMs);
      },
      ended: (error) => {
        if (error !== undefined && errorKind(error) === 'bad-response') this.surplus = error;
        const isIdle = this.exchange?.isSent !== true;
        this.closedWhileIdle = this.served > 0 && isIdle && !this.closeAnnounced;
      },
    });
  }

  /** Never rejects. A request that was sent again is timed from its first sending. */
  async send(request: PreparedRequest): Promise<ExchangeResult> {
    let result = await this.sendOnce(request);
    if (this.wasLost(request, result)) {
      const firstSentAt = result.sentAt;
      this.events.reconnected();
      result = await this.sendOnce(request);
      if (firstSentAt !== undefined) result.sentAt = firstSentAt;
    }
    if (result.kind === 'response') {
      this.served += 1;
      this.closeAnnounced = /\bclose\b/i.test(String(result.headers['connection'] ?? ''));
    }
    return result;
  }

  /** Breaks off the request in flight, which then has this error, and closes the connection. */
  giveUp(error: ErrorKind, message: string): void {
    this.exchange?.fail(error, message);
    this.close();
  }

  close(): void {
    const { client } = this;
    this.client = undefined;
    if (client === undefined) return;
    // Destroyed first, so that the abandoned connect is nobody's error.
    client.destroy().catch(() => undefined);
    this.connector.abandon();
  }

  private async sendOnce(request: PreparedRequest): Promise<ExchangeResult> {
    this.client ??= new Client(this.origin, {
      connect: this.connector.connect,
      pipelining: 1,
      allowH2: false,
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveTimeoutThreshold: KEEP_ALIVE_MARGIN_MS,
    });
    this.surplus = undefined;
    this.exchange = new Exchange(this.client, request);
    const result = await this.exchange.result;
    this.exchange = undefined;
    return result.kind === 'error' ? result : this.withoutSurplus(result);
  }

  /** A response with more bytes than it announced is none: what belongs to it nobody can tell. */
  private withoutSurplus(result: ExchangeResult): ExchangeResult {
    if (this.surplus === undefined) return result;
    const { sentAt, firstByteAt, endedAt, bytesIn, bytesOut } = result;
    const { message } = this.surplus;
    return { kind: 'error', error: 'bad-response', message, sentAt, firstByteAt, endedAt, bytesIn, bytesOut };
  }

  private wasLost(request: PreparedRequest, result: ExchangeResult): boolean {
    return (
      result.kind === 'error' &&
      LOST.includes(result.error) &&
      result.sentAt !== undefined &&
      result.firstByteAt === undefined &&
      this.served > 0 &&
      IDEMPOTENT.has(request.method)
    );
  }
}
