import type { Span } from '../text/span.ts';
import { readTags, type TagGroup } from './readTags.ts';

/** `operator` is any run of comparison characters, right or wrong; `joint` is what people put between conditions. */
export type PlainTokenKind =
  'word' | 'number' | 'operator' | 'sign' | 'dash' | 'times' | 'percent' | 'open' | 'close' | 'joint' | 'other';

export interface PlainToken {
  kind: PlainTokenKind;
  text: string;
  span: Span;
}

/** A whole `{key=value, …}`: its inside follows rules of its own, since a value may hold nearly everything. */
export interface TagsToken {
  kind: 'tags';
  text: string;
  span: Span;
  tags: TagGroup;
}

export type Token = PlainToken | TagsToken;

const BLANKS = /\s+/y;

/** Tried in this order at every place. Each matches at least one character and looks ahead no further than its end. */
const SHAPES: readonly { kind: PlainTokenKind; shape: string }[] = [
  // Separators and exponents belong to the number, so that the mistake is named and not its second half.
  { kind: 'number', shape: String.raw`(?:\d+(?:[.,_]\d+)*|\.\d+)(?:[eE][+\-]?\d+)?` },
  // `baseline-10%` is a term; every other word may hold a hyphen, as tools' own metric names do.
  { kind: 'word', shape: String.raw`baseline(?=[\-+*])` },
  { kind: 'word', shape: String.raw`[\p{L}_](?:[\p{L}\p{N}_]|[.\/:\-]+(?=[\p{L}\p{N}_]))*` },
  { kind: 'word', shape: String.raw`\/\p{L}[\p{L}\/]*` },
  { kind: 'operator', shape: '[<>=!≤≥≠≦≧⩽⩾]+' },
  { kind: 'sign', shape: String.raw`[+\-]` },
  { kind: 'dash', shape: '[‐‑‒–—−]' },
  { kind: 'times', shape: '[*×]' },
  { kind: 'percent', shape: '%' },
  { kind: 'open', shape: String.raw`\(` },
  { kind: 'close', shape: String.raw`\)` },
  { kind: 'joint', shape: String.raw`&&|\|\||[&|,;]` },
  { kind: 'other', shape: '[^]' },
];

/** All shapes as one expression with a group each: one step per token, however long the text. */
const ANY_SHAPE = new RegExp(SHAPES.map(({ shape }) => `(${shape})`).join('|'), 'uy');

/** A unit has no digits, dots or hyphens, so `50ms-60ms` is a range and not a word `ms-60ms`. */
const WORD_BEHIND_NUMBER = /\/?\p{L}[\p{L}/]*/uy;

/** Every character of the text belongs to exactly one token or to the blanks between them. Linear in its length. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  for (;;) {
    offset += matchAt(BLANKS, text, offset)?.[0].length ?? 0;
    if (offset >= text.length) return tokens;
    const token = tokenAt(text, offset, tokens.at(-1)?.kind === 'number');
    tokens.push(token);
    offset = token.span[1];
  }
}

function tokenAt(text: string, offset: number, isBehindNumber: boolean): Token {
  if (text[offset] === '{') {
    const tags = readTags(text, offset);
    return { kind: 'tags', text: text.slice(offset, tags.end), span: [offset, tags.end], tags };
  }
  const unit = isBehindNumber ? matchAt(WORD_BEHIND_NUMBER, text, offset) : null;
  if (unit !== null) return plainToken('word', unit[0], offset);
  const match = matchAt(ANY_SHAPE, text, offset);
  if (match === null) return plainToken('other', text.slice(offset, offset + 1), offset);
  // Groups of the other shapes are undefined, which the type of a match does not say.
  const groups: readonly (string | undefined)[] = match;
  const group = groups.findIndex((matched, index) => index > 0 && matched !== undefined);
  return plainToken(SHAPES[group - 1]?.kind ?? 'other', match[0], offset);
}

function plainToken(kind: PlainTokenKind, text: string, offset: number): PlainToken {
  return { kind, text, span: [offset, offset + text.length] };
}

/** What matches exactly at the offset. */
function matchAt(shape: RegExp, text: string, offset: number): RegExpExecArray | null {
  shape.lastIndex = offset;
  return shape.exec(text);
}
