import type { Checklist, ChecklistItem } from '../checklist.ts';
import { applyEdits } from '../../text/applyEdits.ts';
import { EMPTY_BLANK, type LineWithBlanks } from './filledBlanks.ts';

/** `sha256-…` of a text. */
export type TextHash = (text: string) => string;

/** What a signature is given for, in a form in which filling in, ticking and saving in another editor change nothing. */
export interface CoveredText {
  lines: string[];
  blanks: LineWithBlanks[];
  /** Where each section begins, counted from 0; the first one is what stands above all headings. */
  sections: { heading: string; from: number }[];
  items: ChecklistItem[];
}

const BYTE_ORDER_MARK = '\uFEFF';
/** Stands for a blank while lines are made; no Markdown holds it. */
const BLANK = '\0';

/** The text of the lines that are signed for. */
export function coveredText(text: string, checklist: Checklist, isCovered: (line: number) => boolean): CoveredText {
  const items = checklist.items.filter(({ line }) => isCovered(line));
  const marked = applyEdits(text, [
    ...items.map(({ marker }) => ({ span: [marker, marker + 1] as const, text: ' ' })),
    ...checklist.blanks.filter(({ line }) => isCovered(line)).map(({ span }) => ({ span, text: BLANK })),
  ]);
  const headers = new Set(checklist.tables.flatMap(({ line }) => [line, line + 1]));
  const rows = new Set(checklist.tables.flatMap((table) => table.rows.map(({ line }) => line)));
  /** How many lines are covered above each. */
  const above: number[] = [];
  const lines: string[] = [];
  for (const [at, line] of marked
    .replace(BYTE_ORDER_MARK, '')
    .split(/\r\n?|\n/)
    .entries()) {
    above.push(lines.length);
    if (!isCovered(at + 1)) continue;
    if (rows.has(at + 1)) lines.push(withBlankCells(withoutPadding(line)).join(' | '));
    else lines.push(headers.has(at + 1) ? withoutPadding(line).join(' | ') : line.trimEnd());
  }
  while (lines.at(-1) === '') lines.pop();
  return {
    lines: lines.map((line) => line.replaceAll(BLANK, EMPTY_BLANK)),
    blanks: lines.flatMap((line, at) => (line.includes(BLANK) ? [{ line: at + 1, parts: line.split(BLANK) }] : [])),
    sections: [
      { heading: '', from: 0 },
      ...checklist.sections
        .filter(({ line }) => isCovered(line))
        .map(({ path, line }) => ({ heading: path.at(-1) ?? '', from: above[line - 1] ?? 0 })),
    ],
    items,
  };
}

/** Editors align the columns of a table anew when a value in it changes. */
function withoutPadding(row: string): string[] {
  const cells = row.split('|').map((cell) => cell.trim());
  return /^[\s:|-]+$/.test(row) ? cells.map((cell) => cell.replace(/-+/, '-')) : cells;
}

/** An empty cell is a place to fill in, too. Those at both ends are what stands outside the row. */
function withBlankCells(cells: readonly string[]): string[] {
  return cells.map((cell, at) => (cell === '' && at > 0 && at < cells.length - 1 ? BLANK : cell));
}

/** A hash for each section, cut short: together they only tell where the text changed. */
export function sectionHashes(
  lines: readonly string[],
  sections: CoveredText['sections'],
  hash: TextHash,
): { heading: string; hash: string }[] {
  return sections.map(({ heading, from }, at) => {
    const own = lines.slice(from, sections[at + 1]?.from ?? lines.length);
    return { heading, hash: hash(textOf(own).trimEnd()).slice(0, 'sha256-'.length + 12) };
  });
}

export function textOf(lines: readonly string[]): string {
  return lines.join('\n');
}
