import { printSelector } from '../../checks/print.ts';
import { namedTests, type TestOfPlan } from '../bindings/proposals/namedTests.ts';
import { statedIn, type Stated } from '../bindings/proposals/stated.ts';
import type { Checklist } from '../checklist.ts';
import { compareLimits } from '../limits.ts';
import type { TableRow } from './tableRows.ts';

/**
 * A line of the text that limits the same figure of the same test in another way. Lines that name another test, or none
 * where the row names one, may speak of something else.
 */
export function otherLimitLine(
  { text, checklist, tests }: { text: string; checklist: Checklist; tests: readonly TestOfPlan[] },
  row: TableRow,
  stated: Stated,
  of: TestOfPlan | undefined,
): number | undefined {
  const { selector } = stated;
  if (selector === undefined) return undefined;
  const thing = printSelector(selector);
  const lines = text.split(/\r\n?|\n/);
  const isNamed = of !== undefined && (namedTests([row.words, ...row.above], tests)?.tests.includes(of) ?? false);
  return checklist.targets.find((target) => {
    if (target.line === row.line || target.meaning !== 'target' || target.confidence === 'guess') return false;
    const other = statedIn(target);
    if (other?.selector === undefined || printSelector(other.selector) !== thing) return false;
    if (compareLimits(stated.condition, other.condition) !== 'other') return false;
    const naming = namedTests([lines[target.line - 1] ?? '', ...target.path.toReversed()], tests);
    return naming === undefined ? !isNamed : of === undefined || naming.tests.includes(of);
  })?.line;
}
