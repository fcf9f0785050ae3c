import { describe, expect, it } from 'vitest';
import { readChecklist } from '../../../../core/checklist/readChecklist.ts';
import { signOffPlaces } from '../../../../core/checklist/signOff/places.ts';
import {
  ObstaclesError,
  prepareSigning,
  withSignOff,
  type Signable,
  type SigningWish,
} from '../../../../core/checklist/signOff/prepareSigning.ts';
import { signOffObstacles, signOffRoles, stateOfRole } from '../../../../core/checklist/signOff/roles.ts';
import { emptySidecar, type Sidecar } from '../../../../core/checklist/sidecar/sidecar.ts';
import { applyEdits } from '../../../../core/text/applyEdits.ts';
import { textHash } from '../../../../core/node/checklist/textHash.ts';

const at = (text: string, sidecar: Sidecar = emptySidecar()): Signable => ({
  ...{ file: 'a.md', text, checklist: readChecklist(text), evidence: [], sidecar, hash: textHash },
});
const wish: SigningWish = {
  ...{ role: 'Lead', name: 'Ada', decision: 'go', signedAt: '2026-01-31T12:00:00+01:00' },
  ...{ despite: false, replace: false },
};

/** The text and the sidecar after a signature. */
function signed(text: string, change: Partial<SigningWish> = {}, sidecar = emptySidecar()): [string, Sidecar] {
  const prepared = prepareSigning(at(text, sidecar), { ...wish, ...change });
  return [applyEdits(text, prepared.edits), withSignOff(sidecar, 'a.md', prepared)];
}

const READY = '- [x] all\n\n# Sign-off\n\n';
const OPEN = '- [ ] all\n\n# Sign-off\n\n';

describe('what a signature writes', () => {
  it.each<[string, string, Partial<SigningWish>, string]>([
    ['name and date', 'Lead: ______ Date: ____\n', {}, 'Lead: Ada Date: 2026-01-31\n'],
    ['the tick of its own line', '- [ ] **Lead**: ____ Date: ____\r\n', {}, '- [x] **Lead**: Ada Date: 2026-01-31\r\n'],
    [
      'only a tick that is a go',
      '- [ ] Lead: __ Date: __\n',
      { decision: 'no-go' },
      '- [ ] Lead: Ada (no-go) Date: 2026-01-31\n',
    ],
    ['the decision', 'Lead: ____ Signature: ____\n', {}, 'Lead: Ada Signature: go\n'],
    ['a no in its place', 'Lead: ____ Signature: ____\n', { decision: 'no-go' }, 'Lead: Ada Signature: no-go\n'],
    ['nothing twice', 'Lead: Ada Date: ____\n', {}, 'Lead: Ada Date: 2026-01-31\n'],
    [
      'a row with empty cells',
      '| Role | Name | Date | Decision |\n|---|---|---|---|\n| Lead |  | | |\n',
      {},
      '| Role | Name | Date | Decision |\n|---|---|---|---|\n| Lead | Ada | 2026-01-31 | go |\n',
    ],
    [
      'a row with blanks',
      '| Role | Name | Signature | Date |\n|---|---|---|---|\n| Lead | ____ | ____ | __ |\n',
      {},
      '| Role | Name | Signature | Date |\n|---|---|---|---|\n| Lead | Ada | go | 2026-01-31 |\n',
    ],
    [
      'a row without a column for names',
      '| Team | Signed | Date |\n|---|---|---|\n| Lead | | |\n',
      { decision: 'no-go' },
      '| Team | Signed | Date |\n|---|---|---|\n| Lead | Ada (no-go) | 2026-01-31 |\n',
    ],
  ])('%s', (_, line, change, expected) => {
    expect(signed(READY + line, change)[0]).toBe(READY + expected);
  });

  it('says in the text that it is in spite of something', () => {
    const [text, sidecar] = signed(`${OPEN}Lead: __ Date: __\n`, { despite: true });
    expect(text).toContain('Lead: Ada (despite 1 obstacle) Date: 2026-01-31');
    expect(sidecar.signOffs[0]?.obstacles).toEqual(['a.md:1: "all" is open. Tick it when it is done.']);
    expect(signed(`${OPEN}Lead: __ Signature: __\n`, { despite: true })[0]).toContain(
      'Ada Signature: go, despite 1 obstacle',
    );
  });

  it('stands in the text that it has written', () => {
    const [text, sidecar] = signed(`${READY}- [ ] Lead: __ Date: __\n- [ ] Operations: __ Date: __\n`);
    const roles = signOffRoles(at(text), sidecar);
    expect(roles.map((role) => [role.role, stateOfRole(role)])).toEqual([
      ['Lead', 'go'],
      ['Operations', 'open'],
    ]);
  });
});

describe('what cannot be signed', () => {
  it.each<[string, string, Partial<SigningWish>, string]>([
    [
      'an unknown role',
      'Lead: __ Date: __',
      { role: 'Led' },
      'a.md has no role "Led". Did you mean `Lead`? It has `Lead`.',
    ],
    ['a text without roles', 'All fine.', {}, 'a.md has no line to sign. Write one such as'],
    ['one with a role only in code', '```\nLead: ____ Date: ____\n```', {}, 'a.md has no line to sign.'],
    ['without a name', 'Lead: __ Date: __', { name: ' ' }, 'A signature needs a name.'],
    ['with a name of several lines', 'Lead: __ Date: __', { name: 'A\nB' }, 'cannot be written as a name'],
    [
      'where another name stands',
      'Lead: Bob Date: ____',
      {},
      'a.md:5: where the name of Lead belongs, it says "Bob" already.',
    ],
    ['where another date stands', 'Lead: ____ Date: ____ today\n', {}, ''],
  ])('%s', (_, line, change, said) => {
    if (said === '') expect(signed(`${READY}${line}`, change)[0]).toContain('2026-01-31 today');
    else expect(() => signed(`${READY}${line}\n`, change)).toThrow(said);
  });

  it('a go while something is open, in words of its own', () => {
    try {
      signed(`${OPEN}Lead: __ Date: __\n`);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ObstaclesError);
      expect(error).toMatchObject({ obstacles: ['a.md:1: "all" is open. Tick it when it is done.'] });
    }
    expect(signed(`${OPEN}Lead: __ Date: __\n`, { decision: 'no-go' })[1].signOffs[0]?.decision).toBe('no-go');
  });

  it.each([
    ['without items', '# Sign-off\n\nLead: __ Date: __\n', 'a.md has no task items'],
    [
      'where none must be ticked',
      '- [ ] a <!-- headroom: optional -->\n\n# Sign-off\n\nLead: __ Date: __\n',
      'None of the 1 task item of a.md must be ticked',
    ],
    ['on top of open items', '# Sign-off\n\nLead: __ Date: __\n\n# Must\n\n- [ ] a\n', 'a.md:7: "a" is open.'],
    [
      'with a wrong comment',
      '- [x] a <!-- headroom: chek=a/b -->\n\n# Sign-off\n\nLead: __ Date: __\n',
      'a.md:1: `chek` is unknown here.',
    ],
  ])('a go %s', (_, text, said) => {
    expect(() => signed(text)).toThrow(ObstaclesError);
    expect(signed(text, { despite: true })[1].signOffs[0]?.obstacles.join()).toContain(said);
  });
});

describe('a role that has signed', () => {
  const text = `${READY}Lead: __ Date: __\n`;
  const [after, sidecar] = signed(text);

  it('signs again only in place of what is void, or where that is said', () => {
    expect(() => signed(after, { name: 'Bob' }, sidecar)).toThrow(
      'Lead has signed a.md already: Ada, 2026-01-31, go. To put another signature in its place, say so with --replace.',
    );
    expect(signed(after, { name: 'Bob', replace: true }, sidecar)[0]).toContain('Lead: Bob Date');
    const changed = after.replace('all', 'others');
    const [again, { signOffs }] = signed(changed, { name: 'Bob', signedAt: '2026-02-01T12:00:00+01:00' }, sidecar);
    expect(again).toContain('Lead: Bob Date: 2026-02-01');
    expect(signOffs.map(({ name }) => name)).toEqual(['Bob']);
  });

  it('keeps what somebody else made of its line', () => {
    const changed = after.replace('all', 'others').replace('Ada', 'Ada L.');
    expect(() => signed(changed, {}, sidecar)).toThrow('it says "Ada L." already');
  });

  it('is not replaced when somebody else signed in the meantime', () => {
    const prepared = prepareSigning(at(text), wish);
    expect(() => withSignOff(sidecar, 'a.md', prepared)).toThrow('Lead has signed a.md already');
  });

  it.each([
    ['Ada', '__', 'line 5 has no name, and the record says "Ada"'],
    ['Ada', 'Bob', 'line 5 says "Bob", and the record says "Ada"'],
    ['2026-01-31', '2026-02-01', 'line 5 says "2026-02-01", and the record says "2026-01-31"'],
    [/Lead.*/, 'Operations: __ Date: __', 'the text has no line for this role any more'],
  ])('is marked where its line does not say so: %s is %s', (from, to, reason) => {
    const role = signOffRoles(at(after.replace(from, to)), sidecar).find((one) => one.role === 'Lead');
    expect(role?.signed?.standing).toEqual({ state: 'marked', reasons: [reason] });
  });

  it('is not marked where its line is only set in bold', () => {
    const role = signOffRoles(at(after.replace('Ada', '**Ada**')), sidecar)[0];
    expect(role && stateOfRole(role)).toBe('go');
  });

  it('has decided what its newest signature says, in whatever order they stand, and that is told', () => {
    const [go] = sidecar.signOffs;
    const later = { ...go!, name: 'Bob', decision: 'no-go' as const, signedAt: '2026-01-31T11:30:00Z' };
    for (const signOffs of [
      [go!, later],
      [later, go!],
    ]) {
      const [role] = signOffRoles(at(after), { signOffs });
      expect(role?.signed?.signOff.name).toBe('Bob');
      expect(role?.signed?.standing.reasons.at(-1)).toMatch(
        /^the record has 2 signatures of this role, of which only the newest counts: .*Bob no-go/,
      );
      const resigned = prepareSigning(at(after, { ...sidecar, signOffs }), { ...wish, replace: true });
      expect(withSignOff({ ...sidecar, signOffs }, 'a.md', resigned).signOffs).toHaveLength(1);
    }
  });

  it('is still listed when the text has no line for it any more', () => {
    const gone = after.replace(/Lead.*/, 'Operations: __ Date: __');
    const roles = signOffRoles(at(gone), sidecar);
    expect(roles.map(({ role, place }) => [role, place?.line])).toEqual([
      ['Operations', 5],
      ['Lead', undefined],
    ]);
  });
});

describe('what of the signatures keeps a checklist from being complete', () => {
  const line = 'Lead: __ Date: __\n';
  const messages = (text: string, sidecar: Sidecar, mustBeSigned = false): string[] =>
    signOffObstacles('a.md', signOffRoles(at(text), sidecar), { mustBeSigned }).map(({ message }) => message);

  it.each<[string, string, Partial<SigningWish>, (text: string) => string, string | undefined]>([
    ['nothing of a go', READY, {}, (text) => text, undefined],
    ['a no-go', READY, { decision: 'no-go' }, (text) => text, 'a.md:5: Lead (Ada) signed no-go.'],
    [
      'a void one',
      READY,
      {},
      (text) => text.replace('all', 'others'),
      'The sign-off of Lead (Ada) is void: the text above the first heading changed. Sign again: `headroom sign a.md --role Lead`.',
    ],
    [
      'a marked one',
      READY,
      {},
      (text) => text.replace('[x]', '[ ]'),
      'The sign-off of Lead (Ada) is marked: ticked when this was signed and open now: "all".',
    ],
    [
      'one in spite of something',
      OPEN,
      { despite: true },
      (text) => text,
      'is marked: it was signed in spite of an obstacle: a.md:1',
    ],
  ])('%s', (_, head, change, later, said) => {
    const [text, sidecar] = signed(head + line, change);
    const found = messages(later(text), sidecar);
    expect(found).toHaveLength(said === undefined ? 0 : 1);
    expect(found[0] ?? '').toContain(said ?? '');
  });

  it('nobody who has not signed, unless everybody must', () => {
    expect(messages(READY + line, emptySidecar())).toEqual([]);
    expect(messages(READY + line, emptySidecar(), true)).toEqual([
      'a.md:5: Lead has not signed. Sign: `headroom sign a.md --role Lead`.',
    ]);
    expect(messages(`${READY}Tech Lead: Ada Date: 2026-01-31\n`, emptySidecar(), true)).toEqual([
      'a.md:5: Of Tech Lead only the text says that Ada signed. Sign: `headroom sign a.md --role "Tech Lead"`.',
    ]);
    expect(messages('- [x] all\n', emptySidecar(), true)).toEqual([
      expect.stringContaining('a.md has no line to sign'),
    ]);
  });
});

it('the parts of one sign-off are signed all, and a title that reads like one is none', () => {
  const part = (name: string): string => `### ${name} approvals\n- ${name}: ____ Date: ____\n`;
  const rolesOf = (text: string): string[] => signOffPlaces(readChecklist(text)).map(({ role }) => role);
  expect(rolesOf(`# A\n- [x] a\n## Sign-off\n${part('Data')}${part('Security')}`)).toEqual(['Data', 'Security']);
  const titled = `# Release sign-off\nAuthor: ____ Date: ____\n## Must\n- [x] a\n## Sign-off\n${part('Data')}`;
  expect(rolesOf(titled)).toEqual(['Data']);
  expect(rolesOf(`# A\n## QA sign-off\n- QA: __ Date: __\n- [x] a\n${part('Data')}`)).toEqual(['Data']);
});

it('where a table has only names, each of them signs in the column for the signature', () => {
  const table = '| Name | Date | Signature |\n|---|---|---|\n';
  const [text] = signed(`${READY}${table}| Ada Lovelace | | |\n`, { role: 'Ada Lovelace', name: 'Ada Lovelace' });
  expect(text).toBe(`${READY}${table}| Ada Lovelace | 2026-01-31 | Ada Lovelace |\n`);
});

it('the roles are those of the last sign-off, in lines and tables, each with a name of its own', () => {
  const text = `Author: ____ Date: ____\n\n${READY}- Lead: __ Date: __\n- Lead: __ Date: __\n\n| Team | Name | Date |\n|---|---|---|\n| Data | | |\n| | | |\n`;
  expect(signOffPlaces(readChecklist(text)).map(({ role }) => role)).toEqual(['Lead', 'Lead#2', 'Data']);
});
