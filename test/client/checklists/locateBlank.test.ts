import { describe, expect, test } from 'vitest';
import { whyNothingToFill } from '../../../client/checklists/apply/applyWords.ts';
import { locateBlank, wantedBlank } from '../../../client/checklists/apply/locateBlank.ts';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';

const TEXT = '# A\n\n- [ ] p95: ____ ms\n\nUsers: ____\nUsers: ____\n';

describe('a blank that was offered', () => {
  test.each<[string, string, number, number | undefined]>([
    ['where it was', TEXT, 1, 5],
    ['below new text', TEXT.replace('# A\n', '# A\n\nWords.\n'), 0, 5],
    ['by its place among equal ones', TEXT, 2, 6],
    ['not when one of two equal ones is filled', TEXT.replace('Users: ____\n', 'Users: 5\n'), 2, undefined],
    ['not when it is filled', TEXT.replace('____ ms', '5 ms'), 0, undefined],
    ['not in another section', TEXT.replace('# A', '# B'), 0, undefined],
  ])('is found %s', (_, after, which, expected) => {
    const { blanks } = readChecklist(TEXT);
    const wanted = wantedBlank(blanks, blanks[which]!);
    const line = locateBlank(readChecklist(after).blanks, wanted)?.line;
    expect(line).toBe(expected);
  });

  test('and none that can be filled says why', () => {
    expect(whyNothingToFill('a.md', [])).toMatch(/^Nothing to fill in a\.md: no blank /);
    expect(whyNothingToFill('a.md', ['One.'])).toBe('One.');
    expect(whyNothingToFill('a.md', ['One.', 'Two.', 'Three.'])).toBe('One. 2 more are not filled either.');
  });
});
