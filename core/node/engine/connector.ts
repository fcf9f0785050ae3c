import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { buildConnector } from 'undici';
import { now } from './clock.ts';
import type { Trust } from './trust.ts';

export interface ConnectorEvents {
  /** The TCP connection and, with TLS, the handshake took this many ms. */
  connected(durationMs: number): void;
  /** A connection that was open has ended by the server's doing. The error says how, if it was not in order. */
  ended(error?: Error): void;
}

/**
 * Opens the connections of one user. Unlike undici's own connector it can be broken off while it connects, and it
 * tells how long connecting took. Whether certificates are verified
 * is for the plan to say, never for the environment.
 */
export class Connector {
  private opening: Socket | undefined;
  private readonly trust: Trust;
  private readonly events: ConnectorEvents;

  constructor(trust: Trust, events: ConnectorEvents) {
    this.trust = trust;
    this.events = events;
  }

  readonly connect: buildConnector.connector = (options, callback) => {
    const startedAt = now();
    // A name in brackets is an IPv6 address in a URL.
    const host = options.hostname.replace(/^\[(.*)\]$/, '$1');
    const secure = options.protocol === 'https:';
    const port = options.port === '' ? (secure ? 443 : 80) : Number(options.port);
    const socket = secure
      ? connectTls({
          host,
          port,
          ALPNProtocols: ['http/1.1'],
          secureContext: this.trust.context,
          rejectUnauthorized: this.trust.verify,
          ...(isIP(host) === 0 ? { servername: options.servername ?? host } : {}),
        })
      : connectTcp({ host, port });
    this.opening = socket;
    socket.setNoDelay(true);

    const onError = (error: Error) => {
      this.opening = undefined;
      callback(error, null);
    };
    socket.once('error', onError);
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      this.opening = undefined;
      socket.off('error', onError);
      // Before undici's own listeners, so that a request in flight still counts as one.
      socket.once('end', () => this.events.ended());
      socket.once('error', (error: Error) => this.events.ended(error));
      this.events.connected(now() - startedAt);
      callback(null, socket);
    });
  };

  /** Gives up a connection that is still being opened. */
  abandon(): void {
    this.opening?.destroy(new Error('given up'));
    this.opening = undefined;
  }
}
