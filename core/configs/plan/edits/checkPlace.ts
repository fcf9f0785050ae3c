import { nodeUnder } from '../../yaml/yamlCursor.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlSequence } from '../../yaml/yamlNode.ts';
import { entriesOf } from '../buildScope.ts';

/** Where rows are added to the checks of a test, and what stands before and behind them. */
export interface CheckPlace {
  at: number;
  before: string;
  after: string;
  /** flow: between brackets, divided by commas. block: each on a line of its own behind a dash. */
  style: 'flow' | 'block';
  /** How many blanks stand before the dash. */
  indent: number;
  lineBreak: string;
}

const STEP = 2;

/** The end of the checks of a test, or of the test where it has none; in words why there is no such place. */
export function checkPlace(root: YamlNode, text: string, testId: string): CheckPlace | { why: string } {
  const entry = entriesOf(nodeUnder(root, ['tests'])).find(({ key }) => key === testId);
  if (entry?.value.kind !== 'map') return { why: `there is no test ${testId}` };
  const test = entry.value;
  if (!isWrittenHere(entry)) return { why: `the test ${testId} is written in another place, which it takes over` };
  const checks = test.entries.find(({ key }) => key === 'checks');
  if (checks === undefined) return newList(test, text);
  if (checks.keySpan[0] < test.span[0] || !isWrittenHere(checks))
    return { why: `the checks of ${testId} are written in another place, which it takes over` };
  if (checks.value.kind === 'sequence') return endOfList(checks.value, text);
  if (isWithoutValue(checks)) return emptyList(checks, text);
  return { why: `the checks of ${testId} are no list` };
}

/** Not so for an alias, whose value stands farther up. */
function isWrittenHere(entry: YamlEntry): boolean {
  return isWithoutValue(entry) || entry.value.span[0] >= entry.keySpan[1];
}

/** The place of a value that is not there is that of its key. */
function isWithoutValue({ keySpan, value }: YamlEntry): boolean {
  return value.kind === 'scalar' && value.span[0] === keySpan[0];
}

function newList(test: YamlMap, text: string): CheckPlace {
  const [first] = test.entries.filter(({ keySpan }) => keySpan[0] >= test.span[0]);
  if (text[test.span[0]] === '{') return newListInBraces(test, text);
  const indent = columnOf(text, first?.keySpan[0] ?? test.span[0]);
  const lineBreak = lineBreakOf(text, test.span[1]);
  const before = `${lineBreak}${' '.repeat(indent)}checks:`;
  return { ...onNewLines(text, test.span[1], indent + STEP), before };
}

function newListInBraces(test: YamlMap, text: string): CheckPlace {
  const isAllHere = test.entries.every((entry) => entry.keySpan[0] > test.span[0] && isWrittenHere(entry));
  // Where what a key takes over ends is not known, and the first place is as good.
  if (!isAllHere) return between(test.span[0] + 1, ' checks: [', '],');
  const end = Math.max(...test.entries.map(({ keySpan, value }) => Math.max(keySpan[1], value.span[1])));
  const comma = commaBehind(text, end);
  return comma === undefined ? between(end, ', checks: [', ']') : between(comma, ' checks: [', '],');
}

function endOfList(list: YamlSequence, text: string): CheckPlace {
  const [start, end] = list.span;
  if (text[start] !== '[') return onNewLines(text, end, columnOf(text, start));
  const last = list.itemSpans.at(-1)?.[1];
  if (last === undefined) return between(start + 1, '', '');
  const comma = commaBehind(text, last);
  return comma === undefined ? between(last, ', ', '') : between(comma, ' ', ',');
}

function between(at: number, before: string, after: string): CheckPlace {
  return { at, before, after, style: 'flow', indent: 0, lineBreak: '' };
}

/** Behind the comma that follows, over blanks and comments. */
function commaBehind(text: string, at: number): number | undefined {
  const [skipped = ''] = /^(?:\s|(?<=\s)#[^\r\n]*)*/.exec(text.slice(at)) ?? [];
  const end = at + skipped.length;
  return text[end] === ',' ? end + 1 : undefined;
}

function emptyList({ keySpan }: YamlEntry, text: string): CheckPlace {
  return onNewLines(text, keySpan[1], columnOf(text, keySpan[0]) + STEP);
}

/** At the end of the line that something ends on, behind a comment that is there. */
function onNewLines(text: string, end: number, indent: number): CheckPlace {
  const rest = /^[^\r\n]*/.exec(text.slice(end))?.[0].length ?? 0;
  return { at: end + rest, before: '', after: '', style: 'block', indent, lineBreak: lineBreakOf(text, end) };
}

function columnOf(text: string, offset: number): number {
  return offset - (Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1);
}

/** As the line that a place is on ends, or the one above the last. */
function lineBreakOf(text: string, offset: number): string {
  return /\r\n|\n|\r/.exec(text.slice(offset))?.[0] ?? /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
