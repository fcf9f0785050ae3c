import { describe, expect, it } from 'vitest';
import { insertComments } from '../../../../core/checklist/bindings/insertComments.ts';
import { readChecklist } from '../../../../core/checklist/readChecklist.ts';

const bound = { kind: 'check', name: 't/c' } as const;
const comment = '<!-- headroom: check=t/c -->';

function inserted(text: string): { text: string; refused: number } {
  const checklist = readChecklist(text);
  const items = checklist.items.map(({ id }) => ({ on: { kind: 'item', id } as const, bound, comment }));
  const rows = checklist.tables.flatMap((table) =>
    table.rows.map(({ line }) => ({ on: { kind: 'row', line } as const, bound, comment })),
  );
  const done = insertComments(text, checklist, [...items, ...rows], readChecklist);
  return { text: done.text, refused: done.refused.length };
}

describe('comments that are written', () => {
  it.each<[string, string, string]>([
    ['at the end of an item', '- [ ] a\n- b\n', `- [ ] a ${comment}\n- b\n`],
    ['of the last line', '- [ ] a', `- [ ] a ${comment}`],
    [
      'with other line ends',
      '\uFEFF- [ ] a  \r\n- [x] **b**\r\n',
      `\uFEFF- [ ] a ${comment}  \r\n- [x] **b** ${comment}\r\n`,
    ],
    ['before what is nested', '1. [ ] a\n   - [ ] b\n', `1. [ ] a ${comment}\n   - [ ] b ${comment}\n`],
    ['behind all lines of a text', '- [ ] a\n  b\n', `- [ ] a\n  b ${comment}\n`],
    ['in a quote', '> - [ ] a\n', `> - [ ] a ${comment}\n`],
    ['into the last cell', '| A | B |\n|---|---|\n| a | b |\n', `| A | B |\n|---|---|\n| a | b ${comment} |\n`],
    ['of a row without its last bar', 'A | B\n---|---\na | b\\|\n', `A | B\n---|---\na | b\\| ${comment}\n`],
    ['into an empty cell', '| A | B |\n|---|---|\n| a | |\n', `| A | B |\n|---|---|\n| a | ${comment} |\n`],
  ])('%s', (_, text, expected) => {
    expect(inserted(text)).toEqual({ text: expected, refused: 0 });
  });

  it('are not written where nobody would read them', () => {
    // The second line of the row is no row of the table, and a comment that is open takes in what follows.
    const text = '- [ ] a <!-- open\n- [ ] b\n';
    const { text: changed, refused } = inserted(text);
    const { items, bindings } = readChecklist(changed);
    expect(bindings).toHaveLength(items.length - refused);
  });
});
