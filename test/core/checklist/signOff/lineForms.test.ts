import { describe, expect, it } from 'vitest';
import { textHash } from '../../../../core/node/checklist/textHash.ts';
import { readChecklist } from '../../../../core/checklist/readChecklist.ts';
import { prepareSigning } from '../../../../core/checklist/signOff/prepareSigning.ts';
import { signOffRoles, stateOfRole } from '../../../../core/checklist/signOff/roles.ts';
import { emptySidecar, type Sidecar } from '../../../../core/checklist/sidecar/sidecar.ts';
import { applyEdits } from '../../../../core/text/applyEdits.ts';

const now = (text: string) => ({ text, checklist: readChecklist(text), evidence: [], hash: textHash });
const rolesOf = (text: string, sidecar: Sidecar = emptySidecar()) =>
  signOffRoles(now(text), sidecar).map((one) => [one.role, stateOfRole(one), ...(one.signed?.standing.reasons ?? [])]);

/** Signs all roles of a text, one after the other. */
function signAll(text: string, decision: 'go' | 'no-go' = 'go'): [string, Sidecar] {
  const sidecar = emptySidecar();
  let signed = text;
  for (const [role = ''] of rolesOf(text)) {
    const prepared = prepareSigning(
      { ...now(signed), file: 'a.md', sidecar },
      {
        ...{ role, name: 'Ada Lovelace', decision, signedAt: '2026-01-31T12:00:00+01:00' },
        ...{ despite: false, replace: false },
      },
    );
    signed = applyEdits(signed, prepared.edits);
    sidecar.signOffs.push(prepared.signOff);
  }
  return [signed, sidecar];
}

const FORMS: [string, string][] = [
  ['- **Signed**: ____ Date: ____', 'Security team'],
  ['**Signature:** ____ **Date:** ____', 'Security team'],
  ['Name: ____ Date: ____', 'Security team'],
  ['Name: ____ Signature: ____ Date: ____', 'Security team'],
  ['Name: ____ Title: ____ Date: ____', 'Security team'],
  ['Name: ____, Job title: ____, Signature: ____', 'Security team'],
  ['Signature: ____ Name: ____ Date: ____', 'Security team'],
  ['Date: ____ Signature: ____', 'Security team'],
  ['Date: ____ Name: ____', 'Security team'],
  ['Signed by: ____ on: ____', 'Security team'],
  ['Approved by: ____ Date: ____', 'Approved by'],
  ['Approved by ____ on ____', 'Approved by'],
  ['Approved by ____ Date: ____', 'Approved by'],
  ['Sign-off by QA: ____ Date: ____', 'Sign-off by QA'],
  ['Approver: ____ Date: ____', 'Approver'],
  ['Reviewed by: ____ Date: ____ Time: ____', 'Reviewed by'],
  ['Tech Lead: ____ Date: ____', 'Tech Lead'],
  ['Tech Lead: ____ (Date: ____)', 'Tech Lead'],
  ['Tech Lead: ____ | Date: ____ | Signature: ____', 'Tech Lead'],
  ['Tech Lead - ____ Date: ____', 'Tech Lead'],
  ['Tech Lead: ____ Approval date: ____', 'Tech Lead'],
  ['Tech Lead: ____ Signed on: ____', 'Tech Lead'],
  ['Tech Lead: ____ on ____', 'Tech Lead'],
  ['Tech Lead: ____ Date ____', 'Tech Lead'],
  ['Tech Lead: Name: ____ Date: ____', 'Tech Lead'],
  ['Tech Lead: Signature: ____ Date: ____', 'Tech Lead'],
  ['Sign-off: Tech Lead: ____ Date: ____', 'Sign-off: Tech Lead'],
  ['Role: Tech Lead Name: ____ Date: ____', 'Tech Lead'],
  ['- [ ] Tech Lead: ____ Date: ____', 'Tech Lead'],
  ['> 1. Tech Lead: ____ Date: ____', 'Tech Lead'],
  ['Data: ____ Date: ____', 'Data'],
  ['### Tech Lead: ____ Date: ____', 'Tech Lead'],
  ['- Leitung Betrieb: ____ Datum: ____', 'Leitung Betrieb'],
  ['Name: ____ Unterschrift: ____ Datum: ____', 'Security team'],
  ['Responsable: ____ Fecha: ____ Firma: ____', 'Responsable'],
  ['Responsável: ____ Data: ____ Assinatura: ____', 'Responsável'],
  ['Directeur : ____ Signé : ____', 'Directeur'],
  ['批准人：____ 日期：____', '批准人'],
  ['批准人：____ 签字日期：____', '批准人'],
  ['承認者：____　日付：____', '承認者'],
];

describe.each(['go', 'no-go'] as const)('whoever signs %s', (decision) => {
  it.each(FORMS)('below a sign-off is the same before and after: %s', (form, role) => {
    const text = `- [x] a\n\n# Sign-off\n\n**Security team**\n\n${form}\n`;
    expect(rolesOf(text)).toEqual([[role, 'open']]);
    expect(rolesOf(...signAll(text, decision))).toEqual([[role, decision]]);
  });

  it.each(FORMS.filter(([form]) => !/Data: ____ A|\[ \]/.test(form)))('and elsewhere: %s', (form, role) => {
    const text = `- [x] a\n\n**Security team**\n\n${form}\n`;
    expect(rolesOf(text)).toEqual([[role, 'open']]);
    expect(rolesOf(...signAll(text, decision))).toEqual([[role, decision]]);
  });
});

describe('a line that names nobody', () => {
  const LINE = '- **Signed**: ____ Date: ____\n';
  it.each<[string, string, string[]]>([
    [
      'the nearest label above, in bold or with a colon',
      `**Data team**:\n- [x] a\n${LINE}\nSecurity team:\n\n- [x] b\n\n${LINE}`,
      ['Data team', 'Security team'],
    ],
    ['a short line', `Data team\n\n${LINE}`, ['Data team']],
    ['a line of the same paragraph', '**Data team**\nSigned: ____ Date: ____\n', ['Data team']],
    ['the item that it is part of', `- Data team\n  ${LINE}- [x] Security\n\n  ${LINE}`, ['Data team', 'Security']],
    ['the heading', `### Data team\n\n${LINE}\n### Security sign-off\n\n${LINE}`, ['Data team', 'Security sign-off']],
    ['no sentence', `We have looked at all of it.\n\n${LINE}`, ['Signed']],
    ['nothing that a label introduces', `Validation command:\n\n\`\`\`\nls\n\`\`\`\n\n${LINE}`, ['Signed']],
    [
      'nothing above one that says what is below',
      `**Data team**\n\n- [x] b\n\n**Pass criteria:**\n\n${LINE}`,
      ['Signed'],
    ],
    ['no heading for all', `**Required signatures:**\n\n${LINE}${LINE}`, ['Signed', 'Signed#2']],
    ['no label of another section', `**Data team**\n\n## 2. Sign-off\n\n${LINE}`, ['Signed']],
    ['no item beside it', `- Data team\n- [x] b\n${LINE}`, ['Signed']],
  ])('is for %s', (_, lines, roles) => {
    const text = `# A\n\n- [x] all\n\n## Final sign-off\n\n${lines}`;
    expect(rolesOf(text).map(([role]) => role)).toEqual(roles);
    expect(rolesOf(...signAll(text))).toEqual(roles.map((role) => [role, 'go']));
  });
});

describe('lines that are filled in below no sign-off', () => {
  it('count below a label for one', () => {
    expect(rolesOf('- [x] a\n\n**Unterschriften:**\n\n- CIO: TBD Datum: TBD\n- CTO: Ada Datum: 31.01.2026\n')).toEqual([
      ['CIO', 'open'],
      ['CTO', 'by-hand'],
    ]);
  });

  it('are nobody who is asked', () => {
    expect(rolesOf('# History\n\nAuthor: Ada Date: 2026-01-31\n')).toEqual([]);
  });
});

it.each(['Lead ____ Date ____', 'Role: ____ Name: ____ Date: ____', 'Date: ____ Time: ____'])(
  'what could not be read again cannot be signed: %s',
  (form) => {
    expect(rolesOf(`# Sign-off\n\n${form}\n`)).toEqual([]);
  },
);
