import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { writeSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppendOnlyFile, type WriteBytes } from '../../../core/node/runStore/appendOnlyFile.ts';
import { RunFolder } from '../../../core/node/runFolder.ts';
import { newFolder } from '../../support/storedRun.ts';

/** A disk with room for `room.bytes`; it writes what fits and then says ENOSPC, as a real one does. */
function fullDisk(room: { bytes: number }): WriteBytes {
  return (handle, bytes, offset) => {
    const fitting = Math.min(room.bytes, bytes.length - offset);
    if (fitting === 0) throw new Error('ENOSPC: no space left on device, write');
    room.bytes -= fitting;
    return writeSync(handle, bytes, offset, fitting);
  };
}

const lines = Array.from({ length: 20 }, (_, index) => `{"line":${index},"text":"öäü"}\n`);

describe('a file that is only added to', () => {
  it.each([0, 1, 10, 33, 100, 250])('has no gap when the disk was full after %s bytes and has room again', (bytes) => {
    const file = path.join(newFolder(), 'events.ndjson');
    const room = { bytes };
    const log = new AppendOnlyFile(file, fullDisk(room));
    for (const line of lines.slice(0, 15)) log.append(line);
    room.bytes = Infinity;
    for (const line of lines.slice(15)) log.append(line);
    log.close();
    expect(readFileSync(file, 'utf8')).toBe(lines.join(''));
  });

  it.each([0, 45, 100])(
    'is a beginning of what was written when the disk stays full after %s bytes, and says so',
    (bytes) => {
      const file = path.join(newFolder(), 'events.ndjson');
      const log = new AppendOnlyFile(file, fullDisk({ bytes }));
      for (const line of lines) log.append(line);
      expect(() => log.close()).toThrow('ENOSPC');
      expect(readFileSync(file)).toEqual(Buffer.from(lines.join('')).subarray(0, bytes));
    },
  );

  it('keeps only so much in memory, and then ends for good rather than with a gap', () => {
    const file = path.join(newFolder(), 'events.ndjson');
    const room = { bytes: 50 };
    const log = new AppendOnlyFile(file, fullDisk(room), 100);
    for (const line of lines) log.append(line);
    room.bytes = Infinity;
    log.append('{"late":true}\n');
    expect(() => log.close()).toThrow('ENOSPC');
    expect(readFileSync(file)).toEqual(Buffer.from(lines.join('')).subarray(0, 50));
  });

  it('copies nothing again of what waits for a full disk', () => {
    const room = { isFull: true };
    const offered: number[] = [];
    const log = new AppendOnlyFile(path.join(newFolder(), 'events.ndjson'), (handle, bytes, offset) => {
      offered.push(bytes.length);
      if (room.isFull) throw new Error('ENOSPC: no space left on device, write');
      return writeSync(handle, bytes, offset);
    });
    for (const line of lines) log.append(line);
    // However much waits, an attempt holds no more than the one piece that comes first.
    expect(Math.max(...offered)).toBe(Buffer.byteLength(lines[0]!));
    room.isFull = false;
    log.close();
    expect(readFileSync(log.file, 'utf8')).toBe(lines.join(''));
  });

  it('takes one write for several lines', () => {
    let writes = 0;
    const log = new AppendOnlyFile(path.join(newFolder(), 'events.ndjson'), (handle, bytes, offset) => {
      writes += 1;
      return writeSync(handle, bytes, offset);
    });
    log.append(lines.join(''));
    log.close();
    expect(writes).toBe(1);
  });

  it.skipIf(!existsSync('/dev/full'))('survives a device that is always full', () => {
    const folder = new RunFolder(newFolder());
    symlinkSync('/dev/full', folder.file('events.ndjson'));
    folder.appendEvent({ at: 1, kind: 'finished', outcome: { kind: 'completed' } });
    expect(() => folder.closeEvents()).toThrow('ENOSPC');
  });
});
