import { insertChecks } from '../../configs/plan/edits/insertChecks.ts';
import type { NewCheck } from '../../configs/plan/edits/checkRowText.ts';
import { parsePlan } from '../../configs/plan/parsePlan.ts';
import type { Problem } from '../../problem.ts';
import { groupBy } from '../lookup.ts';
import type { PlanText } from './targetCheck.ts';

/** A check that a test may get. */
export interface Tried {
  plan: PlanText;
  test: string;
  check: NewCheck;
}

/** What the plan would say of it: nothing, that it is doubtful, or that it cannot be. */
export interface TryResult {
  refused?: string;
  warnings: string[];
}

/** Writes checks into the text of their plans and reads these again. No test gets two of one selector at once. */
export function tryChecks(wanted: readonly Tried[]): Map<Tried, TryResult> {
  const results = new Map<Tried, TryResult>();
  for (const plan of new Set(wanted.map((one) => one.plan))) {
    const before = parsePlan(plan.text).problems;
    let left = wanted.filter((one) => one.plan === plan);
    while (left.length > 0) {
      const round = firstOfEach(left, ({ test, check }) => `${test} ${check.selector}`);
      for (const [one, result] of tryRound(plan, before, round)) results.set(one, result);
      left = left.filter((one) => !results.has(one));
    }
  }
  return results;
}

function tryRound(plan: PlanText, before: readonly Problem[], round: readonly Tried[]): Map<Tried, TryResult> {
  const byTest = groupBy(round, ({ test }) => test);
  const inserted = insertChecks(
    plan.text,
    [...byTest].map(([test, tried]) => ({ test, rows: tried.map(({ check }) => check) })),
  );
  const results = new Map<Tried, TryResult>();
  for (const { test, why } of inserted.refused) {
    for (const one of byTest.get(test) ?? []) results.set(one, { refused: why, warnings: [] });
  }
  const after = parsePlan(inserted.text).problems;
  const inRows = new Set<Problem>();
  for (const { test, index, span } of inserted.written) {
    const own = after.filter((problem) => span[0] <= problem.span[0] && problem.span[1] <= span[1]);
    for (const problem of own) inRows.add(problem);
    const tried = byTest.get(test)?.[index];
    if (tried !== undefined) results.set(tried, resultOf(own));
  }
  const elsewhere = newErrors(
    before,
    after.filter((problem) => !inRows.has(problem)),
  );
  const [first] = elsewhere;
  // Whichever row it is of: none may do harm to another part of the plan.
  if (first !== undefined) for (const one of round) results.set(one, { refused: first.message, warnings: [] });
  return results;
}

function resultOf(problems: readonly Problem[]): TryResult {
  const error = problems.find(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning').map(({ message }) => message);
  return { ...(error && { refused: error.message }), warnings };
}

function newErrors(before: readonly Problem[], after: readonly Problem[]): Problem[] {
  const known = before.map(keyOf);
  return after.filter((problem) => {
    if (problem.severity !== 'error') return false;
    const at = known.indexOf(keyOf(problem));
    if (at < 0) return true;
    known.splice(at, 1);
    return false;
  });
}

function keyOf({ code, message }: Problem): string {
  return `${code} ${message}`;
}

function firstOfEach<T>(all: readonly T[], keyFor: (one: T) => string): T[] {
  const first = new Map<string, T>();
  for (const one of all) if (!first.has(keyFor(one))) first.set(keyFor(one), one);
  return [...first.values()];
}
