/** A column by its heading, and which way it is sorted. */
export interface TableOrder {
  column: string;
  direction: 'ascending' | 'descending';
}

/** What a cell shows, and what it is sorted by. Undefined: not measured. */
export type Cell = { text: string; value: string | number } | undefined;

/** Request 9 comes before request 10. */
const NATURAL = new Intl.Collator('en', { numeric: true });

/** What a press on a heading makes of the order: largest figures or first names on top, then turned round, then as it was. */
export function nextTableOrder(
  order: TableOrder | undefined,
  column: string,
  first: TableOrder['direction'],
): TableOrder | undefined {
  if (order?.column !== column) return { column, direction: first };
  if (order.direction !== first) return undefined;
  return { column, direction: first === 'ascending' ? 'descending' : 'ascending' };
}

/** The rows in that order; equal ones stay as they were, what was not measured comes last either way. */
export function sortedRows<Row extends readonly Cell[]>(
  columns: readonly string[],
  rows: readonly Row[],
  order: TableOrder | undefined,
): Row[] {
  const at = order === undefined ? -1 : columns.indexOf(order.column);
  if (order === undefined || at < 0) return [...rows];
  const sign = order.direction === 'ascending' ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [first, second] = [one[at], other[at]];
    if (first === undefined || second === undefined) return Number(first === undefined) - Number(second === undefined);
    return sign * compareValues(first.value, second.value);
  });
}

function compareValues(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return NATURAL.compare(String(one), String(other));
}
