import { describe, expect, it } from 'vitest';
import { readinessReport } from '../../../core/readiness/readinessReport.ts';
import { documentOf, evidenceOf, inputOf, planOf, RUN } from './readinessFixture.ts';

const bound = (more = ''): string => `<!-- headroom: check=search/p95-latency${more} -->`;

describe('the requirements', () => {
  it('have a row for each check, each requirement without one, and what else is bound', () => {
    const plan = planOf([{ line: 9, requirement: '14.9', evidence: evidenceOf() }], {
      requirements: [
        { id: '14.9', title: 'Fast', line: 2 },
        { id: '14.10', title: 'Safe', line: 3 },
      ],
    });
    const text = ['', ' environment=staging', ' environment=live', ' not-applicable: x'].map(
      (more, at) => `- [x] item ${at} ${bound(more)}\n`,
    );
    const { requirements } = readinessReport(inputOf({ plans: [plan], documents: [documentOf(text.join(''))] }));
    expect(requirements).toEqual([
      {
        ...{ id: '14.9', text: 'Fast', judgedBy: 'check search/p95-latency', expression: 'p95 latency < 500ms' },
        ...{ levels: { target: '< 500ms' }, observed: 342, unit: 'ms', actual: '342 ms', margin: '158 ms under' },
        ...{ state: 'pass', run: RUN, places: ['shop.headroom.yaml:9', 'release.md:1', 'release.md:2'] },
      },
      {
        ...{ id: '14.10', text: 'Safe', levels: {}, state: 'unmeasured', places: ['shop.headroom.yaml:3'] },
        reason: 'no check names this requirement',
      },
      expect.objectContaining({ id: 'search/p95-latency', text: 'item 2', places: ['release.md:3'] }),
    ]);
  });

  it('have the required load and the headroom of a capacity', () => {
    const capacity = { kind: 'users', level: 100, isLowerBound: true, required: 80, headroom: 0.2 } as const;
    const document = documentOf('- [x] users <!-- headroom: capacity=search -->\n');
    const evidence = document.evidence.map(({ binding, evidence: { bound: on, state, run } }) => {
      return { binding, evidence: { bound: on, state, ...(run && { run }), capacity } };
    });
    const [test] = planOf([]).tests;
    const found = { found: 'capacity', kind: 'users', level: 100, isLowerBound: true } as const;
    const { requirements, capacity: rows } = readinessReport(
      inputOf({
        documents: [{ ...document, evidence }],
        plans: [planOf([], { tests: [{ ...test!, capacity: { found, run: RUN } }] }), planOf([], { file: 'b.yaml' })],
      }),
    );
    expect(requirements).toMatchObject([
      { id: 'search', text: 'users', levels: { target: '>= 80 users' }, actual: 'at least 100 users' },
    ]);
    expect(requirements[0]?.margin).toBe('at least 20 % headroom');
    expect(rows).toEqual([
      { test: 'search', capacity: 'at least 100 users', required: '80 users', headroom: 'at least 20 %', run: RUN },
      { test: 'search', reason: 'its test was never run' },
    ]);
  });
});

it('tells two headings apart that read the same', () => {
  const text = '# A\n## B <!-- headroom: not-applicable: later -->\n- [ ] one\n## B\n- [ ] two\n';
  const { checklists } = readinessReport(inputOf({ documents: [documentOf(text)] }));
  expect(checklists[0]?.sections).toMatchObject([
    { line: 2, total: 1, open: 0, notApplicable: 1 },
    { line: 4, total: 1, open: 1, notApplicable: 0 },
  ]);
});

it('tells how far checklists are, by heading', () => {
  const text = [
    ...['# A', `- [x] one ${bound()}`, '- [ ] two', '## B <!-- headroom: not-applicable: later -->', '- [ ] three'],
    ...['## C', '- [ ] four <!-- headroom: optional -->', 'Alert if any of these occur:', '- [x] five', ''],
  ].join('\n\n');
  const { checklists } = readinessReport(inputOf({ documents: [documentOf(text, { state: 'stale', reason: 'old' })] }));
  const count = (total: number, ticked: number, required: number, open: number, notApplicable: number) => {
    return { total, ticked, required, open, notApplicable };
  };
  expect(checklists).toMatchObject([
    {
      ...{ file: 'release.md', ...count(5, 2, 2, 1, 1) },
      sections: [
        { path: ['A'], line: 1, ...count(2, 1, 2, 1, 0) },
        { path: ['A', 'B'], line: 7, ...count(1, 0, 0, 0, 1) },
        { path: ['A', 'C'], line: 11, ...count(2, 1, 0, 0, 0) },
      ],
      leftOut: [
        'the item in line 9 need not be ticked: not applicable, later',
        'the item in line 13 need not be ticked: marked as optional',
        expect.stringMatching(/^the item in line 17 need not be ticked: alarms, because of "Alert if any/),
      ],
      excused: [{ line: 7, text: 'B', reason: 'later' }],
      doubtfulTicks: [{ line: 3, text: 'one', reason: 'without evidence: old' }],
      tickedAlarms: [{ line: 17, text: 'five' }],
    },
  ]);
});
