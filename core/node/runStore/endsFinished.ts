import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { readStoredLine } from '../../run/storedEvent.ts';

/** `finished` is a short line and the last one. */
const TAIL_BYTES = 64 * 1024;

/** Whether the last event is that of a run that ended in order. Reads only the end of the file. */
export function endsFinished(file: string): boolean {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    return false;
  }
  try {
    const { size } = fstatSync(handle);
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(handle, tail, 0, tail.length, size - tail.length);
    const last = readStoredLine(tail.toString('utf8').trimEnd().split('\n').at(-1) ?? '');
    return last.kind === 'event' && last.event.kind === 'finished';
  } catch {
    // What the system does not let us read is told by whoever reads the whole file.
    return false;
  } finally {
    closeSync(handle);
  }
}
