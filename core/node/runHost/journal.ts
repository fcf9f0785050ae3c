import type { PlainItem } from '../../protocol/runHost.ts';
import type { EventHistory } from './eventHistory.ts';

/** What stands at a number, and at those after it: a plain item, or events of one run from a number of theirs on. */
type Entry = { first: number } & (
  { kind: 'plain'; item: PlainItem } | { kind: 'events'; history: EventHistory; from: number; count: number }
);

/** A line for a client and the number after what it tells. */
export interface JournalLine {
  text: string;
  next: number;
}

/**
 * All that a host has to tell, numbered. Each client reads it by itself from where it is, so a slow one takes no memory
 * and holds up nobody.
 */
export class Journal {
  /** Number of the next item. */
  next = 0;
  isClosed = false;
  private readonly entries: Entry[] = [];
  private readonly readers = new Set<() => void>();

  add(item: PlainItem): void {
    this.entries.push({ first: this.next, kind: 'plain', item });
    this.next += 1;
    this.wake();
  }

  addEvent(history: EventHistory, index: number, line: string): void {
    history.add(line);
    const last = this.entries.at(-1);
    if (last?.kind === 'events' && last.history === history) last.count += 1;
    else this.entries.push({ first: this.next, kind: 'events', history, from: index, count: 1 });
    this.next += 1;
    this.wake();
  }

  /** Nothing more will be added. */
  close(): void {
    this.isClosed = true;
    this.wake();
  }

  /** Calls back at every change until the function given back is called. */
  onDidChange(reader: () => void): () => void {
    this.readers.add(reader);
    return () => void this.readers.delete(reader);
  }

  /** All lines from a number to the newest one. */
  async *linesFrom(from: number): AsyncGenerator<JournalLine, void, undefined> {
    for (let at = from; at < this.next;) {
      for await (const line of this.linesOfEntry(this.entryAt(at), at)) {
        yield line;
        at = line.next;
      }
    }
  }

  private async *linesOfEntry(entry: Entry, at: number): AsyncGenerator<JournalLine, void, undefined> {
    if (entry.kind === 'plain') {
      yield { text: JSON.stringify({ ...entry.item, sequence: at }), next: at + 1 };
      return;
    }
    const { history } = entry;
    const index = entry.from + at - entry.first;
    const newest = history.inMemory(index);
    if (newest !== undefined) {
      yield eventLine(history.runId, at, newest);
      return;
    }
    let next = at;
    const end = at + Math.min(entry.from + entry.count, history.firstKept) - index;
    for await (const stored of history.onDisk(index, index + end - at)) {
      yield eventLine(history.runId, next, stored);
      next += 1;
    }
    if (next === end) return;
    const missing = { kind: 'missing', sequence: next, runId: history.runId, count: end - next };
    yield { text: JSON.stringify(missing), next: end };
  }

  private entryAt(at: number): Entry {
    const entry = this.entries.findLast(({ first }) => first <= at);
    if (entry === undefined) throw new RangeError(`The journal has nothing at ${at}.`);
    return entry;
  }

  private wake(): void {
    for (const reader of this.readers) reader();
  }
}

/** Put together as text: the event is a line of JSON already. */
function eventLine(runId: string, sequence: number, event: string): JournalLine {
  const text = `{"kind":"event","sequence":${sequence},"runId":${JSON.stringify(runId)},"event":${event}}`;
  return { text, next: sequence + 1 };
}
