import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readLines } from '../../core/node/lines.ts';

async function linesOf(limit: number | undefined, ...parts: (string | Buffer)[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(Readable.from(parts), limit)) lines.push(line);
  return lines;
}

describe('readLines', () => {
  it('joins what was cut into chunks, takes either line end and a last line without one', async () => {
    expect(await linesOf(undefined, 'on', 'e\ntw', 'o\r', '\n\nthree')).toEqual(['one', 'two', '', 'three']);
    expect(await linesOf(undefined, 'one\n')).toEqual(['one']);
    expect(await linesOf(undefined)).toEqual([]);
  });

  it('keeps characters whole that were cut between bytes', async () => {
    const bytes = Buffer.from('über\n€');
    expect(await linesOf(undefined, bytes.subarray(0, 1), bytes.subarray(1, 8), bytes.subarray(8))).toEqual([
      'über',
      '€',
    ]);
  });

  it('cuts long lines and goes on with the next', async () => {
    expect(await linesOf(4, 'abcdef', 'ghi\nxy\n', '123456789')).toEqual(['abcd', 'xy', '1234']);
  });
});
