import { expect } from 'vitest';
import { readChecklist } from '../../../../core/checklist/readChecklist.ts';
import { proposeTargetChecks } from '../../../../core/checklist/targetChecks/proposeTargetChecks.ts';
import type { PlanText, TargetOutcome, TestName } from '../../../../core/checklist/targetChecks/targetCheck.ts';
import { parsePlan } from '../../../../core/configs/plan/parsePlan.ts';

/** A plan with a test of each kind that tables of targets are about. */
export const PLAN = `headroom: 1
environments: { staging: { target: "http://127.0.0.1:1" } }
requirements: { "7.1": Orders are fast, "7.2": Both are fast }
monitors:
  cpu: { command: ./cpu.sh, unit: "%" }
  hit_rate: { command: ./cache.sh, unit: "%" }
tests:
  search: # the one that people use most
    runner: k6
    script: scripts/search.js
    requirements: ["7.2"]
    checks:
      - "p95 latency < 800ms"
      - { on: p99 latency, target: "< 2s", critical: "> 4s" }
      - "med latency{stage=peak} < 100ms"
  orders:
    title: Placing orders
    runner: http
    requests:
      - { name: basket, request: "POST \${target}/basket" }
      - { name: payment, request: "POST \${target}/payment" }
    requirements: ["7.1", "7.2"]
    stages: [{ users: 100, duration: 10s }]
  pods:
    runner: coder
    scaletest: create-workspaces
    with: { count: 10, template: small }
  api:
    runner: wrk
    request: GET \${target}/
    stages: [{ users: 4, duration: 10s }]
`;

export const planOf = (text: string, file = 'shop.headroom.yaml'): PlanText => {
  const { plan, problems } = parsePlan(text);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return { file, text, plan: plan! };
};

export function propose(text: string, plans = [planOf(PLAN)], test?: TestName): TargetOutcome[] {
  return proposeTargetChecks({ text, checklist: readChecklist(text), plans, ...(test && { test }) });
}

/** A table of two columns below a heading. */
export const table = (heading: string, rows: string, columns = 'Metric | Target'): string =>
  `# ${heading}\n\n| ${columns} |\n|${columns.replace(/[^|]+/g, '---')}|\n${rows}\n`;

export function shown(one: TargetOutcome): string {
  switch (one.kind) {
    case 'proposed':
      return `${one.confidence} ${one.test?.test ?? one.candidates.map(({ test }) => test).join('/')}: ${one.written}`;
    case 'present':
    case 'contradicted':
      return `${one.kind} ${one.id}`;
    case 'left':
      return `left: ${one.reason}`;
  }
}

export const outcomes = (text: string, ...rest: [PlanText[]?, TestName?]): string[] =>
  propose(text, ...rest).map(shown);
