import { createReadStream } from 'node:fs';

/** Characters of the newest events that are kept in memory. */
const MOST_KEPT = 2 * 1024 * 1024;

/**
 * The events of one run as lines of JSON, by number: the newest from memory, the others from `events.ndjson`, which has
 * a line for each in the same order. So memory does not grow with the length of a run, and clients that have kept up
 * get every event even while the disk is full.
 */
export class EventHistory {
  private kept: string[] = [];
  private keptLength = 0;
  /** Number of the oldest event in memory. */
  firstKept = 0;

  constructor(
    readonly runId: string,
    private readonly file: string,
    private readonly mostKept = MOST_KEPT,
  ) {}

  add(line: string): void {
    this.kept.push(line);
    this.keptLength += line.length;
    let dropped = 0;
    // The newest stays however long it is.
    while (this.keptLength > this.mostKept && dropped < this.kept.length - 1) {
      this.keptLength -= this.kept[dropped]?.length ?? 0;
      dropped += 1;
    }
    if (dropped > 0) this.kept.splice(0, dropped);
    this.firstKept += dropped;
  }

  /** After the last event is on disk: that of a run which is over is read there. */
  forget(): void {
    this.firstKept += this.kept.length;
    this.kept = [];
    this.keptLength = 0;
  }

  inMemory(index: number): string | undefined {
    return this.kept[index - this.firstKept];
  }

  /** Events from the file, from one number to before another; fewer when the file does not have them. */
  async *onDisk(from: number, to: number): AsyncGenerator<string, void, undefined> {
    let index = 0;
    let pending = '';
    try {
      for await (const chunk of createReadStream(this.file, 'utf8') as AsyncIterable<string>) {
        const lines = (pending + chunk).split('\n');
        // A line without its end is not whole yet.
        pending = lines.pop() ?? '';
        for (const line of lines) {
          if (index >= to) return;
          if (index >= from) yield line;
          index += 1;
        }
      }
    } catch {
      // A file that is gone, or cannot be read any further: who asked sees what is missing.
      return;
    }
  }
}
