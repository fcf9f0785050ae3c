import type { Problem } from '../problem.ts';
import type { Span } from '../text/span.ts';
import { checkProblem } from './problems.ts';

/** One `key=value` of a selector. `valueSpan` leaves out the quotes. */
export interface TagPart {
  key: string;
  keySpan: Span;
  value: string;
  valueSpan: Span;
}

export interface TagGroup {
  /** Offset behind the closing brace, or behind the text when nothing closes it. */
  end: number;
  tags: TagPart[];
  problems: Problem[];
}

const KEY = /^[\p{L}\p{N}_.-]+$/u;
/** `key:value` of k6, `key==value` and the like. */
const NEARLY_A_TAG = /^\s*([\p{L}\p{N}_.-]+)\s*(?::=?|=+|!=)\s*(.*)$/su;

/** Reads `{key=value, …}` whose opening brace is at `start`. Linear in the length of the group. */
export function readTags(text: string, start: number): TagGroup {
  const group: TagGroup = { end: text.length, tags: [], problems: [] };
  let offset = start + 1;
  const commas: number[] = [];
  const entries: Span[] = [];
  for (;;) {
    const entry = endOfEntry(text, offset);
    if (entry.openQuote !== undefined) {
      const mark = text.slice(entry.openQuote, entry.openQuote + 1);
      group.problems.push(checkProblem('check-tag-quote', [entry.openQuote, entry.openQuote + 1], mark));
      return group;
    }
    if (entry.end >= text.length) {
      group.problems.push(checkProblem('check-tags-unclosed', [start, start + 1]));
      return group;
    }
    entries.push([offset, entry.end]);
    offset = entry.end + 1;
    if (text[entry.end] === '}') break;
    commas.push(entry.end);
  }
  group.end = offset;
  if (entries.length === 1 && isBlank(text, entries[0])) {
    group.problems.push(checkProblem('check-tags-empty', [start, group.end]));
    return group;
  }
  const keys = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    if (!isBlank(text, entry)) readEntry(text, entry, group, keys);
    else {
      const comma = commas[Math.min(index, commas.length - 1)] ?? start;
      group.problems.push(checkProblem('check-tag-comma', [comma, comma + 1]));
      return group;
    }
  }
  return group;
}

function isBlank(text: string, span: Span | undefined): boolean {
  return span === undefined || text.slice(...span).trim() === '';
}

/** The comma or brace that ends the entry. A quote counts only where the value begins: `it's` is a plain value. */
function endOfEntry(text: string, start: number): { end: number; openQuote?: number } {
  let depth = 0;
  let seenEquals = false;
  let mayQuote = false;
  for (let offset = start; offset < text.length; offset++) {
    const character = text.charAt(offset);
    if (mayQuote && (character === '"' || character === "'")) {
      const close = endOfQuote(text, offset);
      if (close === undefined) return { end: text.length, openQuote: offset };
      offset = close;
      mayQuote = false;
    } else if (character === '=' && !seenEquals) {
      seenEquals = true;
      mayQuote = true;
      continue;
    } else if (character === '{') {
      depth++;
    } else if (character === '}') {
      if (depth === 0) return { end: offset };
      depth--;
    } else if (character === ',' && depth === 0) {
      return { end: offset };
    }
    if (character.trim() !== '') mayQuote = false;
  }
  return { end: text.length };
}

/** Offset of the closing quote; a backslash takes the meaning from the character behind it. */
function endOfQuote(text: string, open: number): number | undefined {
  for (let offset = open + 1; offset < text.length; offset++) {
    if (text[offset] === '\\') offset++;
    else if (text[offset] === text[open]) return offset;
  }
  return undefined;
}

function trimmed(text: string, [start, end]: Span): Span {
  const piece = text.slice(start, end);
  const from = start + (piece.length - piece.trimStart().length);
  return [from, Math.max(from, start + piece.trimEnd().length)];
}

function readEntry(text: string, entry: Span, group: TagGroup, keys: Set<string>): void {
  const whole = trimmed(text, entry);
  const written = text.slice(...whole);
  const equals = written.indexOf('=');
  const keySpan = trimmed(text, [whole[0], equals < 0 ? whole[1] : whole[0] + equals]);
  const key = text.slice(...keySpan);
  const valueSpan = trimmed(text, [equals < 0 ? whole[1] : whole[0] + equals + 1, whole[1]]);
  const value = text.slice(...valueSpan);
  if (equals < 0 || !KEY.test(key) || value.startsWith('=')) {
    group.problems.push(checkProblem('check-tag-form', whole, written, nearestTag(written)));
  } else if (value === '') {
    group.problems.push(checkProblem('check-tag-value-missing', whole, key));
  } else if (keys.has(key)) {
    group.problems.push(checkProblem('check-tag-repeated', keySpan, key));
  } else if (value.startsWith('"') || value.startsWith("'")) {
    readQuoted(text, key, keySpan, valueSpan, group);
  } else if (/[{}]/.test(value)) {
    group.problems.push(checkProblem('check-tag-braces', valueSpan, value, `"${value}"`));
  } else {
    group.tags.push({ key, keySpan, value, valueSpan });
  }
  keys.add(key);
}

function readQuoted(text: string, key: string, keySpan: Span, valueSpan: Span, group: TagGroup): void {
  const close = endOfQuote(text, valueSpan[0]) ?? valueSpan[1];
  const inner: Span = [valueSpan[0] + 1, close];
  const behind: Span = trimmed(text, [close + 1, valueSpan[1]]);
  if (behind[1] > behind[0]) {
    group.problems.push(checkProblem('check-tag-after-quote', behind, text.slice(...behind)));
  } else if (inner[0] === inner[1]) {
    group.problems.push(checkProblem('check-tag-value-missing', [keySpan[0], valueSpan[1]], key));
  } else {
    group.tags.push({ key, keySpan, value: text.slice(...inner).replace(/\\(.)/gsu, '$1'), valueSpan: inner });
  }
}

function nearestTag(written: string): string {
  const [, key, value] = NEARLY_A_TAG.exec(written) ?? [];
  return key === undefined || value === undefined || value === '' ? 'stage=peak' : `${key}=${value}`;
}

/** The text that `readTags` reads as this value again. */
export function printTagValue(value: string): string {
  const isPlain = value !== '' && value.trim() === value && !/[,{}]|^["'=]/.test(value);
  return isPlain ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}
