import { describe, expect, test } from 'vitest';
import { doubtWords, roleWords, signedWords } from '../../../client/checklists/signOff/signOffWords.ts';
import type { SignOffRole } from '../../../core/checklist/signOff/roles.ts';
import type { Standing } from '../../../core/checklist/signOff/standing.ts';

const place = { role: 'Lead', line: 9, name: [0, 4] as const };
const signed = (decision: 'go' | 'no-go', standing: Standing): SignOffRole => ({
  ...{ role: 'Lead', place },
  signed: {
    standing,
    signOff: {
      ...{ role: 'Lead', name: 'Ada', signedAt: '2026-01-31T12:00:00+01:00', decision, hash: 'sha256-0' },
      ...{ sections: [], blanks: [], runs: [], items: [], limits: [], evidence: [], obstacles: [] },
    },
  },
});
const stands: Standing = { state: 'stands', reasons: [] };
const marked: Standing = { state: 'marked', reasons: ['a limit changed', 'an item was opened'] };
const isVoid: Standing = { state: 'void', reasons: ['the text under "A" changed'] };

describe('words of a sign-off', () => {
  test.each<[SignOffRole, string, string | undefined]>([
    [{ role: 'Lead', place }, 'not signed', undefined],
    [{ role: 'Lead', place, byHand: 'Bob' }, 'written by hand, without a record · Bob', undefined],
    [signed('go', stands), 'go · Ada, 2026-01-31', undefined],
    [signed('no-go', stands), 'no-go · Ada, 2026-01-31', undefined],
    [signed('go', marked), 'go, marked · Ada, 2026-01-31', 'Lead marked: a limit changed; an item was opened'],
    [
      signed('go', isVoid),
      'void: the text under "A" changed · Ada, 2026-01-31',
      'Lead void: the text under "A" changed',
    ],
  ])('%#', (role, description, doubt) => {
    expect(roleWords(role)).toMatchObject({ label: 'Sign-off: Lead', description });
    expect(roleWords(role).spoken).toBe(`Sign-off: Lead, ${description.replaceAll(' · ', ', ')}`);
    expect(doubtWords(role)).toBe(doubt);
  });

  test('count those whose go is not void', () => {
    const roles = [signed('go', stands), signed('go', marked), signed('go', isVoid), signed('no-go', stands)];
    expect(signedWords(roles)).toBe('2 of 4 signed');
  });
});
