import { element, type Child } from './element.ts';

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
    columns.map((column, index) => element('th', { scope: 'col', class: index > 0 ? 'number' : undefined }, column)),
    rows.map(([name, ...values]) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, name),
        ...values.map((value) => element('td', { class: 'number' }, value ?? notMeasured())),
      ),
    ),
  );
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
