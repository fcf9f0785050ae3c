import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readPng, smallPng } from '../../scripts/lib/smallPng.mjs';

/** A PNG of true colour whose lines are told with these filters; checksums are not looked at. */
function pngOf(width: number, lines: readonly (readonly number[])[]): Buffer {
  const chunk = (name: string, content: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    return Buffer.concat([length, Buffer.from(name, 'latin1'), content, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(lines.length, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.alloc(8),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(lines.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('pictures with few colours', () => {
  test('each way to tell a line is read', () => {
    const png = pngOf(2, [
      [0, 10, 20, 30, 40, 50, 60],
      [1, 10, 20, 30, 30, 30, 30],
      [2, 0, 0, 0, 1, 1, 1],
      [3, 5, 10, 15, 0, 0, 0],
      [4, 0, 0, 0, 255, 0, 1],
    ]);
    expect([...readPng(png).pixels]).toEqual([
      ...[10, 20, 30, 40, 50, 60],
      ...[10, 20, 30, 40, 50, 60],
      ...[10, 20, 30, 41, 51, 61],
      ...[10, 20, 30, 25, 35, 45],
      ...[10, 20, 30, 24, 35, 46],
    ]);
  });

  test('a picture with no more than 256 colours stays as it is', () => {
    const few = pngOf(3, [[0, 1, 2, 3, 250, 251, 252, 1, 2, 3]]);
    expect(readPng(smallPng(few))).toEqual(readPng(few));
  });

  test('of more colours the frequent ones are kept, and a rare one that is like no other', () => {
    const shades = Array.from({ length: 400 }, (_, index) => [index >> 4, index & 15, 0]);
    const frequent = shades.slice(0, 200).flat();
    const many = pngOf(801, [[0, ...shades.flat(), ...frequent, ...frequent, 10, 250, 20]]);
    const { pixels } = readPng(smallPng(many));
    expect([...pixels.subarray(0, 600)]).toEqual(frequent);
    expect([...pixels.subarray(2400)]).toEqual([10, 250, 20]);
    expect(new Set(Array.from({ length: 801 }, (_, at) => pixels.readUIntBE(at * 3, 3))).size).toBe(256);
  });

  test.each(['run.png', 'comparison.png'])('%s of the README is small', (name) => {
    const file = readFileSync(path.resolve(import.meta.dirname, '../../docs/pictures', name));
    expect(file.length).toBeLessThan(150 * 1024);
    expect(readPng(file).width).toBeGreaterThan(1000);
  });
});
