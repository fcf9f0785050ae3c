import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readTargets } from '../../../../core/checks/targets/readTargets.ts';
import { piecesOf } from './documentLines.ts';

/** Documents of real users, which stand beside the repository on some machines and are no part of it. */
const SEEDS = fileURLToPath(new URL('../../../../../shared/seeds/', import.meta.url));

/** `3` is a line with one target, `3x2` a line with two, `3-5x2` three such lines. Counted by hand. */
const LINES: Record<string, { lines: string; total: number }> = {
  '000': { lines: '12-16 35 92 93-94x2 165-168x2 242-243 272-274x2 376-378x2', total: 33 },
  '001': { lines: '11-15 22 84-85x2 99x2 137-141x2 146', total: 23 },
  '002': {
    lines: '31-35 71-74 77 79-80 83-84 89 91 95-98 101-104 117 119-120 145-148 153 218 234-238 309-315x2',
    total: 52,
  },
  '003': {
    lines: '5 129-133x2 139-142x2 148-151x2 157-160x2 167-169x2 174-176x2 318 319x2 320x3 321-322x2 334-335',
    total: 59,
  },
  '004': {
    lines:
      '86x2 135 140 174-176 179-181 184-186 189-190 261-263 292 304 316 348-350 353-355 358-360 363-365 371-374 472-474 477',
    total: 41,
  },
};

function countsByLine(lines: string): Map<number, number> {
  const counts = new Map<number, number>();
  for (const part of lines.split(' ')) {
    const [, first, last, times] = /^(\d+)(?:-(\d+))?(?:x(\d+))?$/.exec(part) ?? [];
    for (let line = Number(first); line <= Number(last ?? first); line += 1) counts.set(line, Number(times ?? 1));
  }
  return counts;
}

describe.skipIf(!existsSync(SEEDS))('documents of real users (skipped where they are not at hand)', () => {
  it.each(Object.entries(LINES))('%s: every target and nothing else', (prefix, { lines, total }) => {
    const name = readdirSync(SEEDS).find((file) => file.startsWith(prefix));
    const found = new Map<number, number>();
    for (const { line, text, context } of piecesOf(readFileSync(`${SEEDS}${name!}`, 'utf8'))) {
      const count = readTargets(text, context).length;
      if (count > 0) found.set(line, (found.get(line) ?? 0) + count);
    }
    expect([...found].sort(([left], [right]) => left - right)).toEqual([...countsByLine(lines)]);
    expect([...found.values()].reduce((sum, count) => sum + count, 0)).toBe(total);
  });
});
