import { connect, type Socket } from 'node:net';
import {
  itemLength,
  readHostLine,
  RUN_HOST_PROTOCOL,
  type ClientMessage,
  type Hello,
  type HostItem,
} from '../../protocol/runHost.ts';
import { messageOf, UserError } from '../../errors.ts';
import { readLinesUntilCutOff } from '../lines.ts';

/** A frame holds every series of its second. */
const LONGEST_LINE = 64 * 1024 * 1024;
const HELLO_WITHIN_MS = 5000;

/** A connection to a run host. Whoever leaves the loop over `items`, or has enough, closes it. */
export class HostConnection {
  private nextPing = 0;
  private readonly pings = new Map<number, () => void>();

  private constructor(
    readonly hello: Hello,
    private readonly socket: Socket,
    private readonly lines: AsyncGenerator<string, void, undefined>,
  ) {}

  /** Rejects with a `UserError` when there is no host, or one that speaks otherwise. */
  static async open(address: string, helloWithinMs = HELLO_WITHIN_MS): Promise<HostConnection> {
    const socket = connect(address);
    // An error before the hello is told by what follows, one after it is followed by the end of the lines.
    let failure = 'it says nothing';
    socket.on('error', (error) => (failure = messageOf(error)));
    const patience = setTimeout(() => socket.destroy(), helloWithinMs);
    try {
      const lines = readLinesUntilCutOff(socket, LONGEST_LINE);
      const first = await lines.next();
      const hello = first.done === true ? undefined : readHostLine(first.value);
      if (hello?.kind !== 'hello') throw new UserError(`No run host can be reached at ${address}: ${failure}.`);
      if (hello.protocol !== RUN_HOST_PROTOCOL)
        throw new UserError(
          `The run host at ${address} is of Headroom ${hello.version}, with which this version cannot talk.`,
        );
      return new HostConnection(hello, socket, lines);
    } catch (error) {
      socket.destroy();
      throw error;
    } finally {
      clearTimeout(patience);
    }
  }

  /** Everything from this item on, then each as it comes to be. Ends after `done`, or without it when the host is gone. */
  async *items(from = 0): AsyncGenerator<HostItem, void, undefined> {
    this.send({ kind: 'attach', from });
    try {
      for await (const line of this.lines) {
        const message = readHostLine(line);
        if (message === undefined) continue;
        switch (message.kind) {
          case 'hello':
            break;
          case 'pong':
            this.pings.get(message.id)?.();
            this.pings.delete(message.id);
            break;
          case 'refused':
            throw new UserError(`The run host refused: ${message.message}`);
          default:
            yield message;
        }
      }
    } finally {
      this.close();
    }
  }

  /** The polite stop: what was measured is kept, and events go on until the run has ended. */
  stop(): void {
    this.send({ kind: 'stop' });
  }

  /** Ends the load generators at once. */
  kill(): void {
    this.send({ kind: 'kill' });
  }

  /** Resolves when the host has answered, which is noticed while `items` are read. */
  ping(): Promise<void> {
    const id = this.nextPing++;
    const answered = new Promise<void>((resolve) => this.pings.set(id, resolve));
    this.send({ kind: 'ping', id });
    return answered;
  }

  close(): void {
    this.socket.destroy();
  }

  private send(message: ClientMessage): void {
    if (!this.socket.destroyed) this.socket.write(`${JSON.stringify(message)}\n`);
  }
}

/**
 * Follows a host over broken connections: each item comes exactly once. Returns the number of the next item, which
 * `from` takes another time. It ends after `done`, when `signal` is aborted, and when the host is gone.
 */
export async function* followHost(
  address: string,
  options: { from?: number; signal?: AbortSignal; onConnected?: (connection: HostConnection) => void } = {},
): AsyncGenerator<HostItem, number, undefined> {
  const { from = 0, signal, onConnected } = options;
  let next = from;
  for (let isFirst = true; signal?.aborted !== true; isFirst = false) {
    let connection: HostConnection;
    try {
      connection = await HostConnection.open(address);
    } catch (error) {
      if (isFirst) throw error;
      return next;
    }
    const before = next;
    const onAbort = (): void => connection.close();
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      onConnected?.(connection);
      for await (const item of connection.items(next)) {
        next = item.sequence + itemLength(item);
        yield item;
        if (item.kind === 'done') return next;
      }
    } finally {
      signal?.removeEventListener('abort', onAbort);
      connection.close();
    }
    // A host that ends each connection without a word would otherwise be asked for ever.
    if (next === before && !isFirst) return next;
  }
  return next;
}
