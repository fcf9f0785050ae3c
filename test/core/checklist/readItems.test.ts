import { describe, expect, it } from 'vitest';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';

function itemsOf(text: string): string[] {
  return readChecklist(text).items.map((item) => `${item.line} ${item.checked ? 'x' : '-'} ${item.text}`);
}

describe('task items', () => {
  it.each<[string, string, string[]]>([
    ['every bullet', '- [ ] a\n\n* [x] b\n\n+ [X] c\n', ['1 - a', '3 x b', '5 x c']],
    ['ordered lists', '1. [ ] a\n2. [x] b\n\n3) [ ] c\n', ['1 - a', '2 x b', '4 - c']],
    ['nested items', '- [ ] a\n  - [x] b\n    1. [ ] c\n- [ ] d\n', ['1 - a', '2 x b', '3 - c', '4 - d']],
    ['items in plain lists', '1. Plain\n   - [ ] a\n', ['2 - a']],
    ['items in quotes', '> - [ ] a\n>   > 1. [x] b\n', ['1 - a', '2 x b']],
    ['a tab between the brackets and behind them', '-\t[ ]\ta\n', ['1 - a']],
    ['Windows line ends', '- [ ] a\r\n- [x] b\r\n', ['1 - a', '2 x b']],
    ['line ends of old', '- [ ] a\r- [x] b\r', ['1 - a', '2 x b']],
    ['a byte order mark', '\uFEFF- [x] a\n', ['1 x a']],
    ['front matter', '---\ntitle: "- [ ] no"\nlist:\n- no\n---\n- [ ] a\n', ['6 - a']],
    ['a text between two rules', '---\nState: draft\n\nWords\n\n- [ ] a\n\n---\n', ['6 - a']],
    ['a heading between two rules', '---\nState: draft\n# A\n- [ ] a\n---\n', ['4 - a']],
    ['items between two rules', '---\nState: draft\n- [ ] a\n---\n', ['3 - a']],
    [
      'mark-up',
      '- [ ] **Bold** `code` [link](https://example.com) <b>c</b> <!-- note --> d\n',
      ['1 - Bold code link c d'],
    ],
    ['text over two lines', '- [ ] one\n  two\n', ['1 - one two']],
    ['entities and escapes', '- [ ] p95 &lt; 1s \\* a\n', ['1 - p95 < 1s * a']],
    ['mis-decoded text', '### ‚úÖ Ready\n- [ ] caf√© \uFFFD\n', ['2 - caf√© \uFFFD']],
  ])('are read: %s', (_, text, expected) => {
    expect(itemsOf(text)).toEqual(expected);
  });

  it.each<[string, string]>([
    ['in fenced code', '```\n- [ ] a\n```\n'],
    ['in fenced code of a list', '1. b\n   ~~~md\n   - [ ] a\n   ~~~\n'],
    ['in a fence that never ends', '```md\n- [ ] a\n\n# b\n'],
    ['in indented code', 'a\n\n    - [ ] a\n'],
    ['in comments', '<!--\n- [ ] a\n-->\n'],
    ['in HTML blocks', '<div>\n- [ ] a\n</div>\n'],
    ['without a text', '- [ ]\n- [ ] \n'],
    ['without a blank between or behind the brackets', '- [] a\n- [ ]a\n- [  ] a\n- [y] a\n'],
    ['outside of lists', '[ ] a\n'],
    ['not at the start of an item', '- a [ ] b\n'],
    ['in a heading of an item', '- # [ ] a\n'],
    ['escaped', '- \\[ ] a\n'],
  ])('are none %s', (_, text) => {
    expect(itemsOf(text)).toEqual([]);
  });

  it('know the headings above, and a heading in a quote holds to the end of the quote', () => {
    const text = '# A\n## B\n- [ ] 1\n> ### Q\n> - [ ] 2\n\n- [ ] 3\n\n# C\n- [ ] 4\n\nSetext\n---\n- [ ] 5\n';
    expect(readChecklist(text).items.map(({ path }) => path.join(' > '))).toEqual([
      'A > B',
      'A > B > Q',
      'A > B',
      'C',
      'C > Setext',
    ]);
  });

  it('have the place of the one character between the brackets', () => {
    const text = '\uFEFF# A\r\n\r\n> *\t[x]  one\r\n>\r\n> 1. b\r\n>    - [ ] [X] two\r\n- [\t] &amp; three\r\n';
    expect(
      readChecklist(text).items.map(({ marker, span }) => [text.slice(marker - 1, marker + 2), text.slice(...span)]),
    ).toEqual([
      ['[x]', '[x]  one'],
      ['[ ]', '[ ] [X] two'],
      ['[\t]', '[\t] &amp; three'],
    ]);
  });
});

describe('ids', () => {
  const ids = (text: string): string[] => readChecklist(text).items.map(({ id }) => id);

  it('are headings and text, and equal ones are numbered', () => {
    expect(ids('# A\n- [ ] one\n- [x] **one**\n- [ ] two\n## B\n- [ ] one\n')).toEqual([
      'A / one',
      'A / one#2',
      'A / two',
      'A / B / one',
    ]);
  });

  it('stay unique whatever the texts are', () => {
    expect(ids('- [ ] a\n- [ ] a#2\n- [ ] a\n- [ ] a\n- [ ] a#2\n')).toEqual(['a', 'a#2', 'a#3', 'a#4', 'a#2#2']);
  });

  it('survive ticking, reordering, rewording of neighbours, notes and new emphasis', () => {
    const before = ids('# A\n- [ ] one\n- [ ] two\n  - [ ] three\n');
    const after = ids(
      '# A\nIntro.\n* [x] **two** <!-- headroom: optional -->\n  1. [x] three\n* [ ] other\n* [ ] one\n',
    );
    expect(before.filter((id) => !after.includes(id))).toEqual([]);
  });

  it('name the task items that an item is part of', () => {
    const { items } = readChecklist('- [ ] a\n  - plain\n    - [ ] b\n      - [ ] c\n');
    expect(items.map(({ depth, parents }) => [depth, ...parents])).toEqual([[0], [1, 'a'], [2, 'a', 'b']]);
  });
});

describe('sections', () => {
  it('count what stands under them, deeper headings included', () => {
    const text = '# A\n- [x] 1\n## B\n- [ ] 2\n- [x] 3\n## C\ntext\n# D\n- [ ] 4\n';
    const { sections } = readChecklist(text);
    expect(sections.map(({ path, line, checked, total }) => `${line} ${path.join('>')} ${checked}/${total}`)).toEqual([
      '1 A 2/3',
      '3 A>B 1/2',
      '6 A>C 0/0',
      '8 D 0/1',
    ]);
    expect(text.slice(...sections[1]!.span)).toBe('## B\n- [ ] 2\n- [x] 3\n');
  });
});
