import { describe, expect, it } from 'vitest';
import { findBound } from '../../../core/checklist/evidence/findBound.ts';
import type { BoundKind } from '../../../core/checklist/bindings/readDirective.ts';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import type { NamedPlan } from '../../../core/configs/plan/plan.ts';

const TEXT = `headroom: 1
environments: { staging: { target: "http://127.0.0.1:1" } }
preflight:
  - tool: "k6 >= 1.0"
  - variable: API_TOKEN
  - http: "\${target}/health"
  - open_files: ">= 1000"
  - command: make ready
monitors:
  cpu: { command: ./cpu.sh, unit: "%" }
tests:
  search:
    runner: http
    request: GET \${target}/
    stages: [{ users: 1, duration: 1s }]
    checks:
      - "p95 latency < 500ms"
      - { id: fast, on: avg latency, target: "< 1s" }
      - "max cpu < 70%"
  other:
    runner: http
    request: GET \${target}/
    stages: [{ users: 1, duration: 1s }]
    checks: ["error_rate < 1%"]
suites:
  all: { tests: [search, other], checks: ["sum requests > 1"] }
`;

const plan: NamedPlan = { file: 'shop.headroom.yaml', plan: parsePlan(TEXT).plan! };
const look = (kind: BoundKind, name: string, plans = [plan]) => findBound({ kind, name, span: [3, 9] }, plans);

describe('what a comment names', () => {
  it.each<[BoundKind, string, object]>([
    ['check', 'search/p95-latency', { kind: 'check', test: { id: 'search' }, check: { id: 'search/p95-latency' } }],
    ['check', 'search/p95 latency', { kind: 'check', check: { id: 'search/p95-latency' } }],
    ['check', 'search/fast', { kind: 'check', check: { selector: { metric: 'latency', statistic: 'avg' } } }],
    ['check', 'other/error_rate', { kind: 'check', test: { id: 'other' } }],
    ['preflight', 'API_TOKEN', { kind: 'preflight', item: { kind: 'variable' } }],
    ['preflight', 'k6', { item: { kind: 'tool' } }],
    ['preflight', 'k6 >= 1.0', { item: { kind: 'tool' } }],
    ['preflight', 'http://127.0.0.1:1/health', { item: { kind: 'http' } }],
    ['preflight', 'open_files', { item: { kind: 'open-files' } }],
    ['preflight', 'make ready', { item: { kind: 'command' } }],
    ['monitor', 'cpu', { kind: 'monitor', checks: [{ check: { id: 'search/cpu' } }] }],
  ])('%s=%s', (kind, name, thing) => {
    expect(look(kind, name)).toMatchObject({ plan: { file: 'shop.headroom.yaml' }, thing });
  });

  it.each<[BoundKind, string, string, RegExp]>([
    ['check', 'search/p95-latncy', 'checklist-unknown-name', /no check .*Did you mean `search\/p95-latency`\?/],
    ['check', 'other/x', 'checklist-unknown-name', /It has `other\/error_rate`, `search\/p95-latency`/],
    ['preflight', 'TOKEN', 'checklist-unknown-name', /no preflight item `TOKEN`\. It has `k6`, `API_TOKEN`/],
    ['monitor', 'cup', 'checklist-unknown-name', /no monitor `cup`\. Did you mean `cpu`\?/],
    ['check', 'all/sum-requests', 'checklist-check-of-suite', /check of the suite `all`/],
  ])('refuses %s=%s', (kind, name, code, message) => {
    const found = look(kind, name);
    expect(found).toMatchObject({ problem: { code, span: [3, 9], message: expect.stringMatching(message) } });
  });

  it('says that there is no plan, or that several have it', () => {
    expect(look('check', 'search/fast', [])).toMatchObject({
      problem: { code: 'checklist-no-plan', message: expect.stringContaining('--plan FILE') },
    });
    const other = { ...plan, file: 'b.headroom.yaml' };
    expect(look('check', 'search/fast', [plan, other])).toMatchObject({
      problem: { code: 'checklist-several-plans', message: expect.stringContaining('`b.headroom.yaml`') },
    });
  });
});
