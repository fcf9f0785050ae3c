import type { FigureTable } from '../observationTables.ts';
import { sortedRows, type TableOrder } from '../tableOrder.ts';
import { button, element, type Child } from './element.ts';

/** A table's frame: it scrolls sideways by itself where the panel is narrow, by keyboard too. */
export function tableFrame(caption: string, head: Child[], rows: HTMLTableRowElement[]): HTMLElement {
  return element(
    'div',
    { class: 'table-frame', role: 'region', 'aria-label': caption, tabindex: '0' },
    element(
      'table',
      {},
      element('caption', {}, caption),
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...rows),
    ),
  );
}

/** A table of figures. The first column names the row; undefined cells were not measured. */
export function figuresTable(caption: string, columns: string[], rows: (string | undefined)[][]): HTMLElement {
  return tableFrame(
    caption,
    columns.map((column, index) => element('th', { scope: 'col', class: numberFrom(index) }, column)),
    rows.map(figuresRow),
  );
}

/** Which way tables are sorted, by their captions, and what a press on a heading does. */
export interface TableSorting {
  orders: Readonly<Record<string, TableOrder>>;
  sort: (table: string, column: string, first: TableOrder['direction']) => void;
}

/** The same, to be sorted by each column. */
export function sortableTable(
  caption: string,
  { columns, rows }: FigureTable,
  { orders, sort }: TableSorting,
): HTMLElement {
  const order = orders[caption];
  const heading = (column: string, index: number): HTMLElement => {
    const direction = order?.column === column ? order.direction : 'none';
    const press = (): void => sort(caption, column, index > 0 ? 'descending' : 'ascending');
    const attributes = { class: 'sort', 'data-key': `${caption}/${column}`, title: `Sort by ${column}` };
    return element(
      'th',
      { scope: 'col', class: numberFrom(index), 'aria-sort': direction },
      button(column, press, attributes),
    );
  };
  return tableFrame(
    caption,
    columns.map(heading),
    sortedRows(columns, rows, order).map((row) => figuresRow(row.map((cell) => cell?.text))),
  );
}

function figuresRow([name, ...values]: (string | undefined)[]): HTMLTableRowElement {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, name),
    ...values.map((value) => element('td', { class: 'number' }, value ?? notMeasured())),
  );
}

function numberFrom(index: number): string | undefined {
  return index > 0 ? 'number' : undefined;
}

/** Never 0 and never empty: what was not measured is said so. */
export function notMeasured(): HTMLElement {
  return element(
    'span',
    { class: 'muted' },
    element('span', { 'aria-hidden': 'true' }, '–'),
    element('span', { class: 'for-screen-readers' }, 'not measured'),
  );
}
