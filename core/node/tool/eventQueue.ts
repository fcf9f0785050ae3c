/** Items that may wait before those who bring more have to wait themselves. */
const MOST_WAITING = 1000;

/** Brings what several producers say to one reader, in the order it was said. Producers wait while the reader is behind. */
export class EventQueue<T> implements AsyncIterable<T> {
  private waiting: T[] = [];
  private isClosed = false;
  private wakeReader: (() => void) | undefined;
  private wakeProducers: (() => void)[] = [];

  /** Resolves when there is room again. */
  async push(items: readonly T[]): Promise<void> {
    if (items.length === 0 || this.isClosed) return;
    this.waiting.push(...items);
    this.wakeReader?.();
    if (this.waiting.length > MOST_WAITING) await new Promise<void>((resolve) => this.wakeProducers.push(resolve));
  }

  /** What waits is still read; nothing more is taken. */
  close(): void {
    this.isClosed = true;
    this.wakeReader?.();
    this.letProducersGoOn();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (;;) {
      const items = this.waiting;
      this.waiting = [];
      this.letProducersGoOn();
      yield* items;
      if (this.waiting.length > 0) continue;
      if (this.isClosed) return;
      await new Promise<void>((resolve) => (this.wakeReader = resolve));
      this.wakeReader = undefined;
    }
  }

  private letProducersGoOn(): void {
    for (const wake of this.wakeProducers.splice(0)) wake();
  }
}
