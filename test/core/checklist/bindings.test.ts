import { describe, expect, it } from 'vitest';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';
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
    const text = '# A\n- [ ] one\n## Sign-off\n- [ ] two\n\n- Lead: ____ Date: ____\n\n# After\n- [ ] three\n';
    expect(required(text)).toEqual(['one']);
    expect(required(text.replace('Lead: ____ Date: ____', 'words'))).toEqual(['one', 'two', 'three']);
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
    expect(required('# Stop criteria\n- [ ] errors > 3%\n# Alerting\n- [ ] rules are set up\n')).toEqual([
      'rules are set up',
    ]);
  });
});
