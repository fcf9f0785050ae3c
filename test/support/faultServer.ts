import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

/** What the server saw, for tests that must not trust the client's own numbers. */
export interface Seen {
  /** Requests by path, without the query. */
  requests: Map<string, number>;
  /** `METHOD path?query` and body of the latest requests, at most 1000. */
  log: { line: string; body: string; headers: IncomingMessage['headers']; at: number }[];
  connectionsOpened: number;
  connectionsOpen: number;
  mostConnectionsOpen: number;
  /** From having read a request to having handed over its answer, in ms, in the order of the answers. */
  servedMs: number[];
}

export interface FaultServer {
  origin: string;
  port: number;
  seen: Seen;
  /** While set, no request is answered; they are when the stall ends. */
  stall(): void;
  resume(): void;
  close(): Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse, query: URLSearchParams, body: string) => void;

const LOG_LIMIT = 1000;

/**
 * A server with one fault per path. Numbers come from the query: `/ok?ms=20` answers after 20 ms, `/close?every=10`
 * closes the connection after every 10th reply, `/drop?every=5` drops every 5th request without a reply.
 */
export async function startFaultServer({ tls = false } = {}): Promise<FaultServer> {
  const seen: Seen = {
    requests: new Map(),
    log: [],
    connectionsOpened: 0,
    connectionsOpen: 0,
    mostConnectionsOpen: 0,
    servedMs: [],
  };
  const sockets = new Set<Socket>();
  let stalled: (() => void)[] | undefined;

  const answerRequest = (request: IncomingMessage, response: ServerResponse): void => {
    readBody(request, (body) => {
      const url = new URL(request.url ?? '/', 'http://server');
      seen.requests.set(url.pathname, (seen.requests.get(url.pathname) ?? 0) + 1);
      seen.log.push({
        line: `${request.method} ${request.url}`,
        body,
        headers: request.headers,
        at: performance.now(),
      });
      if (seen.log.length > LOG_LIMIT) seen.log.shift();
      const readAt = performance.now();
      response.on('finish', () => seen.servedMs.push(performance.now() - readAt));
      const answer = () => answerFor(url.pathname)(request, response, url.searchParams, body);
      if (stalled === undefined) answer();
      else stalled.push(answer);
    });
  };
  const server = tls ? createTlsServer(testCertificate(), answerRequest) : createServer(answerRequest);
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    seen.connectionsOpened += 1;
    seen.connectionsOpen += 1;
    seen.mostConnectionsOpen = Math.max(seen.mostConnectionsOpen, seen.connectionsOpen);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      seen.connectionsOpen -= 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    origin: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    seen,
    stall: () => (stalled ??= []),
    resume: () => {
      const waiting = stalled ?? [];
      stalled = undefined;
      for (const answer of waiting) answer();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

export const TEST_CERTIFICATE = fileURLToPath(new URL('../fixtures/tls/server.test-only.pem', import.meta.url));

/** Signed by itself and trusted by nobody, for `localhost` and 127.0.0.1. */
function testCertificate(): { cert: Buffer; key: Buffer } {
  return { cert: readFileSync(TEST_CERTIFICATE), key: readFileSync(TEST_CERTIFICATE.replace(/pem$/, 'key')) };
}

function readBody(request: IncomingMessage, done: (body: string) => void): void {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (body += chunk));
  request.on('end', () => done(body));
}

function numberOf(query: URLSearchParams, name: string, fallback: number): number {
  return Number(query.get(name) ?? fallback);
}

/** Says for every Nth call of the same key that it is the one; deterministic, over all connections. */
const calls = new Map<string, number>();
function isNth(request: IncomingMessage, every: number): boolean {
  const key = `${request.headers.host} ${request.url}`;
  const count = (calls.get(key) ?? 0) + 1;
  calls.set(key, count);
  return count % every === 0;
}

const ANSWERS: Record<string, Answer> = {
  '/ok': (_request, response, query) => {
    setTimeout(() => response.end('ok'), numberOf(query, 'ms', 0));
  },
  '/long-word': (_request, response) => {
    response.end(`${'o'.repeat(26)}k`);
  },
  '/status': (_request, response, query) => {
    response.writeHead(numberOf(query, 'code', 200)).end('status');
  },
  /** Replies after `ms` and then closes without having said so. */
  '/close': (request, response, query) => {
    const closes = isNth(request, numberOf(query, 'every', 1));
    setTimeout(() => response.end('bye', () => closes && request.socket.end()), numberOf(query, 'ms', 0));
  },
  /** Closes with the announcement that HTTP asks for. */
  '/announced-close': (_request, response) => {
    response.writeHead(200, { connection: 'close' }).end('bye');
  },
  '/never': () => undefined,
  '/drop': (request, response, query) => {
    if (isNth(request, numberOf(query, 'every', 5))) request.socket.destroy();
    else response.end('ok');
  },
  '/reset': (request) => request.socket.resetAndDestroy(),
  /** Sends the head at once and the body `ms` later. */
  '/slow-body': (_request, response, query) => {
    response.writeHead(200, { 'content-length': 4 });
    response.write('sl');
    setTimeout(() => response.end('ow'), numberOf(query, 'ms', 300));
  },
  /** Announces 100 bytes, sends 9 and closes. */
  '/short': (request) => {
    request.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this');
  },
  /** Announces 4 bytes and sends 11. */
  '/long': (request) => {
    request.socket.write('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nmore than 4');
  },
  /** Neither length nor chunks: the end of the connection is the end of the body. */
  '/until-close': (request) => {
    request.socket.end('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nall of it');
  },
  /** Half of a chunked body. */
  '/half-chunk': (request) => {
    request.socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nonly this');
  },
  /** Sends its half of the connection to the end before it has answered, and does not read any more. */
  '/half-open': (request) => {
    request.socket.pause();
    request.socket.end();
  },
  /** One byte of the body every 50 ms, for ever. */
  '/drip': (request, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('.'), 50);
    request.socket.on('close', () => clearInterval(timer));
  },
  '/huge-headers': (request) => {
    request.socket.end(`HTTP/1.1 200 OK\r\nx-long: ${'x'.repeat(200_000)}\r\n\r\n`);
  },
  '/not-http': (request) => {
    request.socket.end('SSH-2.0-not-a-web-server\r\n');
  },
  '/big': (_request, response, query) => {
    response.end(Buffer.alloc(numberOf(query, 'bytes', 1_000_000), 'x'));
  },
  /** `to` is taken as it is; `/redirect?n=3` leads to `n=2` and so on, in the end to `/ok`. */
  '/redirect': (_request, response, query) => {
    const left = numberOf(query, 'n', 1) - 1;
    const location = query.get('to') ?? (left > 0 ? `/redirect?n=${left}` : '/ok');
    setTimeout(
      () => response.writeHead(numberOf(query, 'code', 302), { location }).end('go on'),
      numberOf(query, 'ms', 0),
    );
  },
  '/loop': (_request, response) => {
    response.writeHead(302, { location: '/loop' }).end();
  },
  /** Sets each pair of the query as a cookie: `/set-cookie?a=1;Path=/&b=2`. With `to` it redirects as well. */
  '/set-cookie': (_request, response, query) => {
    const pairs = [...query].filter(([name]) => name !== 'to').map(([name, value]) => `${name}=${value}`);
    const location = query.get('to');
    response
      .writeHead(location === null ? 200 : 302, { 'set-cookie': pairs, ...(location && { location }) })
      .end('set');
  },
  '/login': (_request, response) => {
    response.writeHead(201, { 'x-session': 'session-7', 'content-type': 'application/json' });
    response.end(JSON.stringify({ user: { tokens: ['first', 'token-42'] }, note: 'csrf=abc123;' }));
  },
  '/private': (request, response) => {
    response.writeHead(request.headers.authorization === 'Bearer token-42' ? 200 : 401).end('{}');
  },
};

function answerFor(path: string): Answer {
  return ANSWERS[path] ?? ((_request, response) => response.writeHead(404).end('unknown path'));
}
