import { open } from 'node:fs/promises';
import type { RunEvent } from '../../run/runEvent.ts';
import { readStoredLine } from '../../run/storedEvent.ts';

const CHUNK_BYTES = 1024 * 1024;
/** Longer lines, in bytes, are damage: no frame is nearly as large. */
const LONGEST_LINE = 64 * 1024 * 1024;
const NEW_LINE = 10;

/** What reading `events.ndjson` found beside its events. */
export interface EventFileReading {
  events: number;
  /** Lines before the last one that are no events: something is missing there. */
  damagedLines: number;
  /** Bytes after the last whole line, when they are no event. */
  tornBytes: number;
  /** What only a later version understands, in words, and how many events had it. */
  later: ReadonlyMap<string, number>;
}

/**
 * Hands over every event of the file in order. The file may end at any byte, in a tail of NULs as a power cut leaves
 * it, and may hold lines of a later version. Memory does not grow with its length. Rejects when it cannot be read.
 */
export async function readEventFile(file: string, onEvent: (event: RunEvent) => void): Promise<EventFileReading> {
  const reading = { events: 0, damagedLines: 0, tornBytes: 0, later: new Map<string, number>() };
  const leaveOut = (what: string): void => void reading.later.set(what, (reading.later.get(what) ?? 0) + 1);
  const takeLine = (bytes: Buffer): boolean => {
    const line = readStoredLine(bytes.toString('utf8'));
    if (line.kind === 'damaged') return false;
    if (line.kind === 'later') leaveOut(`events \`${line.name}\``);
    else {
      if (line.unknown !== undefined) leaveOut(line.unknown);
      reading.events += 1;
      onEvent(line.event);
    }
    return true;
  };

  const handle = await open(file, 'r');
  try {
    let parts: Buffer[] = [];
    let pendingBytes = 0;
    const buffer = Buffer.alloc(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, null);
      if (bytesRead === 0) break;
      const chunk = buffer.subarray(0, bytesRead);
      let from = 0;
      for (let end = chunk.indexOf(NEW_LINE); end >= 0; end = chunk.indexOf(NEW_LINE, from)) {
        const line = Buffer.concat([...parts, chunk.subarray(from, end)]);
        if (line.length > 0 && !takeLine(line)) reading.damagedLines += 1;
        parts = [];
        pendingBytes = 0;
        from = end + 1;
      }
      pendingBytes += bytesRead - from;
      // A copy, because the buffer is read into again. Of a line that is too long nothing more is kept.
      if (from < bytesRead && pendingBytes <= LONGEST_LINE) parts.push(Buffer.from(chunk.subarray(from)));
    }
    // The line end alone may be what is missing.
    const last = Buffer.concat(parts);
    if (pendingBytes > 0 && !(pendingBytes === last.length && takeLine(last))) reading.tornBytes = pendingBytes;
  } finally {
    await handle.close();
  }
  return reading;
}
