import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';
import { findItem, tickEdit } from '../../../core/checklist/tick.ts';
import { applyEdits } from '../../../core/text/applyEdits.ts';

const LINES = [
  '# Release',
  '## Setup\t',
  '- [ ] item',
  '- [x] item',
  '  * [ ] nested **bold**',
  '    1. [X] deeper `p95 < 1s`',
  '> - [ ] quoted',
  '3. plain\n   - [ ] inside',
  '',
  'Text with [ ] brackets and caf√© \uFFFD ____',
  '```\n- [ ] code\n```',
  '<!-- - [ ] comment -->',
  '| Metric | Target |\n|---|---|\n| a | - [ ] < 1s |',
  '+\t[ ]\ttabs 😀',
];

const documents = fc
  .tuple(fc.array(fc.constantFrom(...LINES), { maxLength: 40 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, end, hasMark]) => (hasMark ? '\uFEFF' : '') + lines.join('\n').replaceAll('\n', end));

const tick = (text: string, id: string, checked: boolean): string => {
  const item = readChecklist(text).items.find((candidate) => candidate.id === id)!;
  const edit = tickEdit(item, checked);
  return edit ? applyEdits(text, [edit]) : text;
};

describe('ticking', () => {
  it('changes exactly the characters between the brackets, in any order and from versions that others ticked', () => {
    fc.assert(
      fc.property(documents, fc.infiniteStream(fc.nat()), (text, chance) => {
        const { items } = readChecklist(text);
        const expected = text.split('');
        for (const item of items) expected[item.marker] = item.checked ? expected[item.marker]! : 'x';
        const order = items.map((item) => ({ item, key: chance.next().value })).toSorted((a, b) => a.key - b.key);
        let now = text;
        for (const { item } of order) now = tick(now, item.id, true);
        expect(now).toBe(expected.join(''));
        // Edits that were made from the first version fit together, too.
        const together = order.flatMap(({ item }) => tickEdit(item, true) ?? []);
        expect(applyEdits(text, together)).toBe(now);
        expect(readChecklist(now).items.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
      }),
      { numRuns: 60 },
    );
  });

  it('and opening again gives the text as it was', () => {
    fc.assert(
      fc.property(documents, (text) => {
        for (const { id, checked } of readChecklist(text).items) {
          if (!checked) expect(tick(tick(text, id, true), id, false)).toBe(text.replace('[\t]', '[ ]'));
        }
      }),
      { numRuns: 10 },
    );
  });

  it('does nothing where nothing is to be done', () => {
    const [item] = readChecklist('- [X] a').items;
    expect(tickEdit(item!, true)).toBeUndefined();
  });
});

describe('finding an item', () => {
  const { items } = readChecklist('# A\n- [ ] one\n- [ ] two\n# B\n- [ ] two\n');
  it('takes an id, or a text that only one has', () => {
    expect(findItem(items, 'A / two')).toMatchObject({ item: { line: 3 } });
    expect(findItem(items, 'one')).toMatchObject({ item: { line: 2 } });
    expect(findItem(items, 'two')).toMatchObject({ candidates: [{ line: 3 }, { line: 5 }] });
    expect(findItem(items, 'three')).toEqual({ candidates: [] });
  });
});
