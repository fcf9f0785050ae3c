import type { Checklist } from '../checklist.ts';
import type { Binding } from './readBindings.ts';

/** What a reader sees of the item, row, heading or line that a comment belongs to. */
export function textOfBinding({ items, tables }: Checklist, { on }: Pick<Binding, 'on'>): string {
  switch (on.kind) {
    case 'item':
      return items.find(({ id }) => id === on.id)?.text ?? '';
    case 'section':
      return on.path.at(-1) ?? '';
    case 'line':
      return on.text;
    case 'row':
      return cellsOf(tables, on.line).join(' ');
  }
}

/** The same, short enough to name it. */
export function titleOfBinding(checklist: Checklist, binding: Pick<Binding, 'on'>): string {
  const { on } = binding;
  return on.kind === 'row' ? (cellsOf(checklist.tables, on.line)[0] ?? '') : textOfBinding(checklist, binding);
}

function cellsOf(tables: Checklist['tables'], line: number): string[] {
  const row = tables.flatMap(({ rows }) => rows).find((one) => one.line === line);
  return row?.cells.map(({ text }) => text) ?? [];
}
