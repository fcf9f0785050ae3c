import { doubtLoad, doubtNaming } from '../bindings/proposals/doubtNaming.ts';
import { telling } from '../contradictions/scope.ts';
import { findBound } from '../evidence/findBound.ts';
import { namedTests, type TestOfPlan } from '../bindings/proposals/namedTests.ts';
import { Doubts } from '../bindings/proposals/proposal.ts';
import type { TableRow } from './tableRows.ts';
import type { TestName } from './targetCheck.ts';

/** Which tests a row is about. */
export interface TestsOfRow {
  /** One where it is known. */
  tests: TestOfPlan[];
  isKnown: boolean;
  doubts: Doubts;
  /** Why it is not known which of several it is. */
  open?: string;
}

/** By the comment of the row, its requirement, its words and what stands above; else as a person has chosen. */
export function testsOfRow(row: TableRow, tests: readonly TestOfPlan[], chosen: TestName | undefined): TestsOfRow {
  const doubts = new Doubts();
  const known = (test: TestOfPlan): TestsOfRow => ({ tests: [test], isKnown: true, doubts });
  const bound = boundTest(row, tests);
  if (bound !== undefined) {
    doubts.note(`the row is bound to the test ${bound.test.id}`);
    return known(bound);
  }
  const { requirement } = row;
  const required = requirement === undefined ? [] : tests.filter(({ test }) => isRequired(test, requirement));
  const naming = namedTests([row.words, ...row.above], tests);
  const both = naming === undefined ? required : required.filter((one) => naming.tests.includes(one));
  const [only] = both;
  if (only !== undefined && both.length === 1) {
    doubts.note(`the test ${only.test.id} is of requirement ${requirement ?? ''}`);
    return known(only);
  }
  const [named] = naming?.tests ?? [];
  if (naming !== undefined && named !== undefined && naming.tests.length === 1) {
    doubtNaming(doubts, naming, named.test.id);
    if (required.length > 0) doubts.atMost('likely', `the requirement ${requirement ?? ''} is that of another test`);
    doubtLoad(doubts, row.above, named);
    const between = headingBetween(row, naming.by, named);
    if (between !== undefined) doubts.atMost('likely', `"${between}" stands between it and that`);
    return known(named);
  }
  const candidates = both.length > 0 ? both : (naming?.tests ?? (required.length > 0 ? required : tests));
  const picked = candidates.find((one) => one.plan.file === chosen?.plan && one.test.id === chosen.test);
  if (picked !== undefined) {
    doubts.note(`you chose the test ${picked.test.id}`);
    return known(picked);
  }
  const open = naming === undefined ? 'the text names no test' : 'the text names several tests';
  return { tests: [...candidates], isKnown: false, doubts, open };
}

/** A heading nearer than the words that name the test, which may be about a part of it or about something else. */
function headingBetween({ table, words }: TableRow, by: string, { names }: TestOfPlan): string | undefined {
  const headings = table.path.toReversed();
  const at = by === words ? -1 : headings.indexOf(by);
  const known = new Set(names.flatMap((name) => name.words));
  return headings.slice(0, Math.max(0, at)).find((heading) => telling(heading).some((word) => !known.has(word)));
}

function boundTest({ binding }: TableRow, tests: readonly TestOfPlan[]): TestOfPlan | undefined {
  const bound = binding?.bound;
  if (bound?.kind !== 'check') return undefined;
  const plans = [...new Set(tests.map(({ plan }) => plan))];
  const found = findBound(bound, plans);
  if (!('problem' in found)) {
    const { thing, plan } = found;
    return tests.find(({ plan: own, test }) => own === plan && thing.kind === 'check' && test.id === thing.test.id);
  }
  const [id] = bound.name.split('/');
  const named = tests.filter(({ test }) => test.id === id);
  return named.length === 1 ? named[0] : undefined;
}

function isRequired(test: TestOfPlan['test'], requirement: string): boolean {
  return (
    test.requirements.some(({ value }) => value === requirement) ||
    test.checks.some(({ check }) => check.requirement === requirement)
  );
}
