import { once } from 'node:events';
import type { Socket } from 'node:net';
import { readClientLine, RUN_HOST_PROTOCOL, type ClientMessage } from '../../protocol/runHost.ts';
import { assertNever } from '../../errors.ts';
import { readLinesUntilCutOff } from '../lines.ts';
import type { Journal } from './journal.ts';

const LONGEST_REQUEST = 64 * 1024;
/** Bytes of answers that wait for a client that asks and does not read. */
const MOST_UNREAD = 1024 * 1024;

export interface ConnectionSettings {
  version: string;
  /** A client that reads nothing for so long is let go of; it may attach again. */
  stuckMs: number;
  onAttached: () => void;
  onStop: () => void;
  onKill: () => void;
}

/**
 * One client of a run host. It is written to only as fast as it reads, from the journal and not from a buffer of its
 * own, so no client slows a run or makes the host grow.
 */
export class ClientConnection {
  isAttached = false;
  /** Resolves when all of the journal was handed over, or the connection is gone. */
  readonly finished: Promise<void>;
  private finish = (): void => undefined;
  private readonly gone = new AbortController();

  constructor(
    private readonly socket: Socket,
    private readonly journal: Journal,
    private readonly settings: ConnectionSettings,
  ) {
    this.finished = new Promise((resolve) => (this.finish = resolve));
    // An error is followed by `close`, and that the client is gone is all that it means.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.gone.abort();
      this.finish();
    });
    const { version } = settings;
    this.send({ kind: 'hello', protocol: RUN_HOST_PROTOCOL, version, pid: process.pid, next: journal.next });
    void this.listen();
  }

  close(): void {
    this.socket.destroy();
  }

  private async listen(): Promise<void> {
    for await (const line of readLinesUntilCutOff(this.socket, LONGEST_REQUEST)) {
      const message = readClientLine(line);
      if (message === undefined) this.refuse('That is no message of a client.');
      else this.answer(message);
    }
    this.close();
  }

  private answer(message: ClientMessage): void {
    switch (message.kind) {
      case 'attach':
        if (this.isAttached) return this.refuse('This connection is attached already.');
        if (message.from > this.journal.next) return this.refuse(`This host has told ${this.journal.next} items.`);
        this.isAttached = true;
        this.settings.onAttached();
        void this.tellFrom(message.from);
        return;
      case 'stop':
        return this.settings.onStop();
      case 'kill':
        return this.settings.onKill();
      case 'ping':
        return this.send({ kind: 'pong', id: message.id });
      default:
        return assertNever(message);
    }
  }

  private async tellFrom(from: number): Promise<void> {
    const { journal, socket } = this;
    let next = from;
    while (!this.isGone()) {
      for await (const line of journal.linesFrom(next)) {
        if (!socket.write(`${line.text}\n`)) await this.drained();
        if (this.isGone()) return;
        next = line.next;
      }
      // Something may have been added while the last of it was on its way.
      if (next < journal.next) continue;
      if (journal.isClosed) break;
      await this.changed();
    }
    socket.end(() => this.finish());
  }

  /** Resolves when the client has read on. One that does not is let go of. */
  private async drained(): Promise<void> {
    const patience = setTimeout(() => this.close(), this.settings.stuckMs);
    try {
      await once(this.socket, 'drain', { signal: this.gone.signal });
    } catch {
      // It is gone, which the caller sees, too.
    } finally {
      clearTimeout(patience);
    }
  }

  private isGone(): boolean {
    return this.gone.signal.aborted;
  }

  private changed(): Promise<void> {
    return new Promise((resolve) => {
      const { signal } = this.gone;
      const go = (): void => {
        forget();
        signal.removeEventListener('abort', go);
        resolve();
      };
      const forget = this.journal.onDidChange(go);
      signal.addEventListener('abort', go);
    });
  }

  private refuse(message: string): void {
    this.send({ kind: 'refused', message });
    this.socket.end();
  }

  private send(message: object): void {
    if (this.socket.destroyed) return;
    if (this.socket.writableLength > MOST_UNREAD) this.close();
    else this.socket.write(`${JSON.stringify(message)}\n`);
  }
}
