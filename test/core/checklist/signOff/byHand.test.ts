import { describe, expect, it } from 'vitest';
import { readChecklist } from '../../../../core/checklist/readChecklist.ts';
import { signOffObstacles, signOffRoles, stateOfRole } from '../../../../core/checklist/signOff/roles.ts';
import { readinessReport } from '../../../../core/readiness/readinessReport.ts';
import { documentOf, inputOf } from '../../readiness/readinessFixture.ts';

const rolesOf = (text: string) =>
  signOffRoles({ text, checklist: readChecklist(text), evidence: [], hash: (one) => one }, { signOffs: [] });
const statesOf = (text: string): string[] => rolesOf(text).map(stateOfRole);
const line = (name: string, date: string): string => `- [x] a\n\n## Sign-off\n\nTech Lead: ${name} Date: ${date}\n`;
const row = (name: string, decision: string, date: string): string =>
  `- [x] a\n\n## Approval\n\n| Role | Name | Approval | Date |\n|---|---|---|---|\n| Lead | ${name} | ${decision} | ${date} |\n`;

const PLACEHOLDERS = [
  ...[
    '[Name]',
    'TBD',
    'T.B.D.',
    '-',
    '—',
    'N/A',
    'n/a',
    '?',
    '…',
    '...',
    '☐',
    '@todo',
    '*pending*',
    '_pending_',
    '(TBD)',
    'Name',
  ],
  ...[
    '`<name>`',
    '<name>',
    '{{name}}',
    'xxx',
    'XXXX',
    'Full name',
    'Your name',
    'Unassigned',
    'None',
    'to be assigned',
  ],
  ...[
    '\\[Name\\]',
    '\\_\\_\\_',
    '**____**',
    '\\***\\_\\*\\*\\*',
    '[ ]',
    'ausstehend',
    'offen',
    'en attente',
    'pendiente',
  ],
  ...['in attesa', '待定', '未定', 'Nombre', '氏名', '[Ada Lovelace]', '⏳ Pending', '&nbsp;'],
];

describe('a place that only says what is to be written there', () => {
  it.each(PLACEHOLDERS)('%s is no name', (name) => {
    expect(statesOf(row(name, 'Approved', '2026-01-31'))).toEqual(['open']);
    // Without anything between its words a line is none.
    if (name !== '&nbsp;') expect(statesOf(line(name, '2026-01-31'))).toEqual(['open']);
  });

  it.each([
    ...[
      '',
      '[Date]',
      'TBD',
      '—',
      '?',
      'YYYY-MM-DD',
      'dd/mm/yyyy',
      'DD.MM.YYYY',
      '\\_\\_/\\_\\_/\\_\\_\\_\\_',
      '<date>',
      'Date',
    ],
    ...['Pending', '2026-XX-XX', '2026-MM-DD', 'soon', '日期', 'tt.mm.jjjj'],
  ])('%j is no date', (date) => {
    expect(statesOf(row('Ada', 'Approved', date))).toEqual(['open']);
    expect(statesOf(line('Ada', date))).toEqual(['open']);
  });
});

describe('a decision that is no yes', () => {
  it.each([
    ...[
      '',
      '[ ] Approved',
      '☐ Approved',
      '□ Pass / □ Fail',
      '[ ] Go [x] No-Go',
      '☐ Yes ☑ No',
      'Pending',
      'Rejected',
      'declined',
    ],
    ...[
      'No',
      'No-go',
      'NO GO',
      'Not approved',
      'not yet',
      'In review',
      'in progress',
      'Waiting for Bob',
      'Blocked',
      'Open',
    ],
    ...[
      '❌',
      '❌ Rejected',
      '✗',
      '🔴',
      'Approved? No, pending tests',
      'Conditionally approved',
      'abgelehnt',
      'Nein',
      'refusé',
    ],
    ...['rechazado', 'não', '驳回', '未批准', '却下', 'Go / No-Go', 'Draft', '⚠ see notes'],
  ])('%j leaves the role open', (decision) => {
    expect(statesOf(row('Ada', decision, '2026-01-31'))).toEqual(['open']);
  });

  it.each([
    ...[
      'Approved',
      'Go',
      'Yes',
      '[x] Approved',
      '☑ Approved',
      '✅',
      '✓',
      '[x] Go [ ] No-Go',
      '☑ Pass / ☐ Fail',
      'Ada L.',
    ],
    ...['No objections', 'OK', 'genehmigt', '同意', '承認', '🐾', 'Approved, no issues', '![Ada](ada.png)'],
  ])('%j does not', (decision) => {
    expect(statesOf(row('Ada', decision, '2026-01-31'))).toEqual(['by-hand']);
  });
});

describe('a line that is signed by hand', () => {
  it.each([
    'Ada',
    'Ada Lovelace',
    '[Ada](https://example.com/ada)',
    '@ada',
    'A. L.',
    '**Ada**',
    '王芳',
    'Noah Open',
    'Dr. No',
  ])('has a name: %s', (name) => {
    expect(statesOf(line(name, '2026-01-31'))).toEqual(['by-hand']);
  });

  it.each(['2026-01-31', '31.01.2026', '31 January 2026', '1/31/26', '2026年1月31日', 'Q1 2026'])(
    'has a date: %s',
    (date) => {
      expect(statesOf(line('Ada', date))).toEqual(['by-hand']);
    },
  );

  it('has each of its places filled in, its box among them', () => {
    expect(statesOf('# Sign-off\n\nLead: Ada Date:\n')).toEqual(['open']);
    expect(statesOf('# Sign-off\n\n- [ ] Lead: Ada Date: 2026-01-31\n- [x] QA: Bob Date: 2026-01-31\n')).toEqual([
      'open',
      'by-hand',
    ]);
    const table = (signature: string): string =>
      `# Sign-off\n\n| Role | Name | Signature | Date | Status |\n|---|---|---|---|---|\n| QA | Ada | ${signature} | 2026-01-31 | Approved |\n`;
    expect(statesOf(table(''))).toEqual(['open']);
    expect(statesOf(table('A. L.'))).toEqual(['by-hand']);
    expect(
      statesOf('# Sign-off\n\n| Gate | Owner | Status | Date |\n|---|---|---|---|\n| QA | Tech Lead | Pending | |\n'),
    ).toEqual(['open']);
  });
});

it('what stands there is told where it is no signature', () => {
  const text = row('[Name]', '[ ] Approved', '');
  const [obstacle] = signOffObstacles('a.md', rolesOf(text), { mustBeSigned: true });
  expect(obstacle?.message).toBe(
    'a.md:7: Lead has not signed: its line says "[Name]", "[ ] Approved" and nothing else. Take that out, and sign: `headroom sign a.md --role Lead`.',
  );
  const { decision, signOffs } = readinessReport(
    inputOf({ documents: [documentOf(row('Ada', 'Rejected', '2026-01-31'))] }),
  );
  expect(decision).toEqual({
    value: 'not-decided',
    reasons: ['release.md:7: Lead has not signed: its line says "Ada", "Rejected" and "2026-01-31".'],
  });
  expect(signOffs[0]).toMatchObject({ lineSays: 'says "Ada", "Rejected" and "2026-01-31"' });
});
