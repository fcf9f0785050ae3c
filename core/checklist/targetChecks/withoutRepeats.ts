import { parseCondition } from '../../checks/parseExpression.ts';
import { groupBy } from '../lookup.ts';
import { limitOf } from '../limits.ts';
import type { ProposedCheck, TargetOutcome } from './targetCheck.ts';

/** Of rows that ask one test for the same figure, only the first one becomes a check, and none where their limits differ. */
export function withoutRepeats(all: readonly TargetOutcome[]): TargetOutcome[] {
  const rows = groupBy(
    all.filter((one) => one.kind === 'proposed'),
    ({ test, candidates, check }) => JSON.stringify([test ?? candidates, check.selector]),
  );
  return all.map((one): TargetOutcome => {
    if (one.kind !== 'proposed') return one;
    const same = [...rows.values()].find((group) => group.includes(one)) ?? [];
    const contrary = same.find((other) => limitsOf(other) !== limitsOf(one));
    const [first] = same;
    const { table, line, text } = one;
    if (contrary !== undefined && one.test !== undefined) {
      const why = `line ${contrary.line} asks the test ${one.test.test} for ${contrary.written}`;
      return { kind: 'left', table, line, text, reason: `${why}, and only one of them can hold` };
    }
    if (contrary === undefined && first !== one && first !== undefined)
      return { kind: 'left', table, line, text, reason: `line ${first.line} asks for the same check` };
    return one;
  });
}

/** Equal for limits that are equal in different units. */
function limitsOf({ check }: ProposedCheck): string {
  return Object.entries(check.levels)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([level, text]) => {
      const { condition } = parseCondition(text);
      const operator = condition?.kind === 'comparison' ? condition.operator : '';
      return [level, operator, condition === undefined ? text : limitOf(condition)].join(' ');
    })
    .join(', ');
}
