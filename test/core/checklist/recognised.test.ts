import { describe, expect, it } from 'vitest';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';

describe('blanks', () => {
  const blanksOf = (text: string): (string | undefined)[][] =>
    readChecklist(text).blanks.map((blank) => [
      text.slice(...blank.span),
      blank.label,
      blank.unit,
      blank.target && text.slice(...blank.target.span),
    ]);

  it.each<[string, (string | undefined)[][]]>([
    ['- Peak visitors: _____ (target: 2,500)\n', [['_____', 'Peak visitors', undefined, '2,500']]],
    ['**Room left:** ___% of capacity\n', [['___', 'Room left', '%', undefined]]],
    [
      '> - Queue > __% for __ minutes → page\r\n',
      [
        ['__', 'Queue >', '%', undefined],
        ['__', 'for', 'minutes', undefined],
      ],
    ],
    ['- Slowest: __ms\n', [['__', 'Slowest', 'ms', undefined]]],
    ['- [ ] Slots: ____ req/s [goal 40]\n', [['____', 'Slots', 'req/s', '40']]],
    [
      'Ask ops\\@example.com or www\\.example.com: ____ ms\n',
      [['____', 'Ask ops@example.com or www.example.com', 'ms', undefined]],
    ],
    ['a\nb: \\_\\_\\_\\_ (max 3)\n', [['\\_\\_\\_\\_', 'b', undefined, '3']]],
    ['| Peak | Limit |\n|---|---|\n| ____ | 5 |\n', [['____', '', undefined, undefined]]],
  ])('%j', (text, expected) => {
    expect(blanksOf(text)).toEqual(expected);
  });

  it.each([
    '___\n',
    '__bold__ words\n',
    'call __init__ and a__b\n',
    '`_____`\n',
    '```\n_____\n```\n',
    '<!-- ____ -->\n',
  ])('none in %j', (text) => {
    expect(blanksOf(text)).toEqual([]);
  });
});

describe('sign-off lines', () => {
  it('have a role and blanks for name and date', () => {
    const text =
      '# End\n- **Release lead**: ____ Date: ___\n- [ ] Operations: _______, signature: ____\n\nName: ____\n';
    expect(
      readChecklist(text).signOffs.map(({ role, line, name, date, signature, item }) => [
        ...[role, line, text.slice(...name)],
        ...[date && text.slice(...date), signature && text.slice(...signature), item],
      ]),
    ).toEqual([
      ['Release lead', 2, '____', '___', undefined, undefined],
      ['Operations', 3, '_______', undefined, '____', 'End / Operations: _______, signature: ____'],
    ]);
  });

  it('are none where values are asked for', () => {
    expect(readChecklist('- Peak: ____ (target: 4)\n- Wait > ___ms on ___\n').signOffs).toEqual([]);
  });
});

describe('tables', () => {
  it.each<[string, string, string]>([
    ['targets', 'Metric | Target', 'metric target'],
    ['targets', 'Requirement | Description | Target', 'requirement description target'],
    ['targets', 'Metric | Target | Pass Condition', 'metric target condition'],
    ['thresholds', 'Metric | Target | Critical | Action', 'metric target critical action'],
    ['thresholds', 'Metric | Threshold | Target | Description', 'metric threshold target description'],
    ['thresholds', 'Signal | Warning | What to do', 'other warning action'],
    ['sign-off', 'Role | Name | Date | Signature', 'role name date signature'],
    ['other', 'File | Description', 'other description'],
    ['other', 'Step | Action | Expected Result', 'other action description'],
    ['other', 'Component | Role | Required?', 'metric role other'],
  ])('%s: %s', (kind, header, roles) => {
    const width = header.split('|').length;
    const text = `# A\n\n| ${header} |\n|${'---|'.repeat(width)}\n|${' **a** |'.repeat(width)}\n`;
    const [table] = readChecklist(text).tables;
    expect(table?.kind).toBe(kind);
    expect(table?.columns.map(({ role }) => role).join(' ')).toBe(roles);
    expect(table?.rows.map(({ line, cells }) => [line, ...cells.map((cell) => cell.text)])).toEqual([
      [5, ...Array<string>(width).fill('a')],
    ]);
    expect(text.slice(...table!.rows[0]!.cells[0]!.span)).toBe('a');
  });

  it('are found in quotes and items, and not in code', () => {
    const table = (prefix: string): string =>
      ['| Metric | Target |', '|---|---|', '| a \\| b | < 1s |'].map((line) => prefix + line).join('\n');
    const text = `${table('> ')}\n\n- a\n\n${table('  ')}\n\n\`\`\`\n${table('')}\n\`\`\`\n`;
    expect(readChecklist(text).tables.map(({ line, rows }) => [line, rows[0]?.cells.map((cell) => cell.text)])).toEqual(
      [
        [1, ['a | b', '< 1s']],
        [7, ['a | b', '< 1s']],
      ],
    );
  });
});

describe('below the heading of a sign-off', () => {
  const told = (text: string): string[] =>
    readChecklist(text).problems.map(({ code, span }) => `${code} ${text.slice(0, span[0]).split('\n').length}`);

  it('who signs is more than a column that could be a limit', () => {
    const table = '| Role | Name | Pass/Fail | Date |\n|---|---|---|---|\n| QA | | | |\n';
    expect(readChecklist(`# Sign-off\n\n${table}`).tables[0]?.kind).toBe('sign-off');
    expect(readChecklist(`# Sign-off\n\n${table.replace('Role', 'Metric')}`).tables[0]?.kind).toBe('targets');
  });

  it.each([
    ['a line without a date', '- Lead: ____\n', ['checklist-blank-nobody-signs 4']],
    ['a line without a role', '- ____ Date: ____\n', ['checklist-blank-nobody-signs 4']],
    [
      'a row without a role',
      '| Role | Name | Date |\n|---|---|---|\n| QA | | |\n| | | |\n',
      ['checklist-blank-nobody-signs 7'],
    ],
    [
      'a row of a person without a signature',
      '| Name | Date |\n|---|---|\n| Ada | |\n',
      ['checklist-blank-nobody-signs 6'],
    ],
    ['no line that can be signed', '- Lead: ____ Date: ____\n- [ ] Operations: ____ Signature: ____\n', []],
    ['no row that can be', '| Name | Date | Signature |\n|---|---|---|\n| Ada | | |\n', []],
    ['no table of something else', '| Metric | Actual |\n|---|---|\n| p95 | |\n', []],
  ])('a warning tells of %s', (_, lines, expected) => {
    expect(told(`- [x] a\n\n# Sign-off\n${lines}`)).toEqual(expected);
  });

  it('a warning tells of an earlier one that is open', () => {
    const line = '- Lead: ____ Date: ____\n';
    expect(told(`# QA sign-off\n${line}- [ ] ${line.slice(2)}# Release sign-off\n${line}`)).toEqual([
      'checklist-earlier-sign-off 2',
    ]);
  });

  it('nothing is told of a title that reads like one', () => {
    expect(told('# Release sign-off\n## Load\n- [ ] Peak: ____ users\n- p95: ____ ms\n')).toEqual([]);
  });
});

describe('shell blocks', () => {
  it('are fenced blocks of a shell with their language', () => {
    const text =
      '# A\n```bash\nls\n```\n\n1. b\n   ~~~PowerShell\n   dir\n   ~~~\n\n```yaml\na: 1\n```\n\n```\nls\n```\n';
    expect(
      readChecklist(text).shellBlocks.map(({ language, line, code, path }) => [language, line, code, ...path]),
    ).toEqual([
      ['bash', 2, 'ls', 'A'],
      ['PowerShell', 7, 'dir', 'A'],
    ]);
  });
});

it('any text can be read', () => {
  for (const text of [
    '',
    '\uFEFF',
    '\0',
    '- [ ] \ud83d',
    '>'.repeat(2000),
    '- '.repeat(400) + '[ ] a',
    '['.repeat(3000),
  ])
    expect(() => readChecklist(text)).not.toThrow();
});
