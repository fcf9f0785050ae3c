import type { TableCell } from 'mdast';
import { TARGET_TITLE } from '../checks/targets/targetTitles.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { Span } from '../text/span.ts';
import type { ChecklistTable, ColumnRole } from './checklist.ts';
import { LEVELS, settleLevels } from './levelColumns.ts';
import type { Block } from './markdown/blocks.ts';
import { inlineText, oneLine, type InlineText } from './markdown/inlineText.ts';
import type { MarkdownDocument } from './markdown/parseMarkdown.ts';
import { isDecisionColumn, isPlannedDate, isSignOffHeading, signOffColumn, unsureColumn } from './signOff/words.ts';

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
  ['metric', /\b(?:metrics?|measure|kpi|sli|indicator|test|check|endpoint|resource|component)\b/i],
  ['description', /\b(?:description|notes?|comments?|details?|meaning|purpose)\b/i],
];

function rolesOfColumns(headings: readonly string[]): ColumnRole[] {
  return headings.map((heading) => {
    // "Target date" is no target, and no date of a signature.
    if (isPlannedDate(heading)) return 'other';
    const [word] = ROLE_WORDS.find(([, words]) => words.test(heading)) ?? [];
    // Of words that a measured value and a signature can have, those for values are more exact.
    if (word !== undefined && !BEHIND_SIGN_OFFS.includes(word)) return word;
    return signOffColumn(heading) ?? word ?? unsureColumn(heading, headings) ?? 'other';
  });
}

/**
 * What a table is for, by its columns. Below the heading of a sign-off, who signs when is more than "Pass/Fail" beside it.
 * Elsewhere somebody signs only where there is a place to say so: tasks and findings have an owner and a date, too.
 */
function kindOfTable(
  columns: readonly { text: string; role: ColumnRole }[],
  isBelowSignOff: boolean,
): ChecklistTable['kind'] {
  const roles = columns.map(({ role }) => role);
  const levels = LEVELS.filter((level) => roles.includes(level)).length;
  const has = (role: ColumnRole): boolean => roles.includes(role);
  const isSigned = (has('signature') || has('name')) && (has('date') || has('signature'));
  const isDecided = columns.some((column, at) => at > 0 && isDecision(column));
  if (isBelowSignOff && has('role') && (isSigned || isDecided)) return 'sign-off';
  if (levels >= 2 || (levels === 1 && has('action'))) return 'thresholds';
  if (levels === 1 || has('condition')) return 'targets';
  if (isBelowSignOff) return isSigned && has('name') ? 'sign-off' : 'other';
  const isOfPerson = columns.some(({ text, role }) => role === 'role' && !/^(?:function|funktion|title)$/i.test(text));
  const isNamed = has('name') && (has('date') || isOfPerson);
  if (has('signature')) return isNamed || isOfPerson || (has('role') && has('date')) ? 'sign-off' : 'other';
  return isDecided && isOfPerson && (has('name') || has('date')) ? 'sign-off' : 'other';
}

/** A table of which a level turned out to be none is no more one to sign than it was. */
function kindOfColumns(
  columns: ChecklistTable['columns'],
  named: ChecklistTable['columns'],
  isBelowSignOff: boolean,
): ChecklistTable['kind'] {
  const kind = kindOfTable(columns, isBelowSignOff);
  return kind === 'sign-off' && kindOfTable(named, isBelowSignOff) !== 'sign-off' ? 'other' : kind;
}

/** Whether a column takes a decision of who signs, and is for nothing else. */
export const isDecision = ({ text, role }: { text: string; role: ColumnRole }): boolean =>
  isDecisionColumn(text) && !OF_SOMEBODY.includes(role);

/** Columns that say who it is, or when. */
const OF_SOMEBODY: readonly ColumnRole[] = ['role', 'name', 'date', 'signature'];
const BEHIND_SIGN_OFFS: readonly ColumnRole[] = ['metric', 'description'];

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
  const headings = (header?.children ?? []).map((cell) => oneLine(inlineText(document, cell).text));
  const roles = rolesOfColumns(headings);
  const named = headings.map((text, at) => ({ text, role: roles[at] ?? 'other' }));
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
  const source = document.text.slice(start, end);
  // A reader sees nothing of `<name>`, and somebody wrote it there.
  const tag = /^[|\s]*(<(?!br\b)[\p{L}_][^<>|]*>)[|\s]*$/iu.exec(source)?.[1];
  if (tag !== undefined) return [start + source.indexOf(tag), start + source.indexOf(tag) + tag.length];
  const [before = ''] = /^\|? ?/.exec(source) ?? [];
  return [start + before.length, start + before.length];
}
