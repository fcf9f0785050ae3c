import { describe, expect, it } from 'vitest';
import { readinessReport } from '../../../core/readiness/readinessReport.ts';
import { FIELDS, renderTemplate } from '../../../core/readiness/template.ts';
import { manifestOf } from '../../support/runFolder.ts';
import { documentOf, evidenceOf, inputOf, planOf } from './readinessFixture.ts';

const other = evidenceOf({
  bound: { kind: 'check', name: 'search/fast' },
  state: 'no-data',
  check: {
    ...{ id: 'search/fast', expression: 'p99 latency', verdict: 'no-data', unit: 'ms' },
    ...{ levels: { critical: '> 1s' }, notes: [] },
  },
});
const third = evidenceOf({
  bound: { kind: 'check', name: 'search/third' },
  check: { ...evidenceOf().check!, id: 'search/third' },
});
const labelled = evidenceOf({
  bound: { kind: 'check', name: 'search/p95-latency{stage=steady}' },
  check: { ...evidenceOf().check!, id: 'search/p95-latency{stage=steady}' },
});
const report = readinessReport(
  inputOf({
    plans: [
      planOf(
        [
          { line: 9, requirement: '14.9', evidence: evidenceOf() },
          { line: 10, requirement: '14.10', evidence: other },
          { line: 11, requirement: '14.10', evidence: third },
          { line: 12, evidence: labelled },
        ],
        { requirements: [{ id: '14.9', title: '{{decision}}', line: 2 }] },
      ),
    ],
    documents: [documentOf('- [ ] a | b\n')],
    runs: [{ manifest: manifestOf('a', { environment: { id: 'sta|ging', target: 'http://127.0.0.1:1' } }) }],
  }),
);
const render = (template: string): unknown => renderTemplate(template, report);

describe('a template', () => {
  it.each([
    ['It is {{decision}}.', 'It is not decided.'],
    ['{{ date }} {{version}}', '2026-01-31 12:00 UTC Headroom 1'],
    ['| {{environment}} | {{target}} |', '| sta\\|ging | http://127.0.0.1:1 |'],
    ['{{value search/p95-latency}}, {{margin search/p95-latency}}', '342 ms, 158 ms under'],
    ['{{value search/p95 latency}} {{limits 14.9}}', '342 ms < 500ms'],
    ['{{value search/fast}} {{status search/fast}} {{limits search/fast}}', 'no data no data critical > 1s'],
    ['{{margin search/fast}}', 'no data'],
    ['{{value search/p95-latency{stage=steady}}}', '342 ms'],
    ['{{decision}}}', 'not decided}'],
    ['{{contradictions}}', 'None.'],
    ['a {b} } {c: {d: 1}}', 'a {b} } {c: {d: 1}}'],
  ])('%s becomes %s', (template, text) => {
    expect(render(template)).toEqual({ text });
  });

  it.each([
    ['warn', '342 ms, 158 ms under', '| 342 ms | 158 ms under |'],
    ['fail', '342 ms, 158 ms under', '| 342 ms | 158 ms under |'],
    ['stale', 'no data (stale), no data (stale)', '| 342 ms (stale) |  |'],
    ['no-data', 'no data, no data', '| 342 ms (not proven) |  |'],
    ['unmeasured', 'no data (unmeasured), no data (unmeasured)', '| 342 ms (not proven) |  |'],
  ] as const)('tells no value for an actual one whose evidence is %s', (state, text, cells) => {
    const told = readinessReport(inputOf({ plans: [planOf([{ line: 9, evidence: evidenceOf({ state }) }])] }));
    expect(renderTemplate('{{value search/p95-latency}}, {{margin search/p95-latency}}', told)).toEqual({ text });
    expect(renderTemplate('{{requirements}}', told)).toEqual({ text: expect.stringContaining(cells) });
  });

  it('does not round a value onto its limit', () => {
    const check = { ...evidenceOf().check!, observed: 500.4, verdict: 'fail' as const };
    const told = readinessReport(
      inputOf({ plans: [planOf([{ line: 9, evidence: evidenceOf({ state: 'fail', check }) }])] }),
    );
    expect(renderTemplate('{{value search/p95-latency}}', told)).toEqual({ text: '500.4 ms' });
    expect(renderTemplate('{{requirements}}', told)).toEqual({ text: expect.stringContaining('| 500.4 ms |') });
  });

  it.each(['requirements', 'checklists', 'capacity', 'risks', 'runs'])('has a table for %s', (field) => {
    expect(render(`Before\n\n{{${field}}}\n\nAfter`)).toEqual({
      text: expect.stringMatching(/^Before\n\n[^#]*\n\| --- \|[^#]*\n\nAfter$/),
    });
  });

  it('has every section and says of an empty one that it is', () => {
    const empty = readinessReport(inputOf());
    for (const field of FIELDS.filter((name) => !name.endsWith(' NAME'))) {
      const filled = renderTemplate(`{{${field}}}`, empty);
      expect(filled).toEqual({ text: expect.stringMatching(/\S/) });
    }
    expect(renderTemplate('{{plans}} {{target}}', empty)).toEqual({ text: 'no data no data' });
  });

  it('fills in nothing that a name says', () => {
    expect(render('{{requirements}}')).toEqual({ text: expect.stringContaining('{{decision}}') });
  });

  it.each([
    ['a\n b {{decison}}', 2, 4, 'There is no field `decison`. Did you mean `decision`?'],
    ['{{}}', 1, 1, 'There is no field an empty text. Known are `decision`, '],
    ['{{constructor}}', 1, 1, 'There is no field `constructor`.'],
    ['{{decision', 1, 1, 'This field does not end on its line.'],
    ['{{decision\n}}', 1, 1, 'This field does not end on its line.'],
    ['{{decision now}}', 1, 1, '`decision` stands alone, without `now`.'],
    [
      '{{value search/p95-latncy}}',
      1,
      1,
      'has no check or requirement `search/p95-latncy`. Did you mean `search/p95-latency`?',
    ],
    ['{{value}}', 1, 1, 'has no check or requirement an empty text. It has `search/p95-latency`, `14.9`'],
    ['{{value 14.10}}', 1, 1, 'Several rows are called `14.10`: `shop.headroom.yaml:10`, `shop.headroom.yaml:11`.'],
    ['- {{risks}}', 1, 3, 'Let it stand alone on its line.'],
    ['{{risks}}.', 1, 1, 'Let it stand alone on its line.'],
  ])('%j is refused', (template, line, column, message) => {
    expect(render(`${template}\n{{decision}}`)).toEqual({
      problems: [{ line, column, message: expect.stringContaining(message) }],
    });
  });
});
