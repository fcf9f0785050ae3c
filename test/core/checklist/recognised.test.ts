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
    ['targets', 'Métrique | Objectif', 'other target'],
    ['targets', 'Metrik | Zielwert | Status', 'other target status'],
    ['targets', 'KPI | Ziel', 'metric target'],
    ['targets', 'Métrica | Objetivo', 'other target'],
    ['targets', 'Métrica | Meta', 'other target'],
    ['targets', '指标 | 目标值', 'other target'],
    ['targets', '指標 | 目標', 'other target'],
    ['targets', 'Metric | Baseline | Target | Achieved', 'metric actual target actual'],
    ['other', 'Metric | Before | After', 'metric actual actual'],
    ['other', 'Metric | Previous run | Result', 'metric actual actual'],
    ['other', 'Metric | Zielsystem | Metadata', 'metric other other'],
    ['other', 'File | Description', 'other description'],
    ['other', 'Step | Action | Expected Result', 'other action description'],
    ['other', 'Component | Role | Required?', 'metric role other'],
  ])('%s: %s', (kind, header, roles) => {
    const width = header.split('|').length;
    const text = `# A\n\n| ${header} |\n|${'---|'.repeat(width)}\n|${' **< 1s** |'.repeat(width)}\n`;
    const [table] = readChecklist(text).tables;
    expect(table?.kind).toBe(kind);
    expect(table?.columns.map(({ role }) => role).join(' ')).toBe(roles);
    expect(table?.rows.map(({ line, cells }) => [line, ...cells.map((cell) => cell.text)])).toEqual([
      [5, ...Array<string>(width).fill('< 1s')],
    ]);
    expect(text.slice(...table!.rows[0]!.cells[0]!.span)).toBe('< 1s');
  });

  it.each<[string, string, string, string[]]>([
    ['what has no limit yet', 'targets', 'Metric | Target | Actual', ['p95 latency | |', 'Error rate | TBD | -']],
    ['a limit in one of the cells', 'targets', 'Metric | Target', ['Design | a draft', 'Error rate | < 1%']],
    ['bare numbers', 'targets', 'Metric | Target', ['Open sessions | 250', 'Scripts | 5 scripts']],
    ['what must not be', 'targets', 'Metric | Expected', ['Logs | No errors']],
    ['limits of a resource that say so', 'targets', 'Resource | CPU limit', ['api | < 80%']],
    ['limits below "Max"', 'targets', 'Endpoint | p95 | Max', ['Search | < 1s | < 2s']],
    ['a yes or no', 'other', 'Variable | Required | Default', ['API_KEY | Yes | -', 'PORT | No | 8080']],
    ['names', 'other', 'Worker | Required secrets', ['api | API_KEY, API_TOKEN']],
    ['ticks', 'other', 'Feature | Required | Done', ['Search | ✅ | ✅']],
    ['answers of a server', 'other', 'Call | Expected', ['GET / | 200 OK', 'POST / | 409 CONFLICT']],
    ['sentences with a number', 'other', '# | Acceptance criterion', ['1 | 10 backup codes are made at once']],
    [
      'what came out',
      'other',
      'Step | Action | Expected Result | Pass/Fail',
      ['1 | Log in | A page | Pass', '2 | | |'],
    ],
    ['how many passed', 'other', 'Suite | Total | Pass | Fail', ['Search | 5 | 4 | 1', 'Cart | 5 | |']],
    ['a rate of failures', 'other', 'Endpoint | Success Rate | Failure Rate', ['/a | 1% | 99%']],
    ['results', 'other', 'Run | avg | p95 | max', ['1 | 28 ms | 34 ms | 310 ms']],
    ['results in one column', 'other', 'Run | CPU p95 / max', ['1 | 13% / 97%']],
    ['where it is deployed', 'other', 'Surface | Deploy target', ['api | 2 regions']],
    ['when it is due', 'other', 'Milestone | Target Date', ['Beta | 10 days']],
    ['where it is done', 'other', 'Step | Target Environment', ['1 | 2 clusters']],
    [
      'what a container may use',
      'other',
      'Pod | CPU Limit | Memory Limit',
      ['api | 500m | 512Mi', 'db | 2 CPU | 4 GB'],
    ],
    ['the same beside requests', 'other', 'Pod | Request | Limit', ['api | 250m | 500m']],
    ['replicas', 'other', 'Component | Min Replicas | Max Replicas', ['api | 2 | 10']],
    ['versions', 'other', 'Software | Minimum Version', ['Docker | 24.0+']],
    ['names of alerts', 'other', 'Alert | Severity', ['HighErrorRate | page']],
    ['a date that a person signed', 'other', 'Name | Required | Date', ['Ada | Yes | 2026-01-01']],
  ])('%s: %s', (_, kind, header, rows) => {
    const text = `| ${header} |\n|${'---|'.repeat(header.split('|').length)}\n${rows.map((row) => `| ${row} |\n`).join('')}`;
    expect(readChecklist(text).tables[0]?.kind).toBe(kind);
  });

  it('keep their levels where another column is none', () => {
    const text = '| SLO | Target | Required | Max |\n|---|---|---|---|\n| Availability | 99.9% | Yes | 3 |\n';
    expect(readChecklist(text).tables[0]).toMatchObject({
      kind: 'targets',
      columns: [{ role: 'other' }, { role: 'target' }, { role: 'other' }, { role: 'other' }],
    });
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
    const limits = table.replace('Role', 'Metric').replace('Pass/Fail', 'Limit');
    expect(readChecklist(`# Sign-off\n\n${limits}`).tables[0]?.kind).toBe('targets');
    expect(readChecklist(table.replace('Role', 'Metric')).tables[0]?.kind).toBe('other');
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
