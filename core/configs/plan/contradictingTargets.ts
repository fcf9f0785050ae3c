import type { Condition } from '../../checks/check.ts';
import { printCondition, printSelector } from '../../checks/print.ts';
import { scale } from '../../checks/numberText.ts';
import type { Problem } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import { UNITS } from '../../units.ts';
import type { NamedPlan, Plan } from './plan.ts';
import { planProblem } from './problems.ts';

/** What a check demands in the name of a requirement. */
export interface Demand {
  /** Ids alone mean little: another plan may count its own requirements from 1. */
  requirement: { id: string; title: string };
  selector: string;
  condition: Condition;
  testId: string;
  /** The whole row. */
  span: Span;
}

export interface OtherDemand extends Demand {
  /** As the reader finds it; absent for the same plan. */
  file?: string;
}

/** The targets of a plan that name the one requirement they are for. */
export function demandsOf({ tests, requirements }: Plan): Demand[] {
  return tests.flatMap(({ id: testId, checks }) =>
    checks.flatMap(({ check, span, isDefault }): Demand[] => {
      const { requirement: id, levels } = check;
      const title = id === undefined ? undefined : requirements.get(id)?.title;
      // Defaults are repeated in each test, where they say the same.
      if (id === undefined || title === undefined || levels.target === undefined || isDefault) return [];
      const requirement = { id, title };
      return [{ requirement, selector: printSelector(check.selector), condition: levels.target, testId, span }];
    }),
  );
}

/** Demands on the same figure for the same requirement that differ: a document can only promise one of them. */
export function contradictingTargets(own: readonly Demand[], others: readonly OtherDemand[]): Problem[] {
  return own.flatMap((demand) => {
    const contrary = others.find((other) => isSameFigure(demand, other) && limitOf(demand) !== limitOf(other));
    if (!contrary) return [];
    const where = contrary.file === undefined ? '' : ` of ${contrary.file}`;
    const { selector, condition, requirement, span } = demand;
    const [mine, theirs] = [printCondition(condition), printCondition(contrary.condition)];
    return [
      planProblem('contradicting-targets', span, requirement.id, selector, mine, theirs, `${contrary.testId}${where}`),
    ];
  });
}

/** Where a plan is at odds with others. */
export function contradictionsWith(plan: Plan, others: readonly NamedPlan[]): Problem[] {
  const demands = others.flatMap(({ file, plan: other }) => demandsOf(other).map((demand) => ({ ...demand, file })));
  return contradictingTargets(demandsOf(plan), demands);
}

function isSameFigure(one: Demand, other: Demand): boolean {
  return (
    one.selector === other.selector &&
    one.requirement.id === other.requirement.id &&
    one.requirement.title === other.requirement.title &&
    windowOf(one) === windowOf(other)
  );
}

const windowOf = ({ condition }: Demand): string =>
  condition.kind === 'comparison' && condition.window ? `${condition.window.kind} ${condition.window.ms}` : '';

/** The limit in base units, so that 500ms and 0.5s are the same. */
function limitOf({ condition }: Demand): string {
  const inBaseUnits = (amount: number, unit: keyof typeof UNITS | undefined): number =>
    unit === undefined ? amount : scale(amount, UNITS[unit].factor);
  if (condition.kind === 'range') {
    return `${inBaseUnits(condition.low, condition.unit)}-${inBaseUnits(condition.high, condition.unit)}`;
  }
  const { operator, limit } = condition;
  return limit.kind === 'quantity'
    ? `${operator} ${inBaseUnits(limit.amount, limit.unit)}`
    : printCondition({ kind: 'comparison', operator, limit });
}
