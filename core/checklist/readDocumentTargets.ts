import type { ListItem } from 'mdast';
import { readTargets, type ReadTarget, type TargetContext } from '../checks/targets/readTargets.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { ChecklistItem, ColumnRole, DocumentTarget } from './checklist.ts';
import { doubtContradictions, type StatedTarget } from './contradictions.ts';
import {
  announcesAlarms,
  isAlarmBelow,
  isAlarmHeading,
  isAlarmLine,
  opensAlarms,
  opensOtherSource,
} from './inverted.ts';
import type { Block } from './markdown/blocks.ts';
import { oneLine, type InlineText } from './markdown/inlineText.ts';
import type { ReadTable } from './readTables.ts';

const ALARM_COLUMNS: readonly ColumnRole[] = ['warning', 'critical'];
/** Columns that hold no limits of their own. */
const UNREAD_COLUMNS: readonly ColumnRole[] = ['requirement', 'actual', 'status', 'role', 'name', 'date', 'signature'];

/** What a text promises, wherever it says so: items, lists, prose and tables, but never code. */
export function readDocumentTargets(
  blocks: readonly Block[],
  itemOf: ReadonlyMap<ListItem, ChecklistItem>,
  tables: ReadonlyMap<Block, ReadTable>,
  lines: LineIndex,
): DocumentTarget[] {
  const firstLines = new Map<ListItem, string>();
  const targets: StatedTarget[] = [];
  const alarms = announcedItems(blocks, opensAlarms);
  const foreign = announcedItems(blocks, opensOtherSource);
  for (const block of blocks) {
    if (block.kind === 'table') targets.push(...targetsOfTable(block, tables.get(block), lines));
    if (block.kind !== 'paragraph') continue;
    if (block.opens) firstLines.set(block.opens, oneLine(block.inline.text));
    const above = block.items.flatMap((item) => (item === block.opens ? [] : (firstLines.get(item) ?? [])));
    const item = block.opens && itemOf.get(block.opens);
    const isAlarm =
      block.items.some((one) => alarms.has(one)) || isAlarmHeading([...block.path.slice(-1), ...above].join(' / '));
    targets.push(
      ...targetsOf(block.inline, { headings: [...block.path, ...above] }, lines, (line) => ({
        meaning: isAlarm || isAlarmLine(line) ? 'alarm' : 'target',
        path: block.path,
        on: item ? { kind: 'item', id: item.id } : { kind: 'text' },
      })).map((one) => (block.items.some((outer) => foreign.has(outer)) ? doubtSource(one) : one)),
    );
  }
  return doubtContradictions(targets);
}

/** The task items that are alarms, by their ids: nobody has to tick them. The value is the line or heading that says so. */
export function readInvertedItems(
  blocks: readonly Block[],
  itemOf: ReadonlyMap<ListItem, ChecklistItem>,
): Map<string, string> {
  const alarms = announcedItems(blocks, announcesAlarms);
  const inverted = new Map<string, string>();
  for (const block of blocks) {
    const item = block.kind === 'paragraph' && block.opens ? itemOf.get(block.opens) : undefined;
    if (item === undefined) continue;
    const heading = block.path.at(-1) ?? '';
    const announced = block.items.flatMap((one) => alarms.get(one) ?? [])[0];
    const by = announced ?? (isAlarmBelow(heading, item.text) ? heading : undefined);
    if (by !== undefined) inverted.set(item.id, by);
  }
  return inverted;
}

/** The list items right behind a line that says what they are, with that line. */
function announcedItems(blocks: readonly Block[], opens: (line: string) => boolean): Map<ListItem, string> {
  const found = new Map<ListItem, string>();
  let announced: { depth: number; line: string } | undefined;
  for (const block of blocks) {
    const isItem = block.kind === 'paragraph' && block.opens !== undefined;
    if (announced && isItem && block.items.length > announced.depth) {
      const item = block.items[announced.depth];
      if (item) found.set(item, announced.line);
    } else if (!(announced && block.items.length > announced.depth)) announced = undefined;
    if (block.kind !== 'paragraph') continue;
    const line = oneLine(block.inline.text.trimEnd().split('\n').at(-1) ?? '');
    if (announced === undefined && opens(line)) announced = { depth: block.items.length, line };
  }
  return found;
}

function targetsOfTable(
  block: Extract<Block, { kind: 'table' }>,
  read: ReadTable | undefined,
  lines: LineIndex,
): StatedTarget[] {
  if (read === undefined || read.table.kind === 'sign-off') return [];
  const { columns } = read.table;
  const labelAt = labelColumn(columns.map(({ role }) => role));
  return read.cells.flatMap((cells) => {
    const label = oneLine(cells[labelAt]?.text ?? '');
    return cells.flatMap((cell, at) => {
      const column = columns[at];
      if (column === undefined || at === labelAt || UNREAD_COLUMNS.includes(column.role)) return [];
      return targetsOf(cell, { headings: [...block.path], label, column: column.text }, lines, () => ({
        meaning: ALARM_COLUMNS.includes(column.role) ? 'alarm' : 'target',
        path: block.path,
        on: { kind: 'row', column: column.text },
      }));
    });
  });
}

/** The column that says what is measured; behind an id it is the description. */
function labelColumn(roles: readonly ColumnRole[]): number {
  const metric = roles.indexOf('metric');
  if (metric >= 0) return metric;
  return roles[0] === 'requirement' && roles.length > 1 ? 1 : 0;
}

type Placing = Pick<DocumentTarget, 'meaning' | 'path' | 'on'>;

function targetsOf(
  inline: InlineText,
  context: TargetContext,
  lines: LineIndex,
  place: (line: string) => Placing,
): StatedTarget[] {
  return readTargets(inline.text, context).map((read) => {
    const span = inline.spanOf(...read.span);
    const placing = place(lineAround(inline.text, read.span[0]));
    return { read, target: { span, line: lines.position(span[0]).line + 1, ...described(read), ...placing } };
  });
}

function doubtSource({ read, target }: StatedTarget): StatedTarget {
  const elsewhere: DocumentTarget = { ...target, isElsewhere: true };
  if (target.confidence !== 'certain') return { read, target: elsewhere };
  const reason = 'the text takes it from somewhere else than the load test';
  return { read, target: { ...elsewhere, confidence: 'likely', reason } };
}

function described(
  target: ReadTarget,
): Pick<DocumentTarget, 'expression' | 'hasMetric' | 'confidence' | 'reason' | 'subject'> {
  return {
    expression: target.text,
    hasMetric: target.selector !== undefined,
    confidence: target.confidence,
    reason: target.reason,
    ...(target.metricWords !== undefined && { subject: target.metricWords }),
  };
}

/** Words farther away belong to something else, and reading them for each target would take quadratic time. */
const FARTHEST = 300;

function lineAround(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - FARTHEST), at);
  const after = text.slice(at, at + FARTHEST);
  return `${before.slice(before.lastIndexOf('\n') + 1)}${after.split('\n', 1).join('')}`;
}
