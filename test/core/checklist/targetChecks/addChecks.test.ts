import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addChecks } from '../../../../core/checklist/targetChecks/addChecks.ts';
import { isProposed } from '../../../../core/checklist/targetChecks/outcomeWords.ts';
import { parsePlan } from '../../../../core/configs/plan/parsePlan.ts';
import { outcomes, PLAN, planOf, propose, table } from './shopPlan.ts';

describe('the plan with the checks', () => {
  const text = [
    table('Orders', '| p95 latency | < 300ms |\n| Error rate | < 1% |'),
    table('Search', '| Error rate | < 2% | > 5% | Roll back |', 'Metric | Target | Critical | Action'),
  ].join('\n');
  const EXPECTED = PLAN.replace(
    '      - "med latency{stage=peak} < 100ms"\n',
    (row) => `${row}      - { on: error_rate, target: "< 2%", critical: "> 5%", action: Roll back }\n`,
  ).replace(
    '    stages: [{ users: 100, duration: 10s }]\n',
    (line) => `${line}    checks:\n      - "p95 latency < 300ms"\n      - "error_rate < 1%"\n`,
  );

  it('has them in the tests that they are for, and all else as before', () => {
    expect(addChecks(PLAN, propose(text).filter(isProposed)).text).toBe(EXPECTED);
    expect(addChecks(`\uFEFF${PLAN}`, propose(text).filter(isProposed)).text).toBe(`\uFEFF${EXPECTED}`);
  });

  it('has no new problem and lacks nothing, whatever the tables say', () => {
    const metric = fc.constantFrom(
      ...[
        'p95 latency',
        'Latency p99',
        'Error rate',
        'Success rate',
        'Throughput',
        'Average response time',
        'CPU usage',
      ],
      ...['p95 provisioning', 'Requests', 'Basket p95 latency', 'Warehouse latency', 'TTFB p90', 'Hit rate', 'Queue'],
    );
    const limit = fc
      .tuple(
        fc.constantFrom('<', '<=', '≤', '>', '≥', '=', '', 'below'),
        fc.constantFrom('0', '0.5', '1', '99.9', '300', '1,000', '50-60'),
        fc.constantFrom('ms', 's', 'min', '%', '/s', 'req/min', ''),
      )
      .map((parts) => parts.join(' ').trim());
    const row = fc.tuple(metric, limit, limit, fc.constantFrom('-', 'Scale up', "It's: {bad}, [now]", 'yes'));
    const heading = fc.constantFrom('Search', 'Orders', 'Pods', 'API', 'Release', 'Orders and search');
    const columns = fc.constantFrom('Metric | Target | Critical | Action', 'Metric | Threshold | Target | Action');
    const tables = fc.array(fc.tuple(heading, columns, fc.array(row, { minLength: 1, maxLength: 5 })), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(tables, (all) => {
        const document = all
          .map(([title, names, rows]) =>
            table(title, rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n'), names),
          )
          .join('\n');
        const known = propose(document)
          .filter(isProposed)
          .filter(({ test }) => test !== undefined);
        const { text: added, refused } = addChecks(PLAN, known);
        const { problems } = parsePlan(added);
        expect(refused).toEqual([]);
        expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        const still = propose(document, [planOf(added)]).filter(isProposed);
        const places = new Set(known.map(({ line, written }) => `${line} ${written}`));
        expect(still.filter(({ line, written }) => places.has(`${line} ${written}`))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('holds every row afterwards, and has no new problem', () => {
    expect(parsePlan(EXPECTED).problems).toEqual(parsePlan(PLAN).problems);
    expect(outcomes(text, [planOf(EXPECTED)])).toEqual([
      'present orders/p95-latency',
      'present orders/error_rate',
      'present search/error_rate',
    ]);
  });
});
