import type { TableCell } from 'mdast';
import { TARGET_TITLE } from '../checks/targets/targetTitles.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { Span } from '../text/span.ts';
import type { ChecklistTable, ColumnRole } from './checklist.ts';
import { LEVELS, settleLevels } from './levelColumns.ts';
import type { Block } from './markdown/blocks.ts';
import { inlineText, oneLine, type InlineText } from './markdown/inlineText.ts';
import type { MarkdownDocument } from './markdown/parseMarkdown.ts';
import { isSignOffHeading } from './readSignOffs.ts';

/** What a column holds, by the first words that its heading contains. */
const ROLE_WORDS: readonly (readonly [ColumnRole, RegExp])[] = [
  // Of test cases: what a person does and sees, and no limit.
  ['description', /\bexpected (?:results?|outcome|behaviou?r|output)\b/i],
  ['condition', /\bpass(?:ing)?[ -](?:condition|criteri(?:a|on))/i],
  ['action', /\b(?:action|response|remedy|what to do|mitigation)s?\b(?! time)/i],
  ['critical', /\b(?:critical|fail(?:ure)?|stop|abort|red)\b/i],
  ['warning', /\b(?:warn(?:ing)?|yellow|amber|alert)\b/i],
  ['target', /\b(?:targets?|goals?|slos?|objectives?|expected|pass|green|required(?!\?)|acceptance|acceptable)\b/i],
  ['target', TARGET_TITLE],
  ['threshold', /\b(?:thresholds?|limits?|max(?:imum)?|min(?:imum)?)\b/i],
  ['requirement', /^(?:req(?:uirement)?s?(?: id)?|id|#|no\.?)$/i],
  ['actual', /\b(?:actual|measured|observed|current|results?|value|baseline|achieved)\b|^(?:before|after|previous)\b/i],
  ['status', /\b(?:status|state|done|passed|ok\??|pass\/fail)\b/i],
  ['signature', /\b(?:signature|signed|sign-?off)\b/i],
  ['role', /^(?:role|title|team|function|position|approver role)$/i],
  ['name', /^(?:name|approver|approved by|signed by|reviewer|owner)$/i],
  ['date', /\bdate\b/i],
  ['metric', /\b(?:metrics?|measure|kpi|sli|indicator|test|check|endpoint|resource|component)\b/i],
  ['description', /\b(?:description|notes?|comments?|details?|meaning|purpose)\b/i],
];

export function roleOfColumn(heading: string): ColumnRole {
  return ROLE_WORDS.find(([, words]) => words.test(heading))?.[0] ?? 'other';
}

/** What a table is for, by its columns. Below the heading of a sign-off, who signs when is more than "Pass/Fail" beside it. */
export function kindOfTable(roles: readonly ColumnRole[], isBelowSignOff = false): ChecklistTable['kind'] {
  const levels = LEVELS.filter((level) => roles.includes(level)).length;
  const has = (role: ColumnRole): boolean => roles.includes(role);
  const isSigned = (has('signature') || has('name')) && (has('date') || has('signature'));
  if (isBelowSignOff && isSigned && has('role')) return 'sign-off';
  if (levels >= 2 || (levels === 1 && has('action'))) return 'thresholds';
  if (levels === 1 || has('condition')) return 'targets';
  if (isSigned && (has('role') || has('name'))) return 'sign-off';
  return 'other';
}

/** A table of which a level turned out to be none is no more one to sign than it was. */
function kindOfColumns(
  columns: ChecklistTable['columns'],
  named: ChecklistTable['columns'],
  isBelowSignOff: boolean,
): ChecklistTable['kind'] {
  const kindOf = (some: ChecklistTable['columns']): ChecklistTable['kind'] =>
    kindOfTable(
      some.map(({ role }) => role),
      isBelowSignOff,
    );
  const kind = kindOf(columns);
  return kind === 'sign-off' && kindOf(named) !== 'sign-off' ? 'other' : kind;
}

export interface ReadTable {
  table: ChecklistTable;
  /** The text of every cell below the headings, row by row. */
  cells: InlineText[][];
}

export function readTable(
  document: MarkdownDocument,
  block: Extract<Block, { kind: 'table' }>,
  lines: LineIndex,
): ReadTable {
  const [header, ...rows] = block.node.children;
  const named = (header?.children ?? []).map((cell) => {
    const text = oneLine(inlineText(document, cell).text);
    return { text, role: roleOfColumn(text) };
  });
  const span = document.spanOf(block.node);
  const cells = rows.map((row) => row.children.map((cell) => inlineText(document, cell)));
  const texts = cells.map((row) => row.map(({ text }) => oneLine(text)));
  const columns = settleLevels(named, texts);
  return {
    cells,
    table: {
      kind: kindOfColumns(columns, named, block.path.some(isSignOffHeading)),
      line: lines.position(span[0]).line + 1,
      span,
      path: block.path,
      columns,
      rows: rows.map((row, at) => ({
        line: lines.position(document.spanOf(row)[0]).line + 1,
        cells: row.children.map((cell, column) => {
          const inline = cells[at]?.[column];
          if (inline === undefined || inline.text === '') return { text: '', span: emptyPlace(document, cell) };
          return { text: oneLine(inline.text), span: inline.spanOf(0, inline.text.length) };
        }),
      })),
    },
  };
}

/** Where a text would stand in a cell that has none: between its bars, which belong to it or not. */
function emptyPlace(document: MarkdownDocument, cell: TableCell): Span {
  const [start, end] = document.spanOf(cell);
  const [before = ''] = /^\|? ?/.exec(document.text.slice(start, end)) ?? [];
  return [start + before.length, start + before.length];
}
