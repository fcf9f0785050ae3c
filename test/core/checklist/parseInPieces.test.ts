import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';

/** Longer than what is parsed at once; the reference definition keeps the same text in one piece. */
const FILLER = `${'Words of a section that say little. '.repeat(60)}\n\n`;
const DEFINITION = '\n\n[nowhere]: https://example.com\n';

const PARTS = [
  '# One\n\n- [ ] a\n  - [x] b\n\n',
  '## Two\n\n1. c\n\n   ```sh\n   # no heading\n   ```\n\n',
  '```sh\n\n# no heading\n- [ ] code\n```\n\n',
  '~~~~\n```\n\n# no heading\n~~~~\n\n',
  '- d\n\n  ```\n  - [ ] code\n\n',
  '<!--\n\n# no heading\n\n- [ ] hidden\n-->\n\n',
  '<pre>\n\n# no heading\n</pre>\n\n',
  '<div>\n# still HTML\n\n',
  '> quoted ____\n> - [ ] e\n\n',
  '```\n\n# open\n\n',
  '<!-- open\n\n# f\n\n',
  '| Metric | Target |\n|---|---|\n| g | < 1s |\n\n',
  '# Three <!-- headroom: optional -->\n\n',
];

describe('a long text', () => {
  it('is read in pieces as it would be at once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PARTS), { minLength: 20, maxLength: 30 }), (parts) => {
        const text = parts.map((part) => part + FILLER).join('');
        const whole = readChecklist(text + DEFINITION);
        const cut = readChecklist(text);
        expect(cut.items).toEqual(whole.items);
        expect(cut.tables).toEqual(whole.tables);
        expect(cut.blanks).toEqual(whole.blanks);
        expect(cut.sections.map(({ path, line }) => [line, ...path])).toEqual(
          whole.sections.map(({ path, line }) => [line, ...path]),
        );
      }),
      { numRuns: 12 },
    );
  });

  it('of 10,000 items is read whole', () => {
    const sections = Array.from({ length: 200 }, (_, section) =>
      [
        `## Section ${section}`,
        '',
        ...Array.from({ length: 50 }, (_, at) => `${at % 3 ? '  ' : ''}- [ ] item ${at}`),
      ].join('\n'),
    );
    const text = `# All\n\n${sections.join('\n\n')}\n`;
    const { items } = readChecklist(text);
    expect(items).toHaveLength(10_000);
    expect(items.every(({ marker }) => text.slice(marker - 1, marker + 2) === '[ ]')).toBe(true);
    expect(new Set(items.map(({ id }) => id)).size).toBe(10_000);
  });
});
