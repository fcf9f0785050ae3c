import { formatValue } from '../../core/format.ts';
import type { CheckResult } from '../../core/run/runResult.ts';
import { dimensionOfBaseUnit } from '../../core/units.ts';
import { sortedChecks, type CheckOrder, type SortedColumn } from '../checkOrder.ts';
import { checkName } from './checkName.ts';
import { notMeasured, tableFrame } from './dataTable.ts';
import { button, element, section, withCode, type Child } from './element.ts';
import { verdictMark } from './verdict.ts';

/** Requirement id -> its text in the plan. */
type RequirementTitles = Readonly<Record<string, string>>;

interface Column {
  heading: string;
  sortedBy?: SortedColumn;
  isNumber?: boolean;
  /** Undefined: the row has nothing to say here. A column in which no row has anything is left out. */
  cell: (check: CheckResult, titles: RequirementTitles) => Child;
}

const CHECK: Column = { heading: 'Check', sortedBy: 'check', cell: checkName };
const COLUMNS: readonly Column[] = [
  { heading: 'Verdict', sortedBy: 'verdict', cell: verdictCell },
  CHECK,
  { heading: 'Observed', isNumber: true, cell: observed },
  { heading: 'Levels', cell: levels },
  { heading: 'Requirement', sortedBy: 'requirement', cell: requirementCell },
  // What to do is of interest where something is to be done.
  { heading: 'Action', cell: ({ verdict, action }) => (verdict === 'pass' ? undefined : action) },
];

export function checksSection(
  checks: readonly CheckResult[],
  titles: RequirementTitles,
  order: CheckOrder | undefined,
  onSort: (column: SortedColumn) => void,
  /** What a reader has to know before any verdict. */
  warning?: string,
): HTMLElement {
  if (checks.length === 0)
    return section('Checks', element('p', {}, 'This test states no checks, so nothing was judged.'));
  const columns = COLUMNS.filter(({ cell }) => checks.some((check) => cell(check, titles) !== undefined));
  const head = columns.map((column) => heading(column, order, onSort));
  const rows = sortedChecks(checks, order).map((check) =>
    element('tr', {}, ...columns.map((one) => cellOf(one, check, titles))),
  );
  return section(
    'Checks',
    warning && element('p', { class: 'mark' }, warning),
    tableFrame('What was asked, what was measured, and what follows', head, rows),
  );
}

function heading(
  { heading: text, sortedBy, isNumber }: Column,
  order: CheckOrder | undefined,
  onSort: (column: SortedColumn) => void,
): HTMLElement {
  if (sortedBy === undefined) return element('th', { scope: 'col', class: isNumber ? 'number' : undefined }, text);
  const direction = order?.column === sortedBy ? order.direction : 'none';
  return element(
    'th',
    { scope: 'col', 'aria-sort': direction },
    button(text, () => onSort(sortedBy), {
      class: 'sort',
      'data-column': sortedBy,
      title: `Sort by ${text.toLowerCase()}`,
    }),
  );
}

function cellOf(column: Column, check: CheckResult, titles: RequirementTitles): HTMLElement {
  const child = column.cell(check, titles);
  if (column === CHECK) return element('th', { scope: 'row' }, child);
  return element('td', { class: column.isNumber ? 'number' : undefined }, child);
}

/** Why it is this verdict stands below it: in a column of its own it would be the one that a narrow panel cuts off. */
function verdictCell({ verdict, notes }: CheckResult): HTMLElement {
  return element(
    'div',
    { class: 'judgement' },
    verdictMark(verdict),
    notes.length === 0
      ? undefined
      : element('ul', { class: 'plain muted' }, ...notes.map((text) => element('li', {}, ...withCode(text)))),
  );
}

function requirementCell({ requirement }: CheckResult, titles: RequirementTitles): Child {
  if (requirement === undefined || !Object.hasOwn(titles, requirement)) return requirement;
  return element(
    'span',
    { class: 'requirement' },
    requirement,
    element('span', { class: 'muted requirement-title' }, titles[requirement]),
  );
}

function levels({ levels: texts }: CheckResult): HTMLElement | undefined {
  const entries = Object.entries(texts);
  if (entries.length === 0) return undefined;
  return element(
    'ul',
    { class: 'plain' },
    ...entries.map(([level, condition]) => element('li', {}, `${level} `, element('code', {}, condition))),
  );
}

function observed({ observed: value, unit }: CheckResult): Child {
  return value === undefined ? notMeasured() : formatValue(value, dimensionOfBaseUnit(unit));
}
