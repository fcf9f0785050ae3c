import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readText } from '../../../client/checklists/reading.ts';
import { retick } from '../../../client/checklists/retick.ts';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';
import { applyEdits } from '../../../core/text/applyEdits.ts';

const TEXT = `\uFEFF- [ ] top [x]

# A [ ]

- [ ] p95 < 500ms
  - [x] nested <!-- headroom: optional -->
- [ ] same
- [ ] same

> 1. [X] quoted

## Abort if

- [ ] errors > 5%

# B

* [x] Lead: ____ Date: ____

[x]: https://example.com
`;

describe('a text with other ticks alone', () => {
  const before = readChecklist(TEXT);
  const markers = before.items.map(({ marker }) => marker);

  test('is read as a parser reads it', () => {
    expect(markers).toHaveLength(8);
    const ticks = fc.array(fc.constantFrom(' ', 'x', 'X'), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(ticks, (signs) => {
        const text = applyEdits(
          TEXT,
          markers.map((marker, at) => ({ span: [marker, marker + 1], text: signs[at] ?? ' ' })),
        );
        expect(retick(before, TEXT, text)).toEqual(readChecklist(text));
      }),
    );
  });

  test.each([
    ['a longer text', `${TEXT}\n`],
    ['another character in a bracket', TEXT.replace('[X] quoted', '[-] quoted')],
    ['a tab, with which it is no item in a quote', TEXT.replace('[X] quoted', '[\t] quoted')],
    ['another word', TEXT.replace('nested', 'Nested')],
    ['another sign at the end', TEXT.replace('.com\n', '.org\n')],
    ['another sign before all items', TEXT.replace('\uFEFF-', '\uFEFF*')],
  ])('is told from %s', (_, text) => {
    expect(retick(before, TEXT, text)).toBeUndefined();
  });

  test('is what is read next, however often', () => {
    const ticked = TEXT.replace('[ ] same', '[x] same');
    for (const text of [TEXT, ticked, TEXT, `${ticked}\n- [ ] new\n`, TEXT])
      expect(readText('file:///a.md', text)).toEqual(readChecklist(text));
    for (let count = 0; count < 50; count += 1) readText(`file:///${count}.md`, TEXT);
    expect(readText('file:///a.md', ticked)).toEqual(readChecklist(ticked));
  });
});
