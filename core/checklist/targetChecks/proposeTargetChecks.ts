import { checkRowText } from '../../configs/plan/edits/checkRowText.ts';
import { testsOf, type TestOfPlan } from '../bindings/proposals/namedTests.ts';
import { Doubts } from '../bindings/proposals/proposal.ts';
import type { Checklist } from '../checklist.ts';
import { otherLimitLine } from './otherLimits.ts';
import { rowInTest, type RowInTest } from './rowInTest.ts';
import { NO_LIMIT } from './rowStatements.ts';
import { tableRows, type TableRow } from './tableRows.ts';
import type { LeftRow, PlanText, PresentCheck, ProposedCheck, TargetOutcome, TestName } from './targetCheck.ts';
import { testsOfRow, type TestsOfRow } from './testsOfRow.ts';
import { tryChecks, type Tried } from './tryChecks.ts';
import { withoutRepeats } from './withoutRepeats.ts';

export interface TargetQuestion {
  text: string;
  checklist: Checklist;
  plans: readonly PlanText[];
  /** The line of the table that is asked about; all tables otherwise. */
  table?: number;
  /** For rows that do not tell which test they are about. */
  test?: TestName;
}

/**
 * What becomes of each row of the tables with targets, in the order of the text: a check that a test could get, one that
 * it has, with this limit or another one, or nothing, with the reason. At least one for each row.
 */
export function proposeTargetChecks(question: TargetQuestion): TargetOutcome[] {
  const { text, checklist, plans, table, test: chosen } = question;
  const tests = testsOf(plans);
  if (tests.length === 0) return [];
  const rows = tableRows(text, checklist).filter((row) => table === undefined || row.table.line === table);
  const drafts = rows.flatMap((row): (TargetOutcome | Draft)[] => {
    const left = whyLeft(row);
    if (left !== undefined) return [leftRow(row, left)];
    return outcomesOf(row, testsOfRow(row, tests, chosen), { text, checklist, tests });
  });
  return withoutRepeats(settle(drafts, plans));
}

/** A check before its plan has said whether it can be. */
interface Draft {
  kind: 'draft';
  row: TableRow;
  /** Why it is not known which of several ways is meant; absent where it is. */
  open?: string;
  ways: { of: TestOfPlan; check: ProposedCheck['check']; doubts: Doubts }[];
}

function whyLeft({ binding, limits }: TableRow): string | undefined {
  if (binding?.notApplicable !== undefined) return `it does not apply: ${binding.notApplicable}`;
  if (binding?.bound !== undefined && binding.bound.kind !== 'check')
    return `it is bound to ${binding.bound.kind}=${binding.bound.name}`;
  return limits.length === 0 ? NO_LIMIT : undefined;
}

function outcomesOf(
  row: TableRow,
  { tests, isKnown, doubts, open: whyOpen }: TestsOfRow,
  document: { text: string; checklist: Checklist; tests: readonly TestOfPlan[] },
): (TargetOutcome | Draft)[] {
  const each = tests.map((of) => ({ of, found: rowInTest(row, of) }));
  const most = Math.max(...each.map(({ found }) => found.length));
  return Array.from({ length: most }, (_, at): TargetOutcome | Draft => {
    const ways = each.flatMap(({ of, found }) => {
      const one = found[at];
      return one === undefined ? [] : [{ of, one }];
    });
    const present = ways.find(({ one }) => one.kind === 'found' && one.found.kind === 'present');
    if (present !== undefined) return foundCheck(row, present.of, present.one) ?? leftRow(row, NO_LIMIT);
    const open = ways.flatMap(({ of, one }) => (one.kind === 'draft' ? [{ of, one }] : []));
    if (open.length === 0) {
      const contradicted = ways.flatMap(({ of, one }) => foundCheck(row, of, one) ?? []);
      const [left] = ways.flatMap(({ one }) => (one.kind === 'left' ? [one.why] : []));
      return contradicted[0] ?? leftRow(row, left ?? NO_LIMIT);
    }
    return {
      ...{ kind: 'draft', row },
      ...(whyOpen !== undefined && { open: whyOpen }),
      ways: open.map(({ of, one }) => {
        const all = new Doubts();
        if (doubts.reason !== '') all.atMost(doubts.confidence, doubts.reason);
        if (one.doubts.reason !== '') all.atMost(one.doubts.confidence, one.doubts.reason);
        const line = one.isOfPart ? undefined : otherLimitLine(document, row, one.stated, isKnown ? of : undefined);
        if (line !== undefined) all.atMost('likely', `line ${line} states another limit for it`);
        return { of, check: one.check, doubts: all };
      }),
    };
  });
}

/** Lets the plans say which drafts can be. */
function settle(all: readonly (TargetOutcome | Draft)[], plans: readonly PlanText[]): TargetOutcome[] {
  const tried = new Map<Draft['ways'][number], Tried>();
  for (const one of all) {
    if (one.kind !== 'draft') continue;
    for (const way of one.ways) {
      const plan = plans.find((named) => named === way.of.plan);
      if (plan !== undefined) tried.set(way, { plan, test: way.of.test.id, check: way.check });
    }
  }
  const results = tryChecks([...tried.values()]);
  return all.map((one): TargetOutcome => {
    if (one.kind !== 'draft') return one;
    const { row, open, ways } = one;
    const refusals: string[] = [];
    const possible = ways.filter((way) => {
      const key = tried.get(way);
      const result = key && results.get(key);
      for (const warning of result?.warnings ?? []) way.doubts.atMost('likely', warning);
      if (result?.refused !== undefined) refusals.push(result.refused);
      return result !== undefined && result.refused === undefined;
    });
    const [first, ...others] = possible;
    if (first === undefined) return leftRow(row, refusals[0] ?? 'no test can take it');
    const { check, doubts } = first;
    if (open !== undefined && others.length > 0) doubts.atMost('possible', open);
    else if (open !== undefined) doubts.atMost('likely', `${open}, and only ${first.of.test.id} can take it`);
    return {
      ...{ kind: 'proposed', ...placeOf(row), check, written: checkRowText(check, "'") },
      ...(others.length === 0 && { test: nameOf(first.of) }),
      candidates: possible.map(({ of }) => nameOf(of)),
      ...{ confidence: doubts.confidence, reason: doubts.reason },
    };
  });
}

function foundCheck(row: TableRow, of: TestOfPlan, one: RowInTest): PresentCheck | undefined {
  if (one.kind !== 'found') return undefined;
  const { check, span } = one.found.row;
  return {
    ...{ kind: one.found.kind, ...placeOf(row), test: nameOf(of), id: check.id, span },
    ...{ stated: one.stated, planned: one.planned, reason: one.found.reason },
  };
}

function leftRow(row: TableRow, reason: string): LeftRow {
  return { kind: 'left', ...placeOf(row), reason };
}

function placeOf({ table, line, title }: TableRow): Pick<LeftRow, 'table' | 'line' | 'text'> {
  return { table: table.line, line, text: title };
}

function nameOf({ plan, test }: TestOfPlan): TestName {
  return { plan: plan.file, test: test.id };
}
