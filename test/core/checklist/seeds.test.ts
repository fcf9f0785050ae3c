import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findContradictions } from '../../../core/checklist/contradictions/findContradictions.ts';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';
import { tickEdit } from '../../../core/checklist/tick.ts';
import { applyEdits } from '../../../core/text/applyEdits.ts';

/** Documents of real users, which stand beside the repository on some machines and are no part of it. */
const SEEDS = fileURLToPath(new URL('../../../../shared/seeds/', import.meta.url));

/** The lines of the targets that are certain, and of alarms with `!`. Each was compared with the document by hand. */
const CERTAIN: Record<string, string> = {
  '000': '14 15 167 167 168 168 242 243 272 272 273 273 274 274 378 378',
  '001': '13 14 139 139 140 140 141 141 146!',
  '002': '74 117! 311 311!',
  '003': '',
  '004': '86! 180! 181! 185! 186! 261! 292!',
};

/** Limits that contradict each other, by their lines. Each was compared with the document by hand. */
const CONTRADICTIONS: Record<string, string[]> = {
  '000': [],
  '001': [],
  '002': ['313 <> 120'],
  '003': [],
  '004': ['472 <> 174', '473 <> 179', '474 <> 184'],
};

function readSeed(prefix: string): string {
  const name = readdirSync(SEEDS).find((file) => file.startsWith(prefix));
  return readFileSync(`${SEEDS}${name!}`, 'utf8');
}

describe.skipIf(!existsSync(SEEDS))('documents of real users (skipped where they are not at hand)', () => {
  it.each([
    [
      '000',
      { items: 13, sections: 33, blanks: 0, signOffs: 0, shellBlocks: 21 },
      'targets 5, targets 4, targets 3, targets 3',
    ],
    ['001', { items: 0, sections: 25, blanks: 0, signOffs: 0, shellBlocks: 10 }, 'targets 5, other 5, targets 5'],
    ['002', { items: 157, sections: 30, blanks: 22, signOffs: 4, shellBlocks: 0 }, 'thresholds 7'],
    [
      '003',
      { items: 10, sections: 51, blanks: 0, signOffs: 0, shellBlocks: 6 },
      'thresholds 5, thresholds 4, thresholds 4, thresholds 4, thresholds 3, thresholds 3',
    ],
    ['004', { items: 13, sections: 49, blanks: 0, signOffs: 0, shellBlocks: 15 }, ''],
  ])('%s: everything that is in it', (prefix, counts, tables) => {
    const read = readChecklist(readSeed(prefix));
    expect({
      items: read.items.length,
      sections: read.sections.length,
      blanks: read.blanks.length,
      signOffs: read.signOffs.length,
      shellBlocks: read.shellBlocks.length,
    }).toEqual(counts);
    expect(read.tables.map(({ kind, rows }) => `${kind} ${rows.length}`).join(', ')).toBe(tables);
  });

  it.each(Object.entries(CERTAIN))('%s: only what is beyond doubt is certain', (prefix, lines) => {
    const certain = readChecklist(readSeed(prefix)).targets.filter(({ confidence }) => confidence === 'certain');
    expect(certain.map(({ line, meaning }) => `${line}${meaning === 'alarm' ? '!' : ''}`).join(' ')).toBe(lines);
  });

  it.each(Object.keys(CERTAIN))(
    '%s: ticking everything, last item first, changes only what is between the brackets',
    (prefix) => {
      const text = readSeed(prefix);
      let now = text;
      for (const { id } of readChecklist(text).items.toReversed().slice(0, 40)) {
        const edit = tickEdit(
          readChecklist(now).items.find((item) => item.id === id)!,
          true,
        );
        now = applyEdits(now, [edit!]);
      }
      const rest = readChecklist(now).items.flatMap((item) => tickEdit(item, true) ?? []);
      expect(applyEdits(now, rest)).toBe(text.replaceAll(/^( *- \[) (\] )(?!.*: _+ Date: _+$)/gm, '$1x$2'));
    },
  );

  it('contradict themselves in these places, and each other in none, whatever their names are', () => {
    const names = ['readme.md', 'index.md', 'docs/readme.md', 'docs/index.md', 'ops/readme.md'];
    const named = Object.keys(CONTRADICTIONS).map((prefix, at) => {
      const text = readSeed(prefix);
      return { prefix, file: names[at]!, text, checklist: readChecklist(text) };
    });
    const found = findContradictions(named).map(({ first, later }) => [first, later]);
    expect(found.filter(([first, later]) => first!.file !== later!.file)).toEqual([]);
    for (const { prefix, file } of named) {
      const own = found.filter(([first]) => first!.file === file);
      expect(own.map(([first, later]) => `${later!.line} <> ${first!.line}`)).toEqual(CONTRADICTIONS[prefix]);
    }
  });
});
