import type { Checklist } from '../checklist.ts';
import { itemWithId, rowOnLine } from '../lookup.ts';
import type { Binding } from './readBindings.ts';

/** What a reader sees of the item, row, heading or line that a comment belongs to. */
export function textOfBinding(checklist: Checklist, { on }: Pick<Binding, 'on'>): string {
  switch (on.kind) {
    case 'item':
      return itemWithId(checklist, on.id)?.text ?? '';
    case 'section':
      return on.path.at(-1) ?? '';
    case 'line':
      return on.text;
    case 'row':
      return cellsOf(checklist, on.line).join(' ');
  }
}

/** The same, short enough to name it. */
export function titleOfBinding(checklist: Checklist, binding: Pick<Binding, 'on'>): string {
  const { on } = binding;
  return on.kind === 'row' ? (cellsOf(checklist, on.line)[0] ?? '') : textOfBinding(checklist, binding);
}

function cellsOf(checklist: Checklist, line: number): string[] {
  return rowOnLine(checklist, line)?.row.cells.map(({ text }) => text) ?? [];
}
