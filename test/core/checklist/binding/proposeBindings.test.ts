import { describe, expect, it } from 'vitest';
import { proposeBindings } from '../../../../core/checklist/bindings/proposeBindings.ts';
import type { BindingProposal } from '../../../../core/checklist/bindings/proposals/proposal.ts';
import { readChecklist } from '../../../../core/checklist/readChecklist.ts';
import { parsePlan } from '../../../../core/configs/plan/parsePlan.ts';
import type { NamedPlan } from '../../../../core/configs/plan/plan.ts';

const PLAN = `headroom: 1
environments: { staging: { target: "http://127.0.0.1:1" } }
requirements: { "7.1": Search is fast, "7.10": Checkout is fast }
preflight:
  - tool: "k6 >= 1.0"
  - variable: SHOP_TOKEN
  - open_files: ">= 10000"
  - http: "\${target}/healthz"
monitors:
  cpu: { command: ./cpu.sh, unit: "%" }
  memory: { command: ./memory.sh, unit: "%" }
tests:
  search:
    runner: k6
    script: scripts/search.js
    checks:
      - { on: p95 latency, target: "< 1.2s", critical: "> 3s", requirement: "7.1" }
      - "error_rate < 0.1%"
      - "max cpu < 70%"
      - "max memory < 80%"
      - "drop_rate < 1%"
      - "p99 latency <= baseline + 10%"
  search_suggestions:
    runner: k6
    script: scripts/suggest.js
    checks: ["p95 latency < 200ms"]
  checkout:
    title: Paying for goods
    runner: http
    requests:
      - { name: cart, request: "POST \${target}/pay" }
      - { name: other, request: "GET \${target}/cart" }
    stages: [{ users: 100, duration: 10s }, { users: 200, duration: 10s }]
    checks:
      - { on: p95 latency, target: "< 2s", requirement: "7.10" }
      - "p95 latency{request=cart} < 900ms"
      - "error_rate < 0.1%"
      - "max cpu < 70%"
      - "avg latency over 10s < 1s"
  api:
    runner: hey
    request: GET \${target}/
    checks: ["p95 latency < 300ms", "throughput > 100/s"]
`;

const named = (text: string, file = 'shop.headroom.yaml'): NamedPlan => {
  const { plan } = parsePlan(text);
  expect(plan).toBeDefined();
  return { file, plan: plan! };
};

function propose(text: string, plans = [named(PLAN)]): BindingProposal[] {
  return proposeBindings(text, readChecklist(text), plans);
}

const shown = (proposals: readonly BindingProposal[]): string =>
  proposals.map(({ confidence, bound }) => `${confidence} ${bound.kind}=${bound.name}`).join(', ');

describe('what items could be bound to', () => {
  it.each<[string, string, string]>([
    [
      'the test of the item above',
      '- [ ] **Search load test**\n  - [ ] p95 < 1.2s',
      'certain check=search/p95-latency',
    ],
    ['of the heading', '## Search\n\n- [ ] p95 < 1.2s', 'certain check=search/p95-latency'],
    ['of the line above', 'Search:\n\n- [ ] p95 stays below 1.2s', 'certain check=search/p95-latency'],
    ['of its own words', '- [ ] Search error rate < 0.1 %', 'certain check=search/error_rate'],
    ['of the title', '## Paying for goods\n\n- [ ] p95 < 2s', 'certain check=checkout/p95-latency'],
    ['of the script', '## suggest.js\n\n- [ ] p95 < 200ms', 'certain check=search_suggestions/p95-latency'],
    [
      'of the longer name',
      '## Search suggestions\n\n- [ ] p95 < 200ms',
      'certain check=search_suggestions/p95-latency',
    ],
    ['equal in other units', '## Search\n\n- [ ] p95 < 1200 ms', 'certain check=search/p95-latency'],
    ['a metric of its own', '## Search\n\n- [ ] Drop rate < 1%', 'certain check=search/drop_rate'],
    ['a monitor with its statistic', '## Search\n\n- [ ] Memory peak < 80%', 'certain check=search/memory'],
    ['a ticked one', '## Search\n\n- [x] p95 < 1.2s', 'certain check=search/p95-latency'],
    // Less than certain.
    ['a negation', '## Search\n\n- [ ] p95 latency not < 1.2s', 'likely check=search/p95-latency'],
    ['a negation behind it', '## Search\n\n- [ ] p95 latency < 1.2s is never seen', 'likely check=search/p95-latency'],
    ['deleted text', '## Search\n\n- [ ] ~~p95 latency < 1.2s~~', 'possible check=search/p95-latency'],
    ['a deleted limit', '## Search\n\n- [ ] p95 latency <del>< 1.2s</del>', 'possible check=search/p95-latency'],
    ['text behind what is deleted', '## Search\n\n- [ ] ~~p95 < 1s~~ p95 < 1.2s', 'likely check=search/p95-latency'],
    ['another limit', '## Search\n\n- [ ] p95 < 2s', 'likely check=search/p95-latency'],
    ['another edge', '## Search\n\n- [ ] p95 <= 1.2s', 'likely check=search/p95-latency'],
    ['more than is measured', '## Search\n\n- [ ] p95 < 1.2s while caches are cold', 'likely check=search/p95-latency'],
    ['a load', '## Search\n\n- [ ] p95 latency < 1.2s at 10,000 users', 'likely check=search/p95-latency'],
    ['another kind of load', '## Search stress test\n\n- [ ] p95 < 1.2s', 'likely check=search/p95-latency'],
    [
      'another kind of load by its own words',
      '## Search\n\n- [ ] Under stress p95 latency < 1.2s',
      'possible check=search/p95-latency',
    ],
    ['a part of the run', '## Search\n\n- [ ] p95 latency at peak < 1.2s', 'possible check=search/p95-latency'],
    ['no statistic', '## Search\n\n- [ ] Memory < 80%', 'likely check=search/memory'],
    [
      'a part that is named',
      '## Checkout\n\n- [ ] Cart p95 latency < 900ms',
      'likely check="checkout/p95-latency{request=cart}"',
    ],
    ['a part that may be named', '## Checkout\n\n- [ ] Cart p95 latency < 2s', 'possible check=checkout/p95-latency'],
    ['a word of many meanings', '## API load test\n\n- [ ] p95 < 300ms', 'likely check=api/p95-latency'],
    ['another test farther up', '# Checkout\n\n## Search\n\n- [ ] p95 < 1.2s', 'likely check=search/p95-latency'],
    ['another test as well', '## Search and checkout\n\n- [ ] Error rate < 0.1%', 'possible check=search/error_rate'],
    ['no test', '- [ ] Error rate < 0.1%', 'possible check=search/error_rate'],
    ['no test, and only one measures it', '- [ ] Drop rate < 1%', 'likely check=search/drop_rate'],
    ['several things', '## Search\n\n- [ ] p95 < 1.2s, error rate < 0.1%', 'possible check=search/p95-latency'],
    [
      'several limits',
      '## Search\n\n- [ ] p95 latency < 1.2s (goal p95 latency < 800ms)',
      'likely check=search/p95-latency',
    ],
    ['a part that no check tells', '## API\n\n- [ ] Carts: throughput > 100 req/s', 'possible check=api/throughput'],
    ['elsewhere', '## Search\n\nFrom the error tracker:\n- [ ] Error rate < 0.1%', 'possible check=search/error_rate'],
    ['several checks of a monitor', '- [ ] CPU usage peak < 70%', 'likely monitor=cpu'],
    // Nothing.
    ['another statistic', '## Search\n\n- [ ] p90 < 1.2s', ''],
    ['no such check in the test that is named', '## API\n\n- [ ] Drop rate < 1%', ''],
    ['the other side', '## API\n\n- [ ] Throughput < 100/s', ''],
    ['against the baseline', '## Search\n\n- [ ] p99 < 1s', ''],
    ['over a window', '## Checkout\n\n- [ ] avg latency < 1s', ''],
    ['something narrower', '## Search\n\n- [ ] Redis memory peak < 80%', ''],
    ['an alarm', '## Search\n\nAlert if any of these occur:\n- [ ] Error rate > 0.1%\n- [ ] p95 < 1.2s', ''],
    ['an alarm by itself', '## Search\n\n- [ ] If p95 < 1.2s: stop the test', ''],
    ['bound already', '## Search\n\n- [ ] p95 < 1.2s <!-- headroom: check=search/drop_rate -->', ''],
    ['said to be optional', '## Search\n\n- [ ] p95 < 1.2s <!-- headroom: optional -->', ''],
    ['nothing to measure', '## Search\n\n- [ ] Backups restored', ''],
    // Prose and code bind nothing.
    ['no item', '## Search\n\np95 < 1.2s\n\n- p95 < 1.2s\n\n`- [ ] p95 < 1.2s`', ''],
  ])('%s', (_, text, expected) => {
    const proposals = propose(text);
    expect(
      proposals.map(({ confidence, comment }) => `${confidence} ${/: (.*) -->/.exec(comment)![1]}`).join(', '),
      JSON.stringify(proposals, null, 1),
    ).toBe(expected);
  });

  it.each<[string, string, string]>([
    ['a row', '| Search latency p95 | < 1.2s | > 3s | Scale |', 'certain check=search/p95-latency'],
    [
      'a row with another critical level',
      '| Search latency p95 | < 1.2s | > 2s | Scale |',
      'likely check=search/p95-latency',
    ],
    ['a row with another target', '| Search latency p95 | < 1s | > 3s | Scale |', 'likely check=search/p95-latency'],
    ['a row of no test', '| Error rate | < 0.1% | > 1% | Look |', 'possible check=search/error_rate'],
    ['words of the action', '| Error rate | < 0.1% | > 1% | Restart search |', 'possible check=search/error_rate'],
  ])('%s', (_, row, expected) => {
    const text = `| Metric | Target | Critical | Action |\n| --- | --- | --- | --- |\n${row}\n`;
    expect(shown(propose(text))).toBe(expected);
  });

  it('goes by the requirement that both name, exactly as it is written', () => {
    const text = [
      '| Requirement | Description | Target |',
      '| --- | --- | --- |',
      '| 7.1 | Response time (P95) | < 1.2s |',
      '| 7.10 | Response time (P95) | < 2s |',
      '| 7.100 | Response time (P95) | < 300ms |',
    ].join('\n');
    expect(propose(text).map(({ line, confidence, bound }) => [line, confidence, bound.name])).toEqual([
      [3, 'certain', 'search/p95-latency'],
      [4, 'certain', 'checkout/p95-latency'],
      [5, 'possible', 'api/p95-latency'],
    ]);
  });

  it('says what both state, why, and what else would fit', () => {
    const [different] = propose('## Search\n\n- [ ] p95 < 2s');
    expect(different).toMatchObject({
      line: 3,
      text: 'p95 < 2s',
      plan: 'shop.headroom.yaml',
      comment: '<!-- headroom: check=search/p95-latency -->',
      stated: 'p95 latency < 2s',
      isSameLimit: false,
      others: [],
    });
    expect(different?.reason).toMatch(
      /^the text says < 2s, the plan p95 latency .*< 1\.2s.*; the test search is named by "Search"/,
    );
    expect(propose('- [ ] Error rate < 0.1%')).toMatchObject([{ isSameLimit: true, others: ['checkout/error_rate'] }]);
  });

  it.each<[string, string]>([
    ['- [ ] k6 installed', 'certain preflight=k6'],
    ['- [ ] k6 is installed on the machine that sends the load', 'likely preflight=k6'],
    ['- [ ] `SHOP_TOKEN` is set', 'certain preflight=SHOP_TOKEN'],
    ['- [ ] `OLD_SHOP_TOKEN` is set', ''],
    ['- [ ] Rotate SHOP_TOKEN after the test', ''],
    ['- [ ] Open files limit is 10,000', 'likely preflight=open_files'],
    ['- [ ] ulimit raised', 'possible preflight=open_files'],
    ['- [ ] `/healthz` answers', 'likely preflight=http://127.0.0.1:1/healthz'],
    ['- [ ] Concurrent users: _____ (target: 150)', 'likely capacity=checkout'],
    ['- [ ] Orders/min: _____ (target: 150)', ''],
    ['- [ ] Backups: _____ (target: 3)', ''],
    ['- Concurrent users: _____ (target: 150)', ''],
  ])('%s', (text, expected) => {
    expect(shown(propose(text))).toBe(expected);
  });

  it('proposes no name that several plans have, or that the plan cannot tell', () => {
    const text = '## Search\n\n- [ ] p95 < 1.2s';
    expect(propose(text, [named(PLAN), named(PLAN, 'other.headroom.yaml')])).toEqual([]);
    expect(propose(text, [])).toEqual([]);
    const open = PLAN.replace('environments: {', 'environments: { other: { target: "http://127.0.0.1:2" },');
    expect(shown(propose(text, [named(open)]))).toBe('likely check=search/p95-latency');
  });
});
