import type { Client, Dispatcher } from 'undici';
import { now } from './clock.ts';
import { errorKind, errorMessage, type ErrorKind } from './errorKind.ts';
import type { Headers, PreparedRequest } from './wire.ts';

/** Bytes of a body that are kept for expectations and captures. What follows is counted but not looked at. */
const KEPT_BODY_LIMIT = 4 * 1024 * 1024;

/** What came of one sending. Times are from `now()`; `sentAt` is absent when the connection could not be opened. */
export type ExchangeResult = {
  sentAt?: number;
  firstByteAt?: number;
  endedAt: number;
  /** Bytes of the response body. */
  bytesIn: number;
  /** Bytes of the request body that were handed to the connection. */
  bytesOut: number;
} & (
  | { kind: 'response'; status: number; headers: Headers; body: Buffer }
  | { kind: 'error'; error: ErrorKind; message: string }
);

/** One request written to a connection and its response, read to the last byte. */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly result: Promise<ExchangeResult>;
  private readonly request: PreparedRequest;
  private settle: (result: ExchangeResult) => void = () => undefined;
  private settled = false;
  private sentAt: number | undefined;
  private firstByteAt: number | undefined;
  private status = 0;
  private headers: Headers = {};
  private readonly chunks: Buffer[] = [];
  private bytesIn = 0;
  private bytesKept = 0;

  constructor(client: Client, request: PreparedRequest) {
    this.request = request;
    this.result = new Promise((resolve) => (this.settle = resolve));
    client.dispatch(
      {
        path: request.path,
        method: request.method,
        headers: request.headers,
        body: request.body ?? null,
        // One timer over the whole exchange rules; undici's would only watch the gaps.
        headersTimeout: 0,
        bodyTimeout: 0,
        // Without this undici gives up the connection after HEAD and after a GET with a body.
        reset: false,
      },
      this,
    );
  }

  /** Whether the request has gone to a connection. */
  get isSent(): boolean {
    return this.sentAt !== undefined;
  }

  /** Ends the exchange as failed. What the connection still reports about it is ignored. */
  fail(error: ErrorKind, message: string): void {
    this.finish({ kind: 'error', error, message });
  }

  onRequestStart(): void {
    this.sentAt = now();
  }

  onResponseStarted(): void {
    this.firstByteAt ??= now();
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: Headers): void {
    this.status = status;
    this.headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.bytesIn += chunk.length;
    if (!this.request.keepsBody || this.bytesKept >= KEPT_BODY_LIMIT) return;
    this.bytesKept += chunk.length;
    // The parser uses the memory of a chunk again.
    this.chunks.push(Buffer.from(chunk));
  }

  onResponseEnd(): void {
    this.finish({
      kind: 'response',
      status: this.status,
      headers: this.headers,
      body: this.chunks.length === 0 ? EMPTY : Buffer.concat(this.chunks),
    });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(errorKind(error), errorMessage(error));
  }

  private finish(
    outcome:
      | { kind: 'response'; status: number; headers: Headers; body: Buffer }
      | { kind: 'error'; error: ErrorKind; message: string },
  ): void {
    if (this.settled) return;
    this.settled = true;
    this.settle({
      ...outcome,
      ...(this.sentAt === undefined ? {} : { sentAt: this.sentAt }),
      ...(this.firstByteAt === undefined ? {} : { firstByteAt: this.firstByteAt }),
      endedAt: now(),
      bytesIn: this.bytesIn,
      bytesOut: this.sentAt === undefined ? 0 : (this.request.body?.length ?? 0),
    });
  }
}

const EMPTY = Buffer.alloc(0);
