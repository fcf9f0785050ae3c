import type { LoadTest, Monitor, NamedPlan, Plan, PreflightItem } from '../../configs/plan/plan.ts';
import { templateText } from '../../configs/plan/template.ts';
import type { Problem } from '../../problem.ts';
import type { JudgedCheck } from '../../run/judge.ts';
import { closest } from '../../text/closest.ts';
import type { Binding } from '../bindings/readBindings.ts';
import type { BoundKind } from '../bindings/readDirective.ts';
import { checklistProblem } from '../problems.ts';

export type Bound = NonNullable<Binding['bound']>;

/** What the name in a comment means in a plan. */
export type BoundThing =
  | { kind: 'check'; test: LoadTest; check: JudgedCheck }
  | { kind: 'preflight'; item: PreflightItem }
  | { kind: 'capacity'; test: LoadTest }
  /** With all checks of tests that judge it. */
  | { kind: 'monitor'; monitor: Monitor; checks: { test: LoadTest; check: JudgedCheck }[] };

/** The plan and the thing that a comment names, or the problem with the name. */
export function findBound<Candidate extends NamedPlan>(
  bound: Bound,
  plans: readonly Candidate[],
): { plan: Candidate; thing: BoundThing } | { problem: Problem } {
  const { kind, name, span } = bound;
  if (plans.length === 0) return { problem: checklistProblem('checklist-no-plan', span, name) };
  const found = plans.flatMap((plan) => {
    const thing = thingNamed(kind, name, plan.plan);
    return thing === undefined ? [] : [{ plan, thing }];
  });
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const files = plans.map(({ file }) => file);
  if (only !== undefined) {
    const several = found.map(({ plan }) => plan.file);
    return { problem: checklistProblem('checklist-several-plans', span, name, several) };
  }
  const suite = plans
    .flatMap(({ plan }) => plan.suites)
    .find(({ checks }) => kind === 'check' && checks.some(({ check }) => isName(check.id, name)));
  if (suite) return { problem: checklistProblem('checklist-check-of-suite', span, name, suite.id) };
  const known = nearestFirst(
    name,
    plans.flatMap(({ plan }) => namesIn(kind, plan)),
  );
  const suggestion = closest(name, known);
  return {
    problem: checklistProblem('checklist-unknown-name', span, kind, name, files.join(' or '), suggestion, known),
  };
}

function thingNamed(kind: BoundKind, name: string, plan: Plan): BoundThing | undefined {
  const checks = plan.tests.flatMap((test) => test.checks.map(({ check }) => ({ test, check })));
  switch (kind) {
    case 'check': {
      const found = checks.find(({ check }) => isName(check.id, name));
      return found && { kind, ...found };
    }
    case 'preflight': {
      const item = plan.preflight.find((one) => preflightNames(one).some((own) => isName(own, name)));
      return item && { kind, item };
    }
    case 'capacity': {
      const test = plan.tests.find(({ id }) => id === name);
      return test && { kind, test };
    }
    case 'monitor': {
      const monitor = plan.monitors.find(({ id }) => id === name);
      return monitor && { kind, monitor, checks: checks.filter(({ check }) => check.selector.metric === monitor.id) };
    }
  }
}

/** Blanks may stand for the hyphens of an id: "search/p95 latency". */
function isName(own: string, written: string): boolean {
  return own === written || own.replaceAll(' ', '-') === written.replaceAll(' ', '-');
}

/** What an item of `preflight` can be called, the shortest first. */
export function preflightNames(item: PreflightItem): string[] {
  switch (item.kind) {
    case 'tool':
      return [item.tool, ...(item.wanted ? [`${item.tool} ${item.wanted.operator} ${item.wanted.version}`] : [])];
    case 'variable':
      return [item.name];
    case 'http':
      return [templateText(item.url)];
    case 'open-files':
      return ['open_files'];
    case 'command':
      return [item.command.join(' ')];
  }
}

function namesIn(kind: BoundKind, plan: Plan): string[] {
  switch (kind) {
    case 'check':
      return plan.tests.flatMap(({ checks }) => checks.map(({ check }) => check.id.replaceAll(' ', '-')));
    case 'preflight':
      return plan.preflight.flatMap((item) => preflightNames(item).slice(0, 1));
    case 'capacity':
      return plan.tests.map(({ id }) => id);
    case 'monitor':
      return plan.monitors.map(({ id }) => id);
  }
}

/** Those of the same test before all others: most often only the metric is misspelt. */
function nearestFirst(name: string, known: readonly string[]): string[] {
  const [test = ''] = name.split('/');
  const isNear = (one: string): boolean => one.startsWith(`${test}/`);
  return [...new Set([...known.filter(isNear), ...known.filter((one) => !isNear(one))])];
}
