import { describe, expect, test } from 'vitest';
import { isShown, type ItemFilter } from '../../../client/checklists/tree/itemFilter.ts';
import { retick } from '../../../client/checklists/retick.ts';
import type { FileNode, TreeNode } from '../../../client/checklists/tree/nodes.ts';
import { newFile, takeChecklist } from '../../../client/checklists/tree/takeChecklist.ts';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';

const TEXT = `- [x] Before all headings

# Release

- [ ] Asked

## Data

- [x] Backups restored
  - [ ] On staging
- [ ] Schema frozen

## Empty

Nothing.

## Traffic

- [ ] Load test passed
`;

const fileOf = (text: string): FileNode => newFile('file:///shop/release.md', readChecklist(text));
const nameOf = (node: TreeNode): string =>
  node.kind === 'item' ? node.item.text : node.kind === 'section' ? (node.section.path.at(-1) ?? '') : 'file';

/** The tree as lines, as deep as they are indented. */
function lines(node: TreeNode, filter: ItemFilter = 'all', depth = 0): string[] {
  return node.children
    .filter((child) => isShown(child, filter))
    .flatMap((child) => [`${'  '.repeat(depth)}${nameOf(child)}`, ...lines(child, filter, depth + 1)]);
}

describe('the tree of a checklist', () => {
  test('has headings as sections and items where they stand', () => {
    const file = fileOf(TEXT);
    expect(lines(file)).toEqual([
      'Before all headings',
      'Release',
      '  Asked',
      '  Data',
      '    Backups restored',
      '      On staging',
      '    Schema frozen',
      '  Traffic',
      '    Load test passed',
    ]);
    expect(file.progress).toEqual({ checked: 2, total: 6 });
    expect(file.openRequired).toBe(4);
  });

  test('leaves out a heading that everything stands under', () => {
    expect(lines(fileOf(TEXT.slice(TEXT.indexOf('#'))))).toEqual([
      'Asked',
      'Data',
      '  Backups restored',
      '    On staging',
      '  Schema frozen',
      'Traffic',
      '  Load test passed',
    ]);
  });

  test('tells sections with equal headings apart', () => {
    const file = fileOf('# A\n\n- [ ] one\n\n# A\n\n- [x] one\n');
    expect(lines(file)).toEqual(['A', '  one', 'A', '  one']);
    expect(file.children.map((node) => node.kind === 'section' && node.section.checked)).toEqual([0, 1]);
  });

  test('goes over skipped levels and back', () => {
    expect(lines(fileOf('# A\n\n- [ ] a\n\n### C\n\n- [ ] c\n\n## B\n\n- [ ] b\n\n# D\n\n- [ ] d\n'))).toEqual([
      'A',
      '  a',
      '  C',
      '    c',
      '  B',
      '    b',
      'D',
      '  d',
    ]);
  });

  test.each<[ItemFilter, string[]]>([
    [
      'open',
      [
        'Release',
        '  Asked',
        '  Data',
        '    Backups restored',
        '      On staging',
        '    Schema frozen',
        '  Traffic',
        '    Load test passed',
      ],
    ],
    ['done', ['Before all headings', 'Release', '  Data', '    Backups restored']],
  ])('shows %s items alone, with what they stand in', (filter, expected) => {
    expect(lines(fileOf(TEXT), filter)).toEqual(expected);
  });
});

describe('a text that is read again', () => {
  const changes = (before: string, after: string): { file: FileNode; changed: string[] } => {
    const file = fileOf(before);
    return { file, changed: takeChecklist(file, readChecklist(after)).map(nameOf).toSorted() };
  };

  test.each([
    ['nothing, where nothing is other', TEXT, []],
    ['nothing, where only lines moved', `Words.\n\n${TEXT}`, []],
    [
      'an item with all that counts it',
      TEXT.replace('[ ] Schema', '[x] Schema'),
      ['Data', 'Release', 'Schema frozen', 'file'],
    ],
    ['what a new item stands in', TEXT.replace('- [ ] Asked\n', '- [ ] Asked\n- [ ] New\n'), ['Release', 'file']],
    ['what a reworded item stands in', TEXT.replace('Asked', 'Answered'), ['Release']],
    [
      'an item that became optional',
      TEXT.replace('Schema frozen', 'Schema frozen <!-- headroom: optional -->'),
      ['Schema frozen', 'file'],
    ],
  ])('draws %s', (_, after, expected) => {
    expect(changes(TEXT, after).changed).toEqual(expected);
  });

  test('keeps the nodes, with their new places', () => {
    const file = fileOf(TEXT);
    const before = new Map(file.below);
    takeChecklist(file, readChecklist(`Words.\n\n${TEXT}`));
    expect([...file.below].every(([key, node]) => before.get(key) === node)).toBe(true);
    const lineOf = (key: string): number | undefined => {
      const node = file.below.get(key);
      return node?.kind === 'item' ? node.item.line : undefined;
    };
    expect(lineOf('item Before all headings')).toBe(3);
  });

  test('knows the parent of each node, also when it became another', () => {
    const { file } = changes('# A\n\n- [ ] a\n\n# B\n\n- [ ] b\n', '# B\n\n- [ ] b\n\n## A\n\n- [ ] a\n');
    for (const node of file.below.values()) expect(node.parent.children).toContain(node);
    expect(lines(file)).toEqual(['b', 'A', '  a']);
  });

  test('is ready in a moment with thousands of items', () => {
    const section = (_: unknown, at: number): string =>
      `\n## Section ${at}\n\n${Array.from({ length: 100 }, (_item, index) => `- [ ] Item ${at * 100 + index}\n`).join('')}`;
    const many = `# Many\n${Array.from({ length: 20 }, section).join('')}`;
    const before = readChecklist(many);
    const after = retick(before, many, many.replace('[ ] Item 77\n', '[x] Item 77\n'))!;
    const startedAt = performance.now();
    const file = newFile('file:///many.md', before);
    expect(takeChecklist(file, after).map(nameOf)).toEqual(['Section 0', 'Item 77', 'file']);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});
