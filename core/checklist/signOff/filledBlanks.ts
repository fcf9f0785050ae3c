/** A line that had places to fill in, as what stood before, between and behind them. */
export interface LineWithBlanks {
  /** Counted from 1. */
  line: number;
  parts: readonly string[];
}

/** What a place that is not filled in becomes, however long it was written. */
export const EMPTY_BLANK = '___';

/** The lines with every place empty again that was empty when the parts were noted, whatever stands there now. */
export function withBlanksEmpty(lines: readonly string[], blanks: readonly LineWithBlanks[]): string[] {
  const emptied = [...lines];
  for (const { line, parts } of blanks) {
    const now = lines[line - 1];
    if (now !== undefined && isFilledIn(now, parts)) emptied[line - 1] = parts.join(EMPTY_BLANK);
  }
  return emptied;
}

/** Whether a line differs from what it was in what was filled in, and in nothing else. */
export function isFilledIn(line: string, parts: readonly string[]): boolean {
  const [first = '', ...others] = parts;
  const last = others.at(-1);
  if (last === undefined || !line.startsWith(first.trimEnd())) return false;
  let before = first;
  let at = first.trimEnd().length;
  for (const part of others.slice(0, -1)) {
    const found = findNext(line, at, before, part);
    if (found === undefined) return false;
    before = part;
    at = found + part.trim().length;
  }
  const tail = last.trimStart();
  const end = line.length - tail.length;
  return end >= at && line.endsWith(tail) && isFilling(line.slice(at, end), before, last);
}

function findNext(line: string, from: number, before: string, part: string): number | undefined {
  const literal = part.trim();
  for (let at = line.indexOf(literal, from + 1); at >= 0; at = line.indexOf(literal, at + 1)) {
    if (isFilling(line.slice(from, at), before, part)) return at;
    if (at >= line.length) return undefined;
  }
  return undefined;
}

/** A comment would bind something and a `|` begin another cell, so both are changes of the text. */
const NO_FILLING = /\||<!--/;

function isFilling(filling: string, before: string, after: string): boolean {
  if (filling.trim() === '' || NO_FILLING.test(filling)) return false;
  // A word beside the place must not have become a longer one.
  const isApartBefore = !/[\p{L}\p{N}]\s+$/u.test(before) || /^\s/.test(filling);
  const isApartAfter = !/^\s+[\p{L}\p{N}]/u.test(after) || /\s$/.test(filling);
  return isApartBefore && isApartAfter;
}
