import { shownText } from '../../text/shownText.ts';
import type { Nodes } from 'mdast';
import type { Span } from '../../text/span.ts';
import type { MarkdownDocument } from './parseMarkdown.ts';

/** What a reader sees of a paragraph, heading or cell, with the place in the source of each character. */
export interface InlineText {
  text: string;
  spanOf: (from: number, to: number) => Span;
  /** Whether a character is written as code. */
  isCode: (at: number) => boolean;
  /** Whether a character is struck out: `~~so~~` or `<del>so</del>`. */
  isDeleted: (at: number) => boolean;
}

/** Emphasis, links and code become their text; HTML and comments vanish. */
export function inlineText(document: MarkdownDocument, node: Nodes): InlineText {
  const pieces: string[] = [];
  const offsets: number[] = [];
  const code: Span[] = [];
  const deleted: Span[] = [];
  const add: Add = (value, places, { isCode = false, isDeleted = false } = {}) => {
    const span: Span = [offsets.length, offsets.length + places.length];
    if (isCode) code.push(span);
    if (isDeleted) deleted.push(span);
    pieces.push(value);
    for (const place of places) offsets.push(place);
  };
  collect(document, node, add, { isDeleted: false });
  const text = pieces.join('');
  const end = document.spanOf(node)[1];
  return {
    text,
    spanOf: (from, to) => {
      const start = offsets[from] ?? end;
      const last = offsets[to - 1];
      return [start, to > from && last !== undefined ? last + lengthAt(document.text, last, text[to - 1]) : start];
    },
    isCode: (at) => code.some(([from, to]) => at >= from && at < to),
    isDeleted: (at) => deleted.some(([from, to]) => at >= from && at < to),
  };
}

/** The text in one line, as ids and lists show it. */
export function oneLine(text: string): string {
  return shownText(text.replace(/\s+/g, ' ').trim());
}

type Add = (value: string, places: readonly number[], marks?: { isCode?: boolean; isDeleted?: boolean }) => void;

const DELETED_TAG = /^<(\/?)(?:del|s|strike)(?=[\s>/])/i;

/** In `around` stands whether a tag that strikes out is open; siblings share it. */
function collect(document: MarkdownDocument, node: Nodes, add: Add, around: { isDeleted: boolean }): void {
  switch (node.type) {
    case 'text':
    case 'inlineCode': {
      const places = placesOf(document.text, node.value, document.spanOf(node));
      add(node.value, places, { isCode: node.type === 'inlineCode', isDeleted: around.isDeleted });
      return;
    }
    case 'html': {
      const tag = DELETED_TAG.exec(node.value);
      if (tag !== null) around.isDeleted = tag[1] === '';
      return;
    }
    case 'break':
      add('\n', [document.spanOf(node)[0]]);
      return;
    case 'image':
    case 'imageReference': {
      const alt = node.alt ?? '';
      add(alt, placesOf(document.text, alt, document.spanOf(node)), { isDeleted: around.isDeleted });
      return;
    }
    case 'delete':
      for (const child of node.children) collect(document, child, add, { isDeleted: true });
      return;
    default:
      if ('children' in node) for (const child of node.children) collect(document, child, add, around);
  }
}

const ESCAPABLE = /[!-/:-@[-`{-~]/;
const ENTITY = /&#?\w{1,31};/y;

/** How many characters of the source one of the text takes. */
function lengthAt(source: string, at: number, character: string | undefined): number {
  if (source[at] === '\\' && source[at + 1] === character) return 2;
  if (source[at] !== '&' || source[at] === character) return 1;
  ENTITY.lastIndex = at;
  return ENTITY.exec(source)?.[0].length ?? 1;
}

/** The offset of each character: the source has escapes, entities and the marks of quotes besides. */
function placesOf(source: string, value: string, [start, end]: Span): number[] {
  if (end - start === value.length) return Array.from(value.split(''), (_, at) => start + at);
  const places: number[] = [];
  let at = start;
  for (let index = 0; index < value.length; index += 1) {
    const wanted = value[index];
    while (at < end && source[at] !== wanted && source[at] !== '&') at += 1;
    const isEscaped = source[at - 1] === '\\' && at - 1 >= start && wanted !== undefined && ESCAPABLE.test(wanted);
    places.push(Math.min(isEscaped ? at - 1 : at, end - 1));
    if (source[at] === '&' && wanted !== '&') {
      ENTITY.lastIndex = at;
      const length = ENTITY.exec(source)?.[0].length;
      if (length === undefined) index -= 1;
      at += length ?? 1;
      if (length === undefined) places.pop();
    } else if (source[at] === '&') {
      const escaped = source.startsWith('&amp;', at) ? '&amp;'.length : 1;
      at += escaped;
    } else at += 1;
  }
  return places;
}
