import { formatValue } from '../../core/format.ts';
import type { ShownComparison } from '../../core/protocol/comparePanel.ts';
import type { ComparedCheck } from '../../core/run/compare/compareChecks.ts';
import type { ComparedValue } from '../../core/run/compare/compareRuns.ts';
import type { CheckResult } from '../../core/run/runResult.ts';
import { dimensionOfBaseUnit } from '../../core/units.ts';
import { checkName } from '../view/checkName.ts';
import { notMeasured, tableFrame } from '../view/dataTable.ts';
import { button, element, section, type Child } from '../view/element.ts';
import { verdictMark } from '../view/verdict.ts';
import { checkChange, isChanged } from './checkRows.ts';
import type { State } from './state.ts';
import { EFFECT_WORDS, FIRST_DIRECTION, shownValues, valueRow, type OrderColumn } from './valueRows.ts';

const SIGNS: Record<ComparedValue['effect'], string> = {
  better: '▲',
  worse: '▼',
  changed: '◆',
  same: '=',
  'within-noise': '≈',
  'no-data': '?',
};

interface Column {
  heading: string;
  sortedBy?: OrderColumn;
  isNumber?: boolean;
}

const COLUMNS: readonly Column[] = [
  { heading: 'Measured', sortedBy: 'name' },
  { heading: 'Before', isNumber: true },
  { heading: 'After', isNumber: true },
  { heading: 'Change', isNumber: true },
  { heading: 'In percent', sortedBy: 'change', isNumber: true },
  { heading: 'Effect', sortedBy: 'effect' },
  { heading: 'Tolerance' },
];

export function valuesSection(
  { values }: ShownComparison,
  { order, onlyChanged }: State,
  onSort: (column: OrderColumn) => void,
): HTMLElement {
  const shown = shownValues(values, order, onlyChanged);
  const head = COLUMNS.map((column) => heading(column, order, onSort));
  const told = element('p', { class: 'muted', role: 'status' }, countText(shown.length, values.length));
  if (shown.length === 0) return section('Values', told);
  return section('Values', told, tableFrame('What was measured before and after', head, shown.map(valueLine)));
}

function countText(shown: number, all: number): string {
  if (all === 0) return 'Nothing was measured on either side.';
  if (shown === all) return all === 1 ? '1 value' : `${String(all)} values`;
  return shown === 0 ? `None of ${String(all)} values changed.` : `${String(shown)} of ${String(all)} values changed`;
}

function valueLine(value: ComparedValue): HTMLTableRowElement {
  const { name, before, after, difference, percent, effect, tolerance } = valueRow(value);
  const number = (text: string | undefined, nothing: () => Child): HTMLElement =>
    element('td', { class: 'number' }, text ?? nothing());
  return element(
    'tr',
    { class: `effect-${effect}` },
    element('th', { scope: 'row' }, element('code', {}, name)),
    number(before, notMeasured),
    number(after, notMeasured),
    number(difference, nothingToSay),
    number(percent, nothingToSay),
    element(
      'td',
      {},
      element(
        'span',
        { class: 'effect' },
        element('span', { class: 'effect-sign', 'aria-hidden': 'true' }, SIGNS[effect]),
        EFFECT_WORDS[effect],
      ),
    ),
    element('td', { class: 'muted' }, tolerance),
  );
}

/** There is no difference to something that was not measured, and no share of 0. */
function nothingToSay(): HTMLElement {
  return element(
    'span',
    { class: 'muted' },
    element('span', { 'aria-hidden': 'true' }, '–'),
    element('span', { class: 'for-screen-readers' }, 'none'),
  );
}

function heading(
  { heading: text, sortedBy, isNumber }: Column,
  order: State['order'],
  onSort: (column: OrderColumn) => void,
): HTMLElement {
  const className = isNumber ? 'number' : undefined;
  if (sortedBy === undefined) return element('th', { scope: 'col', class: className }, text);
  const first = FIRST_DIRECTION[sortedBy];
  const turned = first === 'ascending' ? 'descending' : 'ascending';
  const direction = order?.column === sortedBy ? (order.isTurned ? turned : first) : 'none';
  return element(
    'th',
    { scope: 'col', class: className, 'aria-sort': direction },
    button(text, () => onSort(sortedBy), {
      class: 'sort',
      id: `sort-${sortedBy}`,
      title: `Sort by ${text.toLowerCase()}`,
    }),
  );
}

export function checksSection({ checks, before }: ShownComparison, { onlyChanged }: State): HTMLElement {
  if (checks.length === 0) return section('Checks', element('p', {}, 'Neither side states a check.'));
  const shown = checks.filter((check) => !onlyChanged || isChanged(check));
  const head = ['Check', 'Before', 'After', 'What became of it'].map((text) => element('th', { scope: 'col' }, text));
  return section(
    'Checks',
    before.isBaseline
      ? element('p', { class: 'muted' }, 'A baseline states no checks; those of the run stand here.')
      : undefined,
    shown.length === 0
      ? element('p', { class: 'muted' }, 'No check changed.')
      : tableFrame('Checks before and after', head, shown.map(checkLine)),
  );
}

function checkLine(check: ComparedCheck): HTMLTableRowElement {
  const { id, before, after } = check;
  const shown = after ?? before;
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, shown === undefined ? element('code', {}, id) : checkName(shown)),
    element('td', {}, judged(before)),
    element('td', {}, judged(after)),
    element('td', {}, checkChange(check)),
  );
}

function judged(check: CheckResult | undefined): Child {
  if (check === undefined) return element('span', { class: 'muted' }, 'not stated');
  const { verdict, observed, unit } = check;
  const value = observed === undefined ? notMeasured() : formatValue(observed, dimensionOfBaseUnit(unit));
  return element('span', { class: 'judged' }, verdictMark(verdict), element('span', {}, value));
}
