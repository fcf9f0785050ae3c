import { formatVerdict } from '../format.ts';
import { observedText } from '../run/observedText.ts';
import { isGuardResult, type CheckResult, type RunResult, type Verdict } from '../run/runResult.ts';
import type { ReportInput } from './reportInput.ts';
import { code, NO_DATA, text, type Cell, type Part, type Section } from './section.ts';

const WORST_FIRST: readonly Verdict[] = ['invalid', 'fail', 'no-data', 'warn', 'pass'];

/** `1 fail, 3 pass`, worst first; empty when there are no checks. */
export function verdictCounts({ checks }: RunResult): string {
  return WORST_FIRST.map((kind) => ({ kind, count: checks.filter(({ verdict }) => verdict === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${formatVerdict(kind)}`)
    .join(', ');
}

export function checksSection(input: ReportInput): Section {
  const { result, unjudgedRequirements, requirements } = input;
  const titles = new Map(requirements);
  const unjudged = unjudgedRequirements.map(
    (id) =>
      `Requirement ${requirementText(id, titles)} belongs to this test, but no check of it names that requirement.`,
  );
  const section = { id: 'checks', title: 'Checks', footnotes: unjudged };
  if (result.checks.length === 0) return { ...section, lead: ['This test states no checks.'] };
  return {
    ...section,
    lead: [],
    table: {
      columns: ['Requirement', 'Check', 'Target', 'Actual', 'Status', 'Action'].map((name) => ({
        name,
        isNumber: name === 'Actual',
      })),
      rows: result.checks.map((check) => [
        text(check.requirement === undefined ? '' : requirementText(check.requirement, titles)),
        checkCell(check),
        levelsCell(check),
        actualCell(check),
        statusCell(check),
        text(check.verdict === 'pass' ? '' : (check.action ?? '')),
      ]),
    },
  };
}

function requirementText(id: string, titles: ReadonlyMap<string, string>): string {
  const title = titles.get(id) ?? '';
  return title === '' ? id : `${id} ${title}`;
}

function checkCell(check: CheckResult): Cell {
  return [...text(isGuardResult(check) ? 'guard ' : ''), ...code(check.expression)];
}

export function levelsCell({ levels }: Pick<CheckResult, 'levels'>): Cell {
  return Object.entries(levels).flatMap(([level, condition], index): Cell => [
    ...text(`${index === 0 ? '' : ', '}${level === 'target' ? '' : `${level} `}`),
    ...code(condition),
  ]);
}

function actualCell(check: CheckResult): Cell {
  const observed = observedText(check);
  return [observed === undefined ? { kind: 'note', text: NO_DATA } : { kind: 'figure', text: observed }];
}

function statusCell({ verdict, notes }: CheckResult): Cell {
  return [{ kind: 'verdict', verdict }, ...notes.map((note): Part => ({ kind: 'note', text: `; ${note}` }))];
}
