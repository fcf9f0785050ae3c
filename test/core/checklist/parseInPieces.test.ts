import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Checklist } from '../../../core/checklist/checklist.ts';
import { ChecklistReader, readChecklist } from '../../../core/checklist/readChecklist.ts';

/** The reference definition keeps a text in one piece. */
const DEFINITION = '\n\n[nowhere]: https://example.com\n';

/** Each makes the text long enough to be cut somewhere behind it. */
const FILLERS = [
  `${'Words of a section that say little. '.repeat(60)}\n\n`,
  '- [ ] an item of a long list\n  - [x] with one in it ____\n'.repeat(40),
  '* [x] another list\n\n'.repeat(120),
  '7. [ ] with numbers\n'.repeat(110),
  Array.from({ length: 80 }, (_, at) => `- [ ] item ${at} [with a link](https://example.com/${at})\n`).join(''),
];

const PARTS = [
  '# One\n\n- [ ] a\n  - [x] b\n\n',
  '## Two\n\n1. c\n\n   ```sh\n   # no heading\n   ```\n\n',
  '```sh\n\n# no heading\n- [ ] code\n```\n\n',
  '~~~~\n```\n\n# no heading\n~~~~\n\n',
  '- d\n\n  ```\n  - [ ] code\n\n',
  '- d\n  ```\n',
  '<!--\n\n# no heading\n\n- [ ] hidden\n-->\n\n',
  '<pre>\n\n# no heading\n</pre>\n\n',
  '<div>\n# still HTML\n\n',
  '<details>\n<summary>HTML up to the next empty line</summary>\n',
  '- <!-- of this item\n',
  'A paragraph\n',
  'A paragraph\n2. that goes on\n',
  '- d\nlazy\n',
  '> quoted ____\n> - [ ] e\n\n',
  '> - [ ] e\n',
  '> lazy\n',
  '```\n\n# open\n\n',
  '```\n',
  '<!-- open\n\n# f\n\n',
  '| Metric | Target |\n|---|---|\n| g | < 1s |\n\n',
  '| Metric | Target |\n|---|---|\n| g | ____ |\n',
  '- [ ] e\n\n      code\n',
  '# Three <!-- headroom: optional -->\n\n',
];

const longText = fc
  .array(fc.tuple(fc.constantFrom(...PARTS), fc.constantFrom(...FILLERS)), { minLength: 9, maxLength: 14 })
  .map((parts) => parts.flat().join(''));

/** All that the places of a text can differ in. */
function placesIn({ items, tables, blanks, sections, bindings }: Checklist): unknown {
  return { items, tables, blanks, bindings, sections: sections.map(({ path, line }) => [line, ...path]) };
}

/** Texts that are long enough for pieces are read dozens of times, which says nothing of how fast one is read. */
const MANY_TEXTS = { timeout: 120_000 };

describe('a long text', () => {
  it('is read in pieces as it would be at once', MANY_TEXTS, () => {
    fc.assert(
      fc.property(longText, (text) => {
        expect(placesIn(readChecklist(text))).toEqual(placesIn(readChecklist(text + DEFINITION)));
      }),
      { numRuns: 12 },
    );
  });

  it('that was edited is read as it would be without what is known of it', MANY_TEXTS, () => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(300), fc.constantFrom('', 'x', '\n', ...PARTS)), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(longText, edits, (text, changes) => {
        const reader = new ChecklistReader();
        reader.read(text);
        let edited = text;
        for (const [at, removed, added] of changes) {
          const from = at % edited.length;
          edited = edited.slice(0, from) + added + edited.slice(from + removed);
          expect(reader.read(edited)).toEqual(readChecklist(edited));
        }
      }),
      { numRuns: 12 },
    );
  });

  it('is parsed in many short steps, with the same result', () => {
    const text = `# All\n\n${listOf(2_000)}`;
    const reader = new ChecklistReader();
    expect(stepsOf(reader.ahead(text))).toBeGreaterThan(10);
    expect(reader.read(text)).toEqual(readChecklist(text));
  });

  it.each(['', '## Section\n\n'])('of 10,000 items is read whole', (heading) => {
    const text = `# All\n\n${`${heading}${listOf(50)}\n`.repeat(200)}`;
    const { items } = readChecklist(text);
    expect(items).toHaveLength(10_000);
    expect(items.every(({ marker }) => text.slice(marker - 1, marker + 2) === '[ ]')).toBe(true);
    expect(new Set(items.map(({ id }) => id)).size).toBe(10_000);
  });
});

function listOf(count: number): string {
  return Array.from({ length: count }, (_, at) => `${at % 3 ? '  ' : ''}- [ ] item ${at}\n`).join('');
}

function stepsOf(steps: Iterator<undefined>): number {
  let count = 0;
  while (steps.next().done !== true) count += 1;
  return count;
}
