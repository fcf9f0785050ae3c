import { describe, expect, test } from 'vitest';
import type { ItemNode } from '../../../client/checklists/tree/nodes.ts';
import { fileWords, itemWords, sectionWords } from '../../../client/checklists/tree/nodeWords.ts';
import { newFile } from '../../../client/checklists/tree/takeChecklist.ts';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';

const file = newFile(
  'file:///shop/docs/release.md',
  readChecklist(`# Release

## Data

- [x] Backups *restored*
- [ ] Queue drained <!-- headroom: not-applicable: no queue here -->
- [ ] Nice to have <!-- headroom: optional -->
- [ ] Three regions
  - [x] Oslo
  - [ ] Lima

## Abort conditions

- [ ] Errors above 5%
- [x] Disk full

## Later <!-- headroom: optional -->

- [ ] Party

## Sign-off

- [ ] Lead: ________ Date: ________
`),
);
const itemNamed = (text: string): ItemNode => {
  const found = [...file.below.values()].find((node) => node.kind === 'item' && node.item.text === text);
  if (found?.kind !== 'item') throw new Error(`no item ${text}`);
  return found;
};

describe('words of the tree', () => {
  test.each([
    ['Backups restored', '', 'Backups restored', 'Ticked.'],
    [
      'Queue drained',
      'not applicable: no queue here',
      'Queue drained, not applicable: no queue here',
      'Not applicable',
    ],
    ['Nice to have', 'optional', 'Nice to have, optional', 'Optional: it need not be ticked.'],
    ['Three regions', '1 of 2', 'Three regions, 1 of 2 below it ticked', 'Open: it must be ticked.'],
    [
      'Errors above 5%',
      'alarm',
      'Errors above 5%, alarm',
      'An alarm, because of "Abort conditions": a tick here means',
    ],
    ['Disk full', 'alarm: it happened', 'Disk full, alarm: it happened', 'An alarm that is ticked'],
    ['Party', 'optional', 'Party, optional', 'Optional'],
    ['Lead: ________ Date: ________', '', 'Lead: ________ Date: ________', 'It belongs to the sign-off'],
  ])('of the item %s', (text, description, spoken, tooltip) => {
    const words = itemWords(itemNamed(text));
    expect(words).toMatchObject({ label: text, description, spoken });
    expect(words.tooltip).toContain(tooltip);
  });

  test('of a section', () => {
    const node = file.below.get('section Release / Data');
    if (node?.kind !== 'section') throw new Error('no section Data');
    expect(sectionWords(node)).toEqual({
      label: 'Data',
      description: '2 of 6',
      spoken: 'Data, 2 of 6 ticked',
      tooltip: '**Release / Data**\n\n2 of 6 ticked, line 3.',
    });
  });

  test('of a file', () => {
    expect(fileWords(file, { name: 'release.md', folder: 'docs' })).toEqual({
      label: 'release.md',
      description: '3 of 10 · docs',
      spoken: 'release.md, 3 of 10 ticked, in docs',
      tooltip: '**docs/release.md**\n\n3 of 10 ticked.\n\n2 items that must be ticked are open.',
    });
    expect(fileWords(file, { name: 'a_b.md', folder: '' })).toMatchObject({
      description: '3 of 10',
      spoken: 'a_b.md, 3 of 10 ticked',
    });
  });

  test('show text as it is, not as Markdown', () => {
    const [node] = newFile('file:///a.md', readChecklist('- [ ] Read \\[this\\](https://example.com)\n')).children;
    if (node?.kind !== 'item') throw new Error('no item');
    expect(itemWords(node).tooltip).toContain('Read \\[this\\](https://example.com)');
  });
});
