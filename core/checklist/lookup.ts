import type { Blank, Checklist, ChecklistItem, ChecklistTable, DocumentTarget } from './checklist.ts';

// What is asked of a checklist once for each of its items must not go through all of them each time: of 10,000 items that
// would be 100 million steps. A checklist is never changed after it was read, so what is made of it is kept with it.

/** Made of a value when it is asked for first, and kept for as long as the value is there. */
export function keptWith<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  const kept = new WeakMap<Of, { made: Made }>();
  return (of) => {
    const known = kept.get(of) ?? { made: make(of) };
    kept.set(of, known);
    return known.made;
  };
}

/** Each list in the order of all; what has no key is in none. */
export function groupBy<T, Key>(all: readonly T[], keyFor: (one: T) => Key | undefined): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const one of all) {
    const key = keyFor(one);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

/** How many of a list come before the first one of which something does not hold; from then on it must not hold any more. */
export function countWhile<T>(sorted: readonly T[], holds: (one: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = sorted[middle];
    if (one !== undefined && holds(one)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const itemsById = keptWith((items: readonly ChecklistItem[]) => new Map(items.map((item) => [item.id, item])));

export function itemWithId({ items }: Pick<Checklist, 'items'>, id: string): ChecklistItem | undefined {
  return itemsById(items).get(id);
}

export interface RowOfTable {
  table: ChecklistTable;
  row: ChecklistTable['rows'][number];
}

const rowsByLine = keptWith(
  (tables: readonly ChecklistTable[]) =>
    new Map(tables.flatMap((table) => table.rows.map((row): [number, RowOfTable] => [row.line, { table, row }]))),
);

/** The table row that stands on a line. */
export function rowOnLine({ tables }: Pick<Checklist, 'tables'>, line: number): RowOfTable | undefined {
  return rowsByLine(tables).get(line);
}

const blanksByItem = keptWith((blanks: readonly Blank[]) => groupBy(blanks, ({ item }) => item));
const blanksByLine = keptWith((blanks: readonly Blank[]) => groupBy(blanks, ({ line }) => line));

export function blanksInItem({ blanks }: Pick<Checklist, 'blanks'>, id: string): readonly Blank[] {
  return blanksByItem(blanks).get(id) ?? [];
}

export function blanksOnLine({ blanks }: Pick<Checklist, 'blanks'>, line: number): readonly Blank[] {
  return blanksByLine(blanks).get(line) ?? [];
}

const targetsByItem = keptWith((targets: readonly DocumentTarget[]) =>
  groupBy(targets, ({ on }) => (on.kind === 'item' ? on.id : undefined)),
);
const targetsByLine = keptWith((targets: readonly DocumentTarget[]) => groupBy(targets, ({ line }) => line));

export function targetsOfItem({ targets }: Pick<Checklist, 'targets'>, id: string): readonly DocumentTarget[] {
  return targetsByItem(targets).get(id) ?? [];
}

export function targetsOnLine({ targets }: Pick<Checklist, 'targets'>, line: number): readonly DocumentTarget[] {
  return targetsByLine(targets).get(line) ?? [];
}
