import type { ListItem } from 'mdast';
import { printSelector } from '../checks/print.ts';
import { NEGATIONS } from '../checks/targets/comparisonWords.ts';
import type { ReadTarget, TargetContext } from '../checks/targets/readTargets.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { ChecklistItem, ColumnRole, DocumentTarget } from './checklist.ts';
import { doubtContradictions, type StatedTarget } from './doubtContradictions.ts';
import {
  isAlarmBelow,
  isAlarmHeading,
  isAlarmLine,
  isAnnouncedAlarm,
  opensAlarms,
  opensOtherSource,
} from './inverted.ts';
import type { Block } from './markdown/blocks.ts';
import { oneLine, type InlineText } from './markdown/inlineText.ts';
import type { ReadTable } from './readTables.ts';
import type { TargetReader } from './targetReader.ts';
import { wantsBad } from './wantsBad.ts';

const ALARM_COLUMNS: readonly ColumnRole[] = ['warning', 'critical'];
/** Columns that hold no limits of their own. */
const UNREAD_COLUMNS: readonly ColumnRole[] = ['requirement', 'actual', 'status', 'role', 'name', 'date', 'signature'];

/** What a text promises, wherever it says so: items, lists, prose and tables, but never code. */
export function readDocumentTargets(
  blocks: readonly Block[],
  itemOf: ReadonlyMap<ListItem, ChecklistItem>,
  tables: ReadonlyMap<Block, ReadTable>,
  lines: LineIndex,
  reader: TargetReader,
): DocumentTarget[] {
  const firstLines = new Map<ListItem, string>();
  const targets: StatedTarget[] = [];
  const alarms = announcedItems(blocks, opensAlarms);
  const foreign = announcedItems(blocks, opensOtherSource);
  reader.begin();
  const targetsOf = targetsWith(reader, lines);
  for (const block of blocks) {
    if (block.kind === 'table') targets.push(...targetsOfTable(block, tables.get(block), targetsOf));
    if (block.kind !== 'paragraph') continue;
    if (block.opens) firstLines.set(block.opens, oneLine(block.inline.text));
    const above = block.items.flatMap((item) => (item === block.opens ? [] : (firstLines.get(item) ?? [])));
    const item = block.opens && itemOf.get(block.opens);
    const isAlarm =
      block.items.some((one) => alarms.has(one)) || isAlarmHeading([...block.path.slice(-1), ...above].join(' / '));
    targets.push(
      ...targetsOf(block.inline, { headings: [...block.path, ...above] }, (line) => ({
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
  const alarms = announcedItems(blocks, opensAlarms);
  const inverted = new Map<string, string>();
  for (const block of blocks) {
    const item = block.kind === 'paragraph' && block.opens ? itemOf.get(block.opens) : undefined;
    if (item === undefined) continue;
    const heading = block.path.at(-1) ?? '';
    const announced = block.items
      .flatMap((one) => alarms.get(one) ?? [])
      .find((line) => isAnnouncedAlarm(line, item.text));
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
  targetsOf: TargetsOf,
): StatedTarget[] {
  if (read === undefined || read.table.kind === 'sign-off') return [];
  const { columns } = read.table;
  const labelAt = labelColumn(columns.map(({ role }) => role));
  return read.cells.flatMap((cells) => {
    const label = oneLine(cells[labelAt]?.text ?? '');
    return cells.flatMap((cell, at) => {
      const column = columns[at];
      if (column === undefined || at === labelAt || UNREAD_COLUMNS.includes(column.role)) return [];
      return targetsOf(cell, { headings: [...block.path], label, column: column.text }, () => ({
        meaning: ALARM_COLUMNS.includes(column.role) ? 'alarm' : 'target',
        path: block.path,
        on: { kind: 'row', column: column.text },
      }));
    });
  });
}

/** The column that says what is measured; behind an id it is the description. */
export function labelColumn(roles: readonly ColumnRole[]): number {
  const metric = roles.indexOf('metric');
  if (metric >= 0) return metric;
  return roles[0] === 'requirement' && roles.length > 1 ? 1 : 0;
}

type Placing = Pick<DocumentTarget, 'meaning' | 'path' | 'on'>;

type TargetsOf = (inline: InlineText, context: TargetContext, place: (line: string) => Placing) => StatedTarget[];

function targetsWith(reader: TargetReader, lines: LineIndex): TargetsOf {
  return (inline, context, place) => {
    const found = reader.read(inline.text, context);
    const rest = withoutTargets(inline.text, found);
    return found.map((read) => {
      const span = inline.spanOf(...read.span);
      const placing = place(lineAround(inline.text, read.span[0]));
      const marks = {
        ...(/^\d/.test(inline.text.slice(...read.span)) && { isBare: true as const }),
        ...(NEGATED.test(lineAround(rest, read.span[0])) && { isNegated: true as const }),
      };
      const target = { span, line: lines.position(span[0]).line + 1, ...described(read), ...marks, ...placing };
      return { read, target: isStruckOut(inline, read) ? doubtDeleted(target) : doubtBad(read, target) };
    });
  };
}

/** What is struck out promises nothing any more. */
function doubtDeleted(target: DocumentTarget): DocumentTarget {
  return { ...target, confidence: 'guess', reason: 'the text is struck out' };
}

/** "p99 > 5s" says when something is wrong, also where nothing around it does. */
function doubtBad({ selector, condition }: ReadTarget, target: DocumentTarget): DocumentTarget {
  const isCertainTarget = target.meaning === 'target' && target.confidence === 'certain';
  if (!isCertainTarget || selector === undefined || !wantsBad(selector, condition)) return target;
  const reason = `as a target it would want ${printSelector(selector)} to be bad`;
  return { ...target, confidence: 'likely', reason };
}

function isStruckOut({ isDeleted }: InlineText, { span: [from, to] }: ReadTarget): boolean {
  return isDeleted(from) || isDeleted(to - 1);
}

const NEGATED = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${[...NEGATIONS].join('|')})(?![\p{L}\p{N}])|n['’]t(?!\p{L})`,
  'iu',
);

/** Without the words that were read, of which "not exceed 500 ms" turns nothing round. As long as before. */
function withoutTargets(text: string, found: readonly ReadTarget[]): string {
  let rest = '';
  for (const { span } of found.toSorted((a, b) => a.span[0] - b.span[0])) {
    rest += text.slice(rest.length, span[0]);
    rest += ' '.repeat(Math.max(0, span[1] - rest.length));
  }
  return rest + text.slice(rest.length);
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
