import { describe, expect, test } from 'vitest';
import { mayHaveItems } from '../../../client/checklists/mayHaveItems.ts';
import { itemsDirectlyIn, itemsOnLines, sectionAt, toggled } from '../../../client/checklists/ticking/itemsOnLines.ts';
import { locate, refusal, wantedItem } from '../../../client/checklists/ticking/locate.ts';
import { provenWish, tickEdits } from '../../../client/checklists/ticking/tickEdits.ts';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';
import { applyEdits } from '../../../core/text/applyEdits.ts';
import { LineIndex } from '../../../core/text/lineIndex.ts';

const REGIONS = '# Go live\n\n- Oslo\n- [ ] Oslo\n  - [ ] Deployed\n- [ ] Lima\n  - [ ] Deployed\n  - [ ] Deployed\n';

describe('an item that was drawn', () => {
  /** The line of the item that stood on a line before, in another text. */
  const lineIn = (after: string, line: number, before = REGIONS): number | string => {
    const { items } = readChecklist(before);
    const item = items.find((one) => one.line === line);
    if (item === undefined) throw new Error(`no item on line ${line}`);
    const found = locate(readChecklist(after).items, wantedItem(items, item));
    return 'why' in found ? found.why : found.item.line;
  };

  test.each<[string, string, number, number | string]>([
    ['where it was', REGIONS, 5, 5],
    ['below new text', `Words.\n\n${REGIONS}`, 5, 7],
    ['ticked by somebody else', REGIONS.replace('  - [ ] Deployed', '  - [x] Deployed'), 5, 5],
    ['by its place among equal ones', REGIONS, 8, 8],
    [
      'not in another parent, though the ids are now exchanged',
      '# Go live\n\n- [ ] Lima\n  - [ ] Deployed\n',
      5,
      'gone',
    ],
    ['not when it was reworded', REGIONS.replace('Deployed', 'Rolled out'), 5, 'gone'],
    ['not when it moved to another section', REGIONS.replace('# Go live', '# Later'), 5, 'gone'],
    ['not when an equal one came', `${REGIONS}  - [ ] Deployed\n`, 8, 'ambiguous'],
    ['not when one of two equal ones went', REGIONS.replace(/ {2}- \[ \] Deployed\n$/, ''), 7, 'ambiguous'],
    ['not in a text without items', '# Go live\n', 5, 'gone'],
  ])('is found %s', (_, after, line, expected) => {
    expect(lineIn(after, line)).toBe(expected);
  });

  test('is refused in words that name it and its place', () => {
    const { items } = readChecklist(REGIONS);
    const wanted = wantedItem(items, items[1]!);
    for (const why of ['gone', 'ambiguous'] as const) {
      const message = refusal(why, wanted, 'docs/release.md');
      expect(message).toMatch(/^docs\/release\.md .*"Deployed".* Nothing was changed; /);
    }
  });
});

describe('an item that was proven', () => {
  const before = '- [ ] Fast <!-- headroom: check=search/p95-latency -->\n- [ ] Safe\n';
  const checklist = readChecklist(before);
  const wish = provenWish(checklist, checklist.items[0]!);
  const ticked = (now: string): string => applyEdits(now, tickEdits(readChecklist(now), [wish], 'a.md'));

  test('is ticked where it is now', () => {
    expect(ticked(`Words.\n\n${before}`)).toBe(`Words.\n\n${before.replace('[ ] Fast', '[x] Fast')}`);
  });

  test.each([
    ['to another check', before.replace('p95', 'p99')],
    ['in another environment', before.replace(' -->', ' environment=live -->')],
    ['to nothing any more', before.replace(/ <!--.*-->/, '')],
  ])('is not ticked when it was bound %s meanwhile', (_, now) => {
    expect(() => ticked(now)).toThrow('In a.md "Fast" is no longer bound to what proved it. Nothing was changed;');
  });
});

describe('the items that a person points at', () => {
  const TEXT =
    '- [ ] top\n\n# A\n\n- [ ] one\n  goes on\n  - [x] nested\n\n  more of one\n- [x] two\n\n## B\n\n- [x] three\n';
  const checklist = readChecklist(TEXT);
  const lines = new LineIndex(TEXT);
  const lineOf = (offset: number): number => lines.position(offset).line + 1;

  test.each<[number, number, string[]]>([
    [5, 5, ['one goes on']],
    [6, 6, ['one goes on']],
    [7, 7, ['nested']],
    [2, 2, []],
    [9, 9, []],
    [1, 14, ['top', 'one goes on', 'nested', 'two', 'three']],
    [6, 10, ['one goes on', 'nested', 'two']],
  ])('on lines %i to %i are %j', (from, to, expected) => {
    expect(itemsOnLines(checklist.items, from, to, lineOf).map(({ text }) => text)).toEqual(expected);
  });

  test('become all ticked, and only when they are, all open', () => {
    expect(toggled(checklist.items)).toBe(true);
    expect(toggled(checklist.items.filter(({ checked }) => checked))).toBe(false);
  });

  test('in a section are those under its own heading', () => {
    const inSection = (word: string): string[] =>
      itemsDirectlyIn(checklist, sectionAt(checklist, TEXT.indexOf(word))).map(({ text }) => text);
    expect(inSection('top')).toEqual(['top']);
    expect(inSection('# A')).toEqual(['one goes on', 'nested', 'two']);
    expect(inSection('## B')).toEqual(['three']);
  });
});

describe('a look at a text', () => {
  test.each([
    ['- [ ] a\n', true],
    ['1. [x] a\n', true],
    ['> * [X] a\r\n', true],
    ['+ [ ]\n  a\n', true],
    ['a [x] b\n', false],
    ['- [link](a.md)\n', false],
    ['', false],
  ])('%j may have items: %s', (text, expected) => {
    expect(mayHaveItems(text)).toBe(expected);
    if (!expected) expect(readChecklist(text).items).toEqual([]);
  });

  test('costs little where a line is long', () => {
    const startedAt = performance.now();
    for (const piece of ['-', '- ', '- [', '1. ']) expect(mayHaveItems(piece.repeat(300_000))).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});
