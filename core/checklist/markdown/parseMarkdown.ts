import type { ListItem, Nodes, Root } from 'mdast';
import { fromMarkdown, type Extension } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Span } from '../../text/span.ts';
import { parseInPieces } from './parseInPieces.ts';

/** A Markdown text as GitHub reads it. All spans count from the start of the text, a byte order mark included. */
export interface MarkdownDocument {
  text: string;
  root: Root;
  spanOf: (node: Nodes) => Span;
  /** Where the one character between the brackets of a task item stands; undefined for other list items. */
  markerOf: (item: ListItem) => number | undefined;
}

const BYTE_ORDER_MARK = '\uFEFF';

/** Parses any text; there is no Markdown that is wrong. */
export function parseMarkdown(text: string): MarkdownDocument {
  const base = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  const markers = new Map<ListItem, number>();
  const root: Root = { type: 'root', children: [] };
  for (const piece of parseInPieces(withoutFrontMatter(text.slice(base)), (part, start) =>
    fromMarkdown(part, {
      extensions: [gfm()],
      mdastExtensions: [gfmFromMarkdown(), noteMarkers(text, base + start, markers)],
    }),
  )) {
    root.children.push(...piece.children);
  }
  return {
    text,
    root,
    spanOf: ({ position }) => [base + (position?.start.offset ?? 0), base + (position?.end.offset ?? 0)],
    markerOf: (item) => markers.get(item),
  };
}

/** Notes where each marker stands, in place of the extension that only says whether it is set. */
function noteMarkers(text: string, base: number, markers: Map<ListItem, number>): Extension {
  const note: NonNullable<Extension['exit']>[string] = function (token) {
    const item = this.stack.at(-2);
    const offset = base + token.start.offset;
    // A line end between the brackets cannot be ticked by changing one character.
    const isOneCharacter = token.end.offset - token.start.offset === 1 && /[ \txX]/.test(text[offset] ?? '');
    if (item?.type === 'listItem' && isOneCharacter) markers.set(item, offset);
  };
  return { exit: { taskListCheckValueChecked: note, taskListCheckValueUnchecked: note } };
}

/** What front matter seldom has, and a text between two rules most often. */
const TEXT_LINE = /^[ \t]*\r?$|^ {0,3}#{1,6}[ \t]|^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ \txX]\](?:[ \t]|\r?$)/m;

/**
 * GitHub shows front matter apart from the text. It becomes blank here, so that all offsets stay. When in doubt it is text:
 * an item that somebody sees must not be lost.
 */
function withoutFrontMatter(text: string): string {
  if (!/^---[ \t]*\r?\n[\w"'-]+[ \t]*:/.test(text)) return text;
  const end = /\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (!end) return text;
  if (TEXT_LINE.test(text.slice(text.indexOf('\n') + 1, end.index))) return text;
  const to = end.index + end[0].length;
  return text.slice(0, to).replace(/[^\r\n]/g, ' ') + text.slice(to);
}
