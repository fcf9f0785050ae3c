import { closeSync, fdatasync, fsyncSync, openSync, writeSync } from 'node:fs';
import { messageOf } from '../../errors.ts';

/** Writes some of the bytes to the end of an open file and says how many. Throws when none could be written. */
export type WriteBytes = (handle: number, bytes: Buffer, offset: number) => number;

const writeBytes: WriteBytes = (handle, bytes, offset) => writeSync(handle, bytes, offset);

/** What waits for a full disk to get room again, in bytes. Beyond it the file ends where it is. */
const MOST_WAITING = 64 * 1024 * 1024;
/** A power cut costs about this much, in ms. */
const SYNC_EVERY_MS = 1000;

/**
 * A file that lines are only added to. What could not be written waits and is written first the next time, from the
 * very byte where it broke off, so the file is always a beginning of what was to be written and never has a gap.
 */
export class AppendOnlyFile {
  private handle: number | undefined;
  /** Pieces in their order: joining them at each attempt would copy all that waits again and again. */
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private isAbandoned = false;
  private isSyncing = false;
  private lastSyncMs = -Infinity;
  private failure = '';

  constructor(
    readonly file: string,
    private readonly write: WriteBytes = writeBytes,
    private readonly mostWaiting = MOST_WAITING,
  ) {}

  /** Adds whole lines with one write. Never throws: what is lost in the end is told by `close`. */
  append(lines: string): void {
    if (this.isAbandoned) return;
    const bytes = Buffer.from(lines);
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    this.writeWaiting();
    if (this.waitingBytes > this.mostWaiting) {
      this.isAbandoned = true;
      this.waiting = [];
    }
    this.syncSometimes();
  }

  /** Tries once more to write what waits, and sees to it that a power cut takes nothing away. Throws when something is missing. */
  close(): void {
    if (!this.isAbandoned) this.writeWaiting();
    const isWhole = !this.isAbandoned && this.waitingBytes === 0;
    const { handle } = this;
    this.handle = undefined;
    if (handle !== undefined) {
      try {
        if (isWhole) fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    }
    if (!isWhole) throw new Error(this.failure);
  }

  private writeWaiting(): void {
    let whole = 0;
    let offset = 0;
    try {
      for (const bytes of this.waiting) {
        for (offset = 0; offset < bytes.length;) {
          this.handle ??= openSync(this.file, 'a');
          const written = this.write(this.handle, bytes, offset);
          if (written === 0) throw new Error('nothing more can be written');
          offset += written;
          this.waitingBytes -= written;
        }
        whole += 1;
        offset = 0;
      }
    } catch (error) {
      this.failure = messageOf(error);
    }
    if (whole > 0) this.waiting.splice(0, whole);
    const [first] = this.waiting;
    if (first !== undefined && offset > 0) this.waiting[0] = first.subarray(offset);
  }

  /** In the background and never twice at once: a slow disk must not hold up the run. */
  private syncSometimes(): void {
    if (this.handle === undefined || this.isSyncing || performance.now() - this.lastSyncMs < SYNC_EVERY_MS) return;
    this.isSyncing = true;
    this.lastSyncMs = performance.now();
    // Its outcome does not matter here: `close` asks again and tells.
    fdatasync(this.handle, () => (this.isSyncing = false));
  }
}
