import { describe, expect, it } from 'vitest';
import { readChecklist } from '../../../../core/checklist/readChecklist.ts';
import { signOffPlaces } from '../../../../core/checklist/signOff/places.ts';
import { isSignOffHeading } from '../../../../core/checklist/signOff/words.ts';

const table = (header: string, ...rows: string[]): string => {
  const width = header.split('|').length;
  const lines = [header, Array<string>(width).fill('---').join('|'), ...rows];
  return lines.map((line) => `| ${line} |\n`).join('');
};
const below = (heading: string, header: string): string | undefined =>
  readChecklist(`# Release\n\n- [x] a\n\n## ${heading}\n\n${table(header, header.replaceAll(/[^|]+/g, ' '))}`).tables[0]
    ?.kind;
const rolesOf = (text: string): string[] => signOffPlaces(readChecklist(text)).map(({ role }) => role);

describe('a table is signed', () => {
  it.each([
    ...['Role | Name | Date | Signature', 'Name | Date | Signature', 'Role | Signature', 'Approver | Signature | Date'],
    ...[
      'Role | Name | Decision',
      'Team | Approved | Date',
      'Role | Name | Sign-off',
      'Role | Name | Date signed | Signature',
    ],
    ...['Rolle | Name | Datum | Unterschrift', 'Rôle | Nom | Date | Signature', 'Fonction | Nom | Date | Visa'],
    ...['Rol | Nombre | Fecha | Firma', 'Função | Nome | Data | Assinatura', 'Papel | Nome | Assinatura | Data'],
    ...[
      'Ruolo | Nome | Data | Firma',
      '角色 | 姓名 | 日期 | 签名',
      '役割 | 氏名 | 日付 | 署名',
      '役職 | 氏名 | 承認 | 日付',
    ],
  ])('by itself: %s', (header) => {
    expect(below('People', header)).toBe('sign-off');
  });

  it.each([
    ...[
      'Finding | Owner | Due Date | Status',
      'Action | Owner | Due Date | Status',
      'Task | Owner | Date',
      'Milestone | Date',
    ],
    ...[
      'Document | Name | Date',
      'Step | Owner | Date',
      'Role | Name | Date',
      'Decision | Owner | Date',
      'Function | Signature',
    ],
    ...['Name | Signature | Description', 'Task | Owner | Target Date | Sign-off Criteria', 'Role | Position'],
    ...[
      'Aufgabe | Verantwortlich | Datum',
      'Firma | Name | Datum',
      'Tarea | Responsable | Fecha',
      '函数 | 签名',
      '名前 | 署名',
    ],
    ...['任务 | 负责人 | 日期', 'タスク | 担当者 | 日付', 'Data | Owner', 'Card | Visa | Date'],
  ])('only below the heading of a sign-off, if at all: %s', (header) => {
    expect(below('People', header)).not.toBe('sign-off');
  });

  it.each(['Role | Name | Date', 'Area | Owner | Date | Status', 'Team | Approved | Date', 'Name | Signature'])(
    'below a heading of one: %s',
    (header) => {
      expect(below('Sign-off', header)).toBe('sign-off');
      expect(below('Freigabe', header)).toBe('sign-off');
    },
  );

  it.each([
    'Task | Owner | Due Date | Status',
    'Task | Owner | Completion date',
    'Step | Owner | Planned date | State',
  ])('not even there by a date that something is due at: %s', (header) => {
    expect(below('Sign-off', header)).not.toBe('sign-off');
  });
});

describe('the heading of a sign-off', () => {
  it.each([
    ...[
      'Sign-off',
      '7. Approvals',
      'Sign-Off Requirements',
      'Approval Signatures',
      '4. Required Approvals',
      'Freigabe',
    ],
    ...[
      '1) Release & Abnahme',
      'Produktionsfreigabe',
      'Approbation',
      'Aprobación',
      'Firmas',
      'Aprovação',
      'Assinaturas',
    ],
    ...[
      'Approvazione',
      'Firme',
      '📝 审批记录',
      '签字',
      '五、批准',
      '承認',
      '最終承認',
      '承認欄',
      '承認（リリース）',
      '署名',
    ],
  ])('is %s', (heading) => {
    expect(isSignOffHeading(heading)).toBe(true);
  });

  it.each([
    ...[
      'Approval Workflow',
      'Approval Process',
      'Approval Matrix',
      'Sign-off Policy',
      'Approval Criteria',
      'Approval procedure',
    ],
    ...[
      'Sign-off-Prozess',
      'Freigabekriterium',
      'Freigabe-Prozess',
      'Signals',
      'Design',
      'Validation',
      'Freigabewerte',
    ],
    ...['承認ボタン', '顧客承認画面', '審批通过后', '未承認', '审批选项', 'Confirmation', 'Unapproved', 'Firmware'],
  ])('is not %s', (heading) => {
    expect(isSignOffHeading(heading)).toBe(false);
  });
});

describe('the roles of a table', () => {
  it('are none that are part of another', () => {
    const text = `# A\n\n- [x] a\n\n## Sign-off\n\n${table('Gate | Approver | Date', 'Canary | | ', '└─ No duplicates | | ', '↳ Receipts | | ')}`;
    expect(rolesOf(text)).toEqual(['Canary']);
    expect(readChecklist(text).problems).toEqual([]);
  });

  it('are not asked for below a workflow', () => {
    expect(rolesOf(`# A\n\n- [x] a\n\n## Approval Workflow\n\n${table('Step | Owner | Date', 'Build | | ')}`)).toEqual(
      [],
    );
  });

  it('have a decision where a column is for it', () => {
    const [place] = signOffPlaces(
      readChecklist(`# Sign-off\n\n${table('Role | Name | Approval | Date signed', 'Lead | | [ ] Approved | ')}`),
    );
    expect(place).toMatchObject({ role: 'Lead', decision: [expect.any(Number), expect.any(Number)] });
    expect(place?.date).toBeDefined();
  });

  it('keep what a reader does not see', () => {
    const text = `# Sign-off\n\n${table('Role | Name | Date', 'Lead | <name> | <br>')}`;
    const [place] = signOffPlaces(readChecklist(text));
    expect(place && text.slice(...place.name)).toBe('<name>');
    expect(place?.date && text.slice(...place.date)).toBe('');
  });
});
