import { describe, expect, it } from 'vitest';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';
import { leftOutLines } from '../../../core/checklist/leftOutWords.ts';
import { applyEdits } from '../../../core/text/applyEdits.ts';
import { requiredItems } from '../../../core/checklist/required.ts';

const bound = (text: string): unknown[] =>
  readChecklist(text).bindings.map(({ on, bound: to, isOptional, notApplicable }) => [
    on,
    to && `${to.kind}=${to.name}`,
    ...(isOptional ? ['optional'] : []),
    ...(notApplicable === undefined ? [] : [notApplicable]),
  ]);

describe('bindings', () => {
  it('belong to the item, table row or heading on whose line they stand', () => {
    const text = [
      '# A <!-- headroom: optional -->',
      '- [ ] one <!-- headroom: check=search/p95-latency -->',
      '  - [ ] two <!--headroom:monitor="shop/max cpu" optional-->',
      '- [ ] three',
      '',
      '| Metric | Target |',
      '|---|---|',
      '| a | < 1s <!-- headroom: preflight=tool --> |',
      '',
      '- [ ] four <!-- headroom: not-applicable: no queue in this release -->',
      '- [ ] five <!-- another comment -->',
    ].join('\r\n');
    expect(bound(text)).toEqual([
      [{ kind: 'section', path: ['A'], line: 1 }, undefined, 'optional'],
      [{ kind: 'item', id: 'A / one' }, 'check=search/p95-latency'],
      [{ kind: 'item', id: 'A / two' }, 'monitor=shop/max cpu', 'optional'],
      [{ kind: 'row', line: 8 }, 'preflight=tool'],
      [{ kind: 'item', id: 'A / four' }, undefined, 'no queue in this release'],
    ]);
    expect(readChecklist(text).problems).toEqual([]);
  });

  it('belong to any other line only where they bind it to something', () => {
    const text =
      '# A\n\nUsers: ____ (target: 10) <!-- headroom: capacity=search -->\nHeadroom: ___% <!-- headroom: capacity=search optional -->\n\n- p95: 312 ms <!-- headroom: check=search/p95 -->\n  - [ ] item\n\n    More: ____ <!-- headroom: check=search/p99 -->\n';
    expect(bound(text)).toEqual([
      [{ kind: 'line', line: 3, text: 'Users: ____ (target: 10)', path: ['A'] }, 'capacity=search'],
      [{ kind: 'line', line: 4, text: 'Headroom: ___%', path: ['A'] }, 'capacity=search', 'optional'],
      [{ kind: 'line', line: 6, text: 'p95: 312 ms', path: ['A'] }, 'check=search/p95'],
      [{ kind: 'line', line: 9, text: 'More: ____', path: ['A'] }, 'check=search/p99'],
    ]);
    expect(readChecklist(text).problems).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['checklist-empty-comment', '- [ ] a <!-- headroom: -->', '<!-- headroom: -->'],
    ['checklist-unknown-word', '- [ ] a <!-- headroom: chek=b/c -->', 'chek'],
    ['checklist-unknown-word', '- [ ] a <!-- headroom: optional soon -->', 'soon'],
    ['checklist-missing-value', '- [ ] a <!-- headroom: check -->', 'check'],
    ['checklist-missing-value', '- [ ] a <!-- headroom: check="" -->', 'check=""'],
    ['checklist-repeated-word', '- [ ] a <!-- headroom: check=a/b check=a/c -->', 'check=a/c'],
    ['checklist-several-bindings', '- [ ] a <!-- headroom: check=a/b monitor=cpu -->', 'monitor=cpu'],
    ['checklist-missing-reason', '- [ ] a <!-- headroom: not-applicable: -->', 'not-applicable:'],
    ['checklist-comment-without-item', 'words <!-- headroom: optional -->', '<!-- headroom: optional -->'],
    ['checklist-comment-without-item', '- [ ] a\n\n<!-- headroom: optional -->', '<!-- headroom: optional -->'],
    ['checklist-comment-bound-to-nothing', '- [ ] a\n  <!-- headroom: check=a/b -->', '<!-- headroom: check=a/b -->'],
    ['checklist-comment-bound-to-nothing', '<!-- headroom: capacity=a -->', '<!-- headroom: capacity=a -->'],
    ['checklist-misspelt-comment', '- [ ] a <!-- Headroom: check=a/b -->', '<!-- Headroom: check=a/b -->'],
    ['checklist-misspelt-comment', '- [ ] a <!-- headroom check=a/b -->', '<!-- headroom check=a/b -->'],
    ['checklist-misspelt-comment', '- [ ] a <!--- headroom: check=a/b --->', '<!--- headroom: check=a/b --->'],
    ['checklist-misspelt-comment', '- [ ] a <!-- headroom-check=a/b -->', '<!-- headroom-check=a/b -->'],
    ['checklist-misspelt-comment', '- [ ] a <!-- headroom monitor: cpu -->', '<!-- headroom monitor: cpu -->'],
    ['checklist-misspelt-comment', '<!-- HEADROOM optional -->', '<!-- HEADROOM optional -->'],
    ['checklist-misspelt-comment', '- [ ] a <!-- Headroom: chek=a/b -->', '<!-- Headroom: chek=a/b -->'],
    ['checklist-comment-not-closed', '- [ ] a <!-- Headroom: check=a/b', '<!-- Headroom:'],
    ['checklist-comment-not-closed', '- [ ] a <!-- headroom: optional', '<!-- headroom:'],
    [
      'checklist-second-comment',
      '- [ ] a <!-- headroom: optional --> <!-- headroom: check=a/b -->',
      '<!-- headroom: check=a/b -->',
    ],
  ])('%s in %j', (code, text, place) => {
    const marked = `\uFEFF# é\r\n\r\n${text}\r\n`;
    expect(readChecklist(marked).problems.map((problem) => [problem.code, marked.slice(...problem.span)])).toEqual([
      [code, place],
    ]);
  });

  it.each([
    ['<!-- Headroom:  check=a/b -->', '<!-- headroom: check=a/b -->'],
    ['<!--- headroom check = "a b" optional --->', '<!-- headroom: check="a b" optional -->'],
    ['<!-- headroom-Check=a/b -->', '<!-- headroom: check=a/b -->'],
    ['<!-- headroom capacity: search -->', '<!-- headroom: capacity=search -->'],
    ['<!-- Headroom not-applicable: no queue -->', '<!-- headroom: not-applicable: no queue -->'],
  ])('%s is told how it is written', (written, meant) => {
    const text = `- [ ] a ${written}\n`;
    const [problem, ...others] = readChecklist(text).problems;
    expect([problem?.severity, others]).toEqual(['error', []]);
    expect(problem?.message).toBe(`This comment is not read as one of ours. Write it as \`${meant}\`.`);
    const mended = readChecklist(applyEdits(text, problem!.fix!.edits));
    expect([mended.bindings.length, mended.problems]).toEqual([1, []]);
  });

  it.each([
    'headroom is fine',
    'Headroom: see the plan',
    'the check=a/b of headroom',
    'Headroom is optional here',
    'headrooms check=a/b',
  ])('<!-- %s --> is prose', (words) => {
    const { problems, bindings } = readChecklist(`- [ ] a <!-- ${words} -->\n`);
    expect([problems, bindings]).toEqual([[], []]);
  });

  it.each<[string, string | undefined]>([
    ['- [ ] a <!-- headroom: chek=b/c optional -->', '- [ ] a <!-- headroom: check=b/c optional -->'],
    ['- [ ] a <!-- headroom: optionl -->', '- [ ] a <!-- headroom: optional -->'],
    ['- [ ] a <!-- headroom: check=b/c \t', '- [ ] a <!-- headroom: check=b/c --> \t'],
    ['- [ ] a <!-- headroom: soon -->', undefined],
    ['- [ ] a <!-- headroom: check= -->', undefined],
    ['- [ ] a <!-- headroom: check=a/b monitor=cpu -->', undefined],
  ])('%j is mended to %j', (line, mended) => {
    const text = `# é\r\n\r\n${line}\r\n- [ ] b\r\n`;
    const [problem] = readChecklist(text).problems;
    const after = problem?.fix && applyEdits(text, problem.fix.edits);
    expect(after).toBe(mended === undefined ? undefined : text.replace(line, mended));
    expect(problem?.fix?.isGuess).toBe(mended === undefined ? undefined : true);
    if (after !== undefined) expect(readChecklist(after).problems).toEqual([]);
  });

  it('in code are only words', () => {
    const { bindings, problems } = readChecklist(
      '- [ ] write `<!-- headroom: nonsense -->`\n\n```\n<!-- headroom: x -->\n```\n',
    );
    expect([bindings, problems]).toEqual([[], []]);
  });
});

describe('required items', () => {
  const required = (text: string): string[] => requiredItems(readChecklist(text)).map(({ text: item }) => item);

  it('are those above the sign-off', () => {
    const text = '# A\n- [ ] one\n## Sign-off\n\n- Lead: ____ Date: ____\n\n- [ ] two\n\n# After\n- [ ] three\n';
    expect(required(text)).toEqual(['one']);
    expect(required(text.replace('Lead: ____ Date: ____', 'words'))).toEqual(['one', 'two', 'three']);
  });

  it('are those between the heading of the sign-off and a line to sign, which is no approval itself', () => {
    const team = (name: string, items: string): string => `### ${name}\n${items}\n- ${name}: ____ Date: ____\n`;
    const security = team('Security', '- [ ] No secrets in git\n  - [ ] History, too\n- [ ] Approved by the CISO\n');
    const operations = team('Operations', '- [ ] Restore tested\n- [ ] Tech Lead\n- [ ] Go\n');
    const text = `# A\n- [x] one\n## Sign-off\n${security}\n${operations}\n- [ ] Archive this\n`;
    expect(required(text)).toEqual(['one', 'No secrets in git', 'History, too', 'Restore tested']);
  });

  it('leave out what is optional or does not apply, with all that is part of it', () => {
    expect(
      required(
        '# A\n- [ ] one <!-- headroom: optional -->\n  - [ ] two\n- [ ] three <!-- headroom: not-applicable: x -->\n- [ ] four\n# B <!-- headroom: optional -->\n## C\n- [ ] five\n',
      ),
    ).toEqual(['four']);
  });

  it('leave out lists of alarms', () => {
    expect(
      required(
        'Watch:\n- [ ] graphs\n\nPage somebody when one of these happens:\n- [ ] errors > 3%\n- [ ] no answers\n\nThen:\n- [ ] done\n',
      ),
    ).toEqual(['graphs', 'done']);
    expect(required('# Abort if\n- [ ] the disk is full\n')).toEqual([]);
    expect(required('# Stop criteria\n- [ ] errors > 3%\n# Alerting\n- [ ] rules are set up\n')).toEqual([
      'rules are set up',
    ]);
  });

  it.each([
    'The rollback plan is complete when all of these are done:\n- [ ] a\n- [ ] b\n',
    'Rollback plans are written when one of these is there:\n- [ ] a\n- [ ] b\n',
    'Stop the old service when all of these are done:\n- [ ] a\n- [ ] b\n',
    'Warn support on:\n- [ ] a\n- [ ] b\n',
    '# Alerting rules\n- [ ] a\n- [ ] b\n',
    '# Rollback triggers\n- [ ] a\n- [ ] b\n',
    'Alert if any of these occur:\n- [ ] a <!-- headroom: required -->\n- [ ] b <!-- headroom: required -->\n',
    '# Abort if <!-- headroom: required -->\n- [ ] a\n- [ ] b\n',
  ])('have what only speaks of alarms, or is said to be required: %j', (text) => {
    expect(required(text)).toEqual(['a', 'b']);
  });

  it.each(['error rate > 3% alert is set up', 'Configure an alert above 3%', 'Alert on errors above 3%'])(
    'have what is to be done below a heading on alarms: %s',
    (item) => {
      expect(required(`# Alert thresholds\n- [ ] ${item}\n- [ ] errors > 3%\n`)).toEqual([item]);
    },
  );

  it('are those around a sign-off that has none above it', () => {
    const items = '## Must\n- [ ] one\n- [ ] two\n';
    expect(required(`# A\n## Approvals\n| Role | Name | Date |\n|---|---|---|\n| Lead | | |\n\n${items}`)).toEqual([
      'one',
      'two',
    ]);
    expect(required(`# Sign-off\n- [ ] Lead: ____ Date: ____\n- [ ] zero\n\n${items}`)).toEqual(['zero', 'one', 'two']);
    expect(required(`- [x] up\n# Sign-off\n- Lead: ____ Date: ____\n\n${items}`)).toEqual(['up']);
  });

  it('are left out by one heading, and not by another that reads the same', () => {
    const text = (comment: string): string =>
      `# A\n## B\n### C <!-- headroom: ${comment} -->\n- [ ] one\n## B\n### C\n- [ ] two\n`;
    expect(required(text('optional'))).toEqual(['two']);
    expect(required(text('not-applicable: x'))).toEqual(['two']);
    expect(required('> # A <!-- headroom: optional -->\n> - [ ] one\n\n# B\n> # A\n> - [ ] two\n')).toEqual(['two']);
  });

  it('have what the nearest comment says', () => {
    const text = '# A <!-- headroom: optional -->\n- [ ] one\n- [ ] two <!-- headroom: required -->\n  - [ ] three\n';
    expect(required(text)).toEqual(['two', 'three']);
  });

  it('left out are told with the reason', () => {
    const text = [
      ...['- [ ] a', '- [ ] b <!-- headroom: optional -->', '- [ ] c <!-- headroom: not-applicable: no queue -->', ''],
      ...['Stop if:', '- [ ] d', '- [ ] e', '', '# Sign-off', '- Lead: ____ Date: ____', '- [ ] f', ''],
    ].join('\n');
    expect(leftOutLines(readChecklist(text))).toEqual([
      'the item in line 2 need not be ticked: marked as optional',
      'the item in line 3 need not be ticked: not applicable, no queue',
      '2 items, the first in line 6, need not be ticked: alarms, because of "Stop if:"; `<!-- headroom: required -->` behind one says that it is none',
      'the item in line 11 need not be ticked: part of the sign-off in line 9, or below it',
    ]);
  });
});
