import type { Checklist, ChecklistTable, ColumnRole, DocumentTarget } from '../../checklist.ts';
import { groupBy, targetsOfItem } from '../../lookup.ts';
import type { Binding } from '../readBindings.ts';
import { labelsAbove } from './labelsAbove.ts';

/** An item or table row that no comment says anything of. */
export interface OpenPlace {
  on: Exclude<Binding['on'], { kind: 'section' }>;
  line: number;
  /** What it is called. */
  title: string;
  /** All that it says of what is measured, without limits and actions in a table. */
  words: string;
  /** The lines that it stands under, the nearest first. */
  above: string[];
  /** The id that the row gives. */
  requirement?: string;
  targets: DocumentTarget[];
  alarms: DocumentTarget[];
}

/** Columns that say what a row is about. */
export const NAMING_COLUMNS: readonly ColumnRole[] = ['metric', 'description', 'name', 'other'];

/** In the order of the text. Alarms are none: to bind one would say the opposite of what it says. */
export function openPlaces(text: string, checklist: Checklist): OpenPlace[] {
  const lines = text.split(/\r\n?|\n/);
  const taken = new Set(checklist.bindings.map(({ on }) => keyOf(on)));
  const ofRow = groupBy(checklist.targets, ({ on, line }) => (on.kind === 'row' ? line : undefined));
  const { invertedItems } = checklist;
  const items = checklist.items
    .filter(({ id, parents }) => ![id, ...parents].some((one) => invertedItems.has(one)))
    .map((item): OpenPlace => {
      const on = { kind: 'item', id: item.id } as const;
      const above = [...labelsAbove(lines, item.line), ...item.path.toReversed()];
      const targets = targetsOfItem(checklist, item.id);
      const words = targets.reduce((rest, { span }) => rest.replace(text.slice(...span), ' '), item.text);
      return { on, line: item.line, title: item.text, words, above, ...sides(targets) };
    });
  const rows = checklist.tables.flatMap((table) => (table.kind === 'sign-off' ? [] : rowsOf(table, lines, ofRow)));
  return [...items, ...rows].filter(({ on }) => !taken.has(keyOf(on))).sort((a, b) => a.line - b.line);
}

function rowsOf(
  table: ChecklistTable,
  lines: readonly string[],
  targets: ReadonlyMap<number, DocumentTarget[]>,
): OpenPlace[] {
  const above = [...labelsAbove(lines, table.line), ...table.path.toReversed()];
  return table.rows.map(({ line, cells }) => {
    const texts = (roles: readonly ColumnRole[]): string[] =>
      cells.flatMap(({ text }, at) =>
        roles.includes(table.columns[at]?.role ?? 'other') && text !== '' ? [text] : [],
      );
    const [requirement] = texts(['requirement']);
    const naming = texts(NAMING_COLUMNS);
    return {
      on: { kind: 'row', line },
      line,
      title: cells[0]?.text ?? '',
      words: naming.join(' '),
      above,
      ...(requirement !== undefined && { requirement }),
      ...sides(targets.get(line) ?? []),
    };
  });
}

function sides(targets: readonly DocumentTarget[]): Pick<OpenPlace, 'targets' | 'alarms'> {
  return {
    targets: targets.filter(({ meaning }) => meaning === 'target'),
    alarms: targets.filter(({ meaning }) => meaning === 'alarm'),
  };
}

function keyOf(on: Binding['on']): string {
  return on.kind === 'item' ? `item ${on.id}` : `${on.kind} ${on.line}`;
}
