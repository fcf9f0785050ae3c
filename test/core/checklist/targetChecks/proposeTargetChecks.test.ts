import { describe, expect, it } from 'vitest';
import { readChecklist } from '../../../../core/checklist/readChecklist.ts';
import { proposeTargetChecks } from '../../../../core/checklist/targetChecks/proposeTargetChecks.ts';
import type { TargetOutcome } from '../../../../core/checklist/targetChecks/targetCheck.ts';
import { outcomes, PLAN, planOf, propose, shown, table } from './shopPlan.ts';

describe('what a row becomes', () => {
  it.each<[string, string, string]>([
    ['named by the heading', table('Orders', '| p95 latency | < 300ms |'), "certain orders: 'p95 latency < 300ms'"],
    ['named by the title', table('Placing orders', '| Error rate | < 1 % |'), "certain orders: 'error_rate < 1%'"],
    [
      'beside a column of yes and no',
      table('Orders', '| p95 latency | < 300ms | Yes |', 'Metric | Target | Required'),
      "certain orders: 'p95 latency < 300ms'",
    ],
    ['named by its row', table('Targets', '| Orders p95 latency | < 0.3 s |'), "certain orders: 'p95 latency < 0.3s'"],
    [
      'of the requirement',
      table('Release', '| 7.1 | p95 response time | < 300 ms |', 'Requirement | Description | Target'),
      "certain orders: { on: p95 latency, target: '< 300ms', requirement: '7.1' }",
    ],
    [
      'with levels and an action',
      table('Orders', '| p95 latency | < 300ms | > 900ms | Add workers |', 'Metric | Target | Critical | Action'),
      "certain orders: { on: p95 latency, target: '< 300ms', critical: '> 900ms', action: Add workers }",
    ],
    [
      'with a warning',
      table('Orders', '| p95 latency | < 900ms | > 300ms | - |', 'Metric | SLO | Warning | Action'),
      "certain orders: { on: p95 latency, target: '< 900ms', warn: '> 300ms' }",
    ],
    [
      'under a heading that means no part',
      `# Orders\n\n${table('Acceptance criteria', '| p95 latency | < 1s |').replace('# ', '## ')}`,
      "certain orders: 'p95 latency < 1s'",
    ],
    [
      'that says it twice',
      table('Orders', '| p95 latency | < 300 ms | `latency_p95_ms < 300` |', 'Metric | Target | Pass condition'),
      "certain orders: 'p95 latency < 300ms'",
    ],
    [
      'bound to a check that is not there',
      table('Release', '| p90 latency | < 1s | <!-- headroom: check=orders/p90-latency -->'),
      "certain orders: 'p90 latency < 1s'",
    ],
    // Less than certain.
    ['named by a word of many meanings', table('API', '| p95 latency | < 1s |'), "likely api: 'p95 latency < 1s'"],
    ['under another load', table('Orders stress', '| p95 latency | < 1s |'), "likely orders: 'p95 latency < 1s'"],
    [
      'with another test farther up',
      `# Search\n\n${table('Orders', '| p95 latency | < 1s |').replace('# ', '## ')}`,
      "likely orders: 'p95 latency < 1s'",
    ],
    [
      'under a heading that may mean a part',
      `# Orders\n\n${table('Invoices', '| p95 latency | < 1s |').replace('# ', '## ')}`,
      "likely orders: 'p95 latency < 1s'",
    ],
    [
      'more than is measured',
      table('Orders', '| p95 latency | with cold caches | < 1s |', 'Metric | Description | Target'),
      "likely orders: 'p95 latency < 1s'",
    ],
    [
      'a request',
      table('Orders', '| Payment p95 latency | < 1s |'),
      "likely orders: 'p95 latency{request=payment} < 1s'",
    ],
    ['without a comparison', table('Orders', '| p95 latency | 300 ms |'), "possible orders: 'p95 latency <= 300ms'"],
    [
      'a threshold beside a target',
      table('Orders', '| p95 latency | ≤ 900ms | < 300ms |', 'Metric | Threshold | Target'),
      "likely orders: { on: p95 latency, target: '< 300ms', critical: '> 900ms' }",
    ],
    [
      'only what is wrong',
      table('Orders', '| p95 latency | > 900ms |', 'Metric | Critical'),
      "likely orders: { on: p95 latency, critical: '> 900ms' }",
    ],
    [
      'a limit that stops',
      table('Orders', '| Error rate | < 1% | > 10% |', 'Metric | Target | Abort at'),
      "likely orders: { on: error_rate, target: '< 1%', stop: '> 10%' }",
    ],
    ['a monitor', table('Orders', '| CPU usage | < 70% |'), "likely orders: 'max cpu < 70%'"],
    ['a figure of a monitor', table('Orders', '| Average CPU usage | < 70% |'), "likely orders: 'avg cpu < 70%'"],
    ['asked of a part already', table('Search', '| Median latency | < 90ms |'), "likely search: 'med latency < 90ms'"],
    ['no test', table('Release', '| Error rate | < 1% |'), "possible search/orders/pods/api: 'error_rate < 1%'"],
    ['several tests', table('Search and orders', '| Error rate | < 1% |'), "possible search/orders: 'error_rate < 1%'"],
    [
      'a requirement of several tests',
      table('Release', '| 7.2 | Error rate | < 1% |', 'Id | Description | Target'),
      "possible search/orders: { on: error_rate, target: '< 1%', requirement: '7.2' }",
    ],
    [
      'no test, and only one measures it',
      table('Release', '| p95 provisioning | < 2m |'),
      "likely pods: 'p95 provisioning < 2m'",
    ],
    // In the plan.
    ['the same limit', table('Search', '| p95 latency | < 0.8 s |'), 'present search/p95-latency'],
    ['another edge', table('Search', '| p95 latency | <= 800ms |'), 'present search/p95-latency'],
    ['the same, without a test', table('Release', '| p95 latency | < 800ms |'), 'present search/p95-latency'],
    ['another limit', table('Search', '| p95 latency | < 500ms |'), 'contradicted search/p95-latency'],
    [
      'another level',
      table('Search', '| p99 latency | < 2s | > 3s |', 'Metric | Target | Critical'),
      'contradicted search/p99-latency',
    ],
    [
      'bound, with another limit',
      table('Release', '| p95 | < 500ms | <!-- headroom: check=search/p95-latency -->'),
      'contradicted search/p95-latency',
    ],
    // Nothing.
    ['no limit', table('Orders', '| p95 latency | to be agreed |'), 'left: no limit can be read in it'],
    [
      'no metric',
      table('Orders', '| Disk latency of the database | < 3ms |'),
      'left: no metric and no monitor of shop.headroom.yaml is called "Disk latency of the database"',
    ],
    [
      'a part that no test has',
      table('Orders', '| Warehouse sync latency p95 | < 1s |'),
      'left: no test and no request of one is called "Warehouse sync", so it may be something else',
    ],
    [
      'how much load there is',
      table('Orders', '| Concurrent users | >= 5,000 |'),
      'left: it says how much load there is, which the stages of a test say',
    ],
    [
      'two limits',
      table('Orders', '| p95 latency | < 300ms | < 500ms |', 'Metric | Target | Acceptance'),
      'left: the row states several limits for it: < 300ms and < 500ms',
    ],
    [
      'the wrong way round',
      table('Orders', '| Error rate | > 5% |'),
      'left: as a target, > 5% would want error_rate to be bad',
    ],
    ['a range of a monitor', table('Orders', '| CPU | 50-60% |'), 'left: it does not say which value of cpu is meant'],
    [
      'bound to something else',
      table('Orders', '| CPU | < 70% | <!-- headroom: monitor=cpu -->'),
      'left: it is bound to monitor=cpu',
    ],
    [
      'that does not apply',
      table('Orders', '| p95 latency | < 1s | <!-- headroom: not-applicable: no orders yet -->'),
      'left: it does not apply: no orders yet',
    ],
  ])('%s', (_, text, expected) => {
    expect(outcomes(text)).toEqual([expected]);
  });

  it('is refused where the plan says that the check cannot be', () => {
    const [one] = propose(table('Pods', '| Throughput | > 5/s |'));
    expect(one).toMatchObject({
      kind: 'left',
      reason: expect.stringMatching(/coder.*throughput|throughput.*coder/i) as string,
    });
  });

  it('is one for each thing that a cell limits', () => {
    expect(outcomes(table('Orders', '| Latency | p95 < 300ms, p99 < 1s |'))).toEqual([
      "certain orders: 'p95 latency < 300ms'",
      "certain orders: 'p99 latency < 1s'",
    ]);
  });

  it('is none where another row asks for the same or for something else', () => {
    expect(outcomes(table('Orders', '| p95 latency | < 300ms |\n| Response time (p95) | < 0.3s |'))).toEqual([
      "certain orders: 'p95 latency < 300ms'",
      'left: line 5 asks for the same check',
    ]);
    expect(outcomes(table('Orders', '| p95 latency | < 300ms |\n| Response time (p95) | < 1s |'))).toEqual([
      "left: line 6 asks the test orders for 'p95 latency < 1s', and only one of them can hold",
      "left: line 5 asks the test orders for 'p95 latency < 300ms', and only one of them can hold",
    ]);
  });

  it('is doubted where the text says something else of the same test', () => {
    const text = `${table('Orders', '| p95 latency | < 300ms |')}\n- [ ] p95 latency < 1s\n\n## Search\n\n- [ ] p95 < 2s\n`;
    expect(propose(text)).toMatchObject([
      { confidence: 'likely', reason: expect.stringContaining('line 7 states another limit') as string },
    ]);
    expect(propose(text.replace('- [ ] p95 latency < 1s\n', ''))).toMatchObject([{ confidence: 'certain' }]);
  });

  it('is for the test that a person chooses, and certain then', () => {
    const text = table('Release', '| Error rate | < 1% |\n| p95 latency | < 500ms |\n| p95 provisioning | < 2m |');
    expect(outcomes(text, undefined, { plan: 'shop.headroom.yaml', test: 'orders' })).toEqual([
      "certain orders: 'error_rate < 1%'",
      "certain orders: 'p95 latency < 500ms'",
      expect.stringContaining('left: '),
    ]);
    expect(outcomes(text, undefined, { plan: 'shop.headroom.yaml', test: 'search' })).toEqual([
      "certain search: 'error_rate < 1%'",
      'contradicted search/p95-latency',
      expect.stringContaining('left: '),
    ]);
  });

  it('is told with the limits and the reason of the plan', () => {
    const text = table('Search', '| p99 latency | < 3s | > 4s |', 'Metric | Target | Critical');
    expect(propose(text)).toMatchObject([
      {
        ...{ kind: 'contradicted', table: 3, line: 5, text: 'p99 latency', id: 'search/p99-latency' },
        ...{ stated: 'p99 latency < 3s, critical > 4s', planned: 'p99 latency < 2s, critical > 4s' },
        ...{ test: { plan: 'shop.headroom.yaml', test: 'search' }, reason: 'the text says < 3s, the plan < 2s' },
      },
    ]);
    expect(propose(table('Search', '| p95 latency | < 800ms | > 2s |', 'Metric | Target | Critical'))).toMatchObject([
      { kind: 'present', reason: 'the plan has no critical level, the text says > 2s' },
    ]);
  });

  it('is about the one table that is asked for', () => {
    const text = `${table('Search', '| Error rate | < 1% |')}\n${table('Orders', '| Error rate | < 2% |')}`;
    const of = (line: number): TargetOutcome[] =>
      proposeTargetChecks({ text, checklist: readChecklist(text), plans: [planOf(PLAN)], table: line });
    expect(of(3).map(shown)).toEqual(["certain search: 'error_rate < 1%'"]);
    expect(of(9).map(shown)).toEqual(["certain orders: 'error_rate < 2%'"]);
  });

  it.each([
    ['no plan', table('Orders', '| p95 latency | < 1s |'), []],
    ['no table with targets', '# Orders\n\n| File | Lines |\n|---|---|\n| p95 | < 1s |\n', [planOf(PLAN)]],
    ['a table of signatures', '| Role | Name | Date |\n|---|---|---|\n| Target owner | | |\n', [planOf(PLAN)]],
  ])('is nothing for %s', (_, text, plans) => {
    expect(propose(text, plans)).toEqual([]);
  });

  it('chooses among the tests of several plans', () => {
    const other = planOf('headroom: 1\ntests: { orders_again: { runner: k6, script: o.js } }\n', 'other.headroom.yaml');
    expect(outcomes(table('Orders again', '| p95 latency | < 1s |'), [planOf(PLAN), other])).toEqual([
      "certain orders_again: 'p95 latency < 1s'",
    ]);
  });
});
