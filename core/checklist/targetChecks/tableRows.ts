import { readTargets } from '../../checks/targets/readTargets.ts';
import { labelsAbove } from '../bindings/proposals/labelsAbove.ts';
import { NAMING_COLUMNS } from '../bindings/proposals/places.ts';
import { wordsOf } from '../bindings/proposals/words.ts';
import type { Binding } from '../bindings/readBindings.ts';
import type { Checklist, ChecklistTable, ColumnRole, DocumentTarget } from '../checklist.ts';
import { labelColumn } from '../readDocumentTargets.ts';
import { limitColumns, type LimitColumn } from './limitColumns.ts';

/** A row of a table with targets. */
export interface TableRow {
  table: ChecklistTable;
  line: number;
  title: string;
  /** What the row is called in the column that says what is measured. */
  label: string;
  /** All that it says of what is measured. */
  words: string;
  /** The lines that the table stands under, the nearest first. */
  above: string[];
  requirement?: string;
  action?: string;
  binding?: Binding;
  /** Limits as the row states them, by their column. */
  limits: { column: LimitColumn; target: DocumentTarget; cell: string }[];
}

const NOTHING = /^(?:[-–—]+|n\/?a|none)?$/i;

/** The rows of all tables that state targets, in the order of the text. */
export function tableRows(text: string, checklist: Checklist): TableRow[] {
  const lines = text.split(/\r\n?|\n/);
  return checklist.tables.flatMap((table) => {
    const columns = limitColumns(table);
    if (columns.length === 0) return [];
    const labelAt = labelColumn(table.columns.map(({ role }) => role));
    const above = [...labelsAbove(lines, table.line), ...table.path.toReversed()];
    return table.rows.map(({ line, cells }): TableRow => {
      const texts = (roles: readonly ColumnRole[]): string[] =>
        cells.flatMap((cell, at) => (roles.includes(table.columns[at]?.role ?? 'other') ? [cell.text] : []));
      const [requirement] = texts(['requirement']);
      const action = texts(['action']).find((one) => !NOTHING.test(one));
      const binding = checklist.bindings.find(({ on }) => on.kind === 'row' && on.line === line);
      const naming = texts(NAMING_COLUMNS).filter((one) => one !== '');
      const ofRow = checklist.targets.filter(({ on, line: own }) => on.kind === 'row' && own === line);
      const limits = columns.flatMap((column) => {
        const cell = cells[column.at];
        if (cell === undefined) return [];
        const inside = ofRow.filter(({ span }) => cell.span[0] <= span[0] && span[1] <= cell.span[1]);
        return inside.map((target) => ({ column, target, cell: cell.text }));
      });
      return {
        ...{ table, line, title: naming[0] ?? cells[0]?.text ?? '', label: cells[labelAt]?.text ?? '' },
        ...{ words: naming.join(' '), above, limits },
        ...(requirement !== undefined && requirement !== '' && { requirement }),
        ...(action !== undefined && { action }),
        ...(binding && { binding }),
      };
    });
  });
}

/**
 * How a limit reads once it is known which words of its row name the test: "Search p95 latency" is the latency of the
 * whole test `search`, and of a part of any other. Limits that other lines state are not looked at.
 */
export function readForTest(
  { target, column, cell }: TableRow['limits'][number],
  { table, label: written }: TableRow,
  names: ReadonlySet<string>,
): DocumentTarget {
  const isName = (word: string): boolean => {
    const words = wordsOf(word);
    return words.length > 0 && words.every((one) => names.has(one));
  };
  const label = written
    .split(/(\s+)/)
    .filter((word) => !isName(word))
    .join('');
  const context = { headings: [...table.path], label, column: table.columns[column.at]?.text ?? '' };
  const again = readTargets(cell, context).find(({ text }) => text === target.expression);
  if (again === undefined) return target;
  const { span, line, expression, hasMetric, meaning, isElsewhere, path, on } = target;
  return {
    ...{ span, line, expression, hasMetric, meaning, path, on, confidence: again.confidence, reason: again.reason },
    ...(isElsewhere && { isElsewhere }),
    ...(again.metricWords !== undefined && { subject: again.metricWords }),
  };
}
