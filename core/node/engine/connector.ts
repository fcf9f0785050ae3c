import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { buildConnector } from 'undici';
import { now } from './clock.ts';

/**
 * Opens the connections of one user. Unlike undici's own connector it can be broken off while it connects, and it
 * tells how long connecting took. Certificates are always verified, whatever the environment says.
 */
export class Connector {
  private opening: Socket | undefined;
  private readonly onConnected: (durationMs: number) => void;

  /** `onConnected` gets the time for the TCP connection and, with TLS, the handshake, in ms. */
  constructor(onConnected: (durationMs: number) => void) {
    this.onConnected = onConnected;
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
          rejectUnauthorized: true,
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
      this.onConnected(now() - startedAt);
      callback(null, socket);
    });
  };

  /** Gives up a connection that is still being opened. */
  abandon(): void {
    this.opening?.destroy(new Error('given up'));
    this.opening = undefined;
  }
}
