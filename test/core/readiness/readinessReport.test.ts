import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../core/checklist/evidence/evidence.ts';
import { readinessReport } from '../../../core/readiness/readinessReport.ts';
import { renderTemplate } from '../../../core/readiness/template.ts';
import { manifestOf } from '../../support/runFolder.ts';
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

  it('are of the plan that a document is bound to, and lead to the runs of that', () => {
    const of = (name: string) => {
      const [file, folder] = [`${name}/plan.yaml`, `/runs/${name}/${RUN.runId}`];
      const evidence = evidenceOf({ run: { ...RUN, folder } });
      const document = documentOf(`- [x] fast ${bound()}\n`, { ...evidence, plan: file }, { file: `${name}/c.md` });
      const run = { manifest: manifestOf(RUN.runId), folder, reportLink: `${name}/report.html` };
      return { document, run, plan: planOf([{ line: 9, evidence }], { file }) };
    };
    const all = [of('one'), of('two')];
    const report = readinessReport(
      inputOf({
        plans: all.map(({ plan }) => plan),
        documents: all.map(({ document }) => document),
        runs: all.map(({ run }) => run),
      }),
    );
    expect(report.requirements.map(({ places, reportLink }) => [places, reportLink])).toEqual([
      [['one/plan.yaml:9', 'one/c.md:1'], 'one/report.html'],
      [['two/plan.yaml:9', 'two/c.md:1'], 'two/report.html'],
    ]);
    expect(JSON.stringify(report)).not.toContain('/runs/');
  });

  it('have the required load and the headroom of a capacity', () => {
    const capacity = { kind: 'users', level: 100, isLowerBound: true, required: 80, headroom: 0.2 } as const;
    const document = documentOf('- [x] users <!-- headroom: capacity=search -->\n');
    const evidence = document.evidence.map(({ binding, evidence: { bound: on, plan, state, run } }) => {
      return {
        binding,
        evidence: { bound: on, ...(plan !== undefined && { plan }), state, ...(run && { run }), capacity },
      };
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
      {
        ...{ test: 'search', plan: 'shop.headroom.yaml', environment: 'staging' },
        ...{ capacity: 'at least 100 users', required: '80 users', headroom: 'at least 20 %', run: RUN },
      },
      { test: 'search', plan: 'b.yaml', environment: 'staging', reason: 'its test was never run' },
    ]);
  });

  it('hold no load that is required elsewhere against what was measured here', () => {
    const document = documentOf(
      '- [x] here <!-- headroom: capacity=search -->\n- [x] live <!-- headroom: capacity=search environment=live -->\n- [x] test <!-- headroom: capacity=search environment=test -->\n',
    );
    const live = { ...RUN, runId: 'b', environment: 'live' };
    const users = { kind: 'users', isLowerBound: true } as const;
    const told: Omit<Evidence, 'bound'>[] = [
      { state: 'pass', run: RUN, capacity: { ...users, level: 4, required: 3, headroom: 0.25 } },
      { state: 'pass', run: live, capacity: { ...users, level: 40, required: 30, headroom: 0.25 } },
      { state: 'unmeasured', reason: 'its test was never run in test' },
    ];
    const evidence = document.evidence.map(({ binding }, at) => ({
      binding,
      evidence: { bound: binding.bound!, ...told[at]! },
    }));
    const limitedBy = { level: 6, missed: 'search/p95-latency' };
    const found = { found: 'capacity', ...users, isLowerBound: false, level: 4, limitedBy } as const;
    const [test] = planOf([]).tests;
    const report = readinessReport(
      inputOf({
        documents: [{ ...document, evidence }],
        plans: [planOf([], { tests: [{ ...test!, capacity: { found, run: RUN } }] })],
      }),
    );
    const at = { test: 'search', environment: 'live' };
    expect(report.capacity).toEqual([
      {
        ...{ test: 'search', plan: 'shop.headroom.yaml', environment: 'staging', capacity: '4 users' },
        ...{ required: '3 users', headroom: 'at least 25 %', run: RUN, reason: '6 users missed search/p95-latency' },
      },
      { ...at, capacity: 'at least 40 users', required: '30 users', headroom: 'at least 25 %', run: live },
      { ...at, environment: 'test', reason: 'its test was never run in test' },
    ]);
    expect(renderTemplate('{{capacity}}', report)).toEqual({
      text: expect.stringMatching(/search \(live\) \| at least 40 users/),
    });
  });

  it('are not met by checks of a suite, which nobody judges here', () => {
    const suite: Evidence = {
      ...{ bound: { kind: 'check', name: 'all/sum-requests' }, state: 'unknown' },
      ...{ reason: 'checks of a suite are not judged here', remedy: 'See what the suite says.' },
    };
    const report = readinessReport(
      inputOf({
        plans: [planOf([{ line: 9, evidence: evidenceOf() }], { suiteChecks: [{ line: 20, evidence: suite }] })],
      }),
    );
    expect(report.decision).toEqual({
      value: 'not-decided',
      reasons: [
        'shop.headroom.yaml:20: all/sum-requests cannot be looked up: checks of a suite are not judged here. See what the suite says.',
      ],
    });
    expect(report.requirements.map(({ id, state }) => [id, state])).toEqual([
      ['search/p95-latency', 'pass'],
      ['all/sum-requests', 'unknown'],
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

it('tells neither secrets nor what lies above a plan on the machine of a run', () => {
  const target = 'http://admin:hunter2pw@127.0.0.1:1';
  const plan = { path: '/home/ada/shop.headroom.yaml', text: '', effectiveTest: {} };
  const run = { manifest: manifestOf('a', { environment: { id: 'staging', target }, plan }) };
  const document = documentOf(`- [ ] see http://me:hush@wiki/ and tok-3c9f ${bound()}\n`);
  const report = readinessReport(inputOf({ documents: [document], runs: [run], secrets: ['tok-3c9f'] }));
  expect(report.runs).toMatchObject([{ target: 'http://127.0.0.1:1', plan: 'shop.headroom.yaml' }]);
  expect(JSON.stringify(report)).toContain('see http://wiki/ and [secret]');
  expect(JSON.stringify(report)).not.toMatch(/hunter2pw|hush|tok-3c9f|home/);
});
