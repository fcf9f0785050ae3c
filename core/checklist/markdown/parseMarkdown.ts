import type { ListItem, Nodes, Root } from 'mdast';
import { fromMarkdown, type Extension } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Span } from '../../text/span.ts';
import { PieceParser } from './parseInPieces.ts';

/** A Markdown text as GitHub reads it. All spans count from the start of the text, a byte order mark included. */
export interface MarkdownDocument {
  text: string;
  root: Root;
  spanOf: (node: Nodes) => Span;
  /** Where the one character between the brackets of a task item stands; undefined for other list items. */
  markerOf: (item: ListItem) => number | undefined;
}

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Parses any text; there is no Markdown that is wrong. One that is kept for the newer versions of a text parses only what
 * is new in them; the document of the older one is of no use then.
 */
export class MarkdownParser {
  /** How far behind the beginning of its item each marker stands. */
  private readonly markers = new WeakMap<ListItem, number>();
  private readonly pieces = new PieceParser((part) =>
    fromMarkdown(part, { extensions: EXTENSIONS, mdastExtensions: [...MDAST_EXTENSIONS, this.noteMarkers(part)] }),
  );

  parse(text: string): MarkdownDocument {
    const base = baseOf(text);
    const root: Root = { type: 'root', children: [] };
    for (const piece of this.pieces.parse(bodyOf(text))) for (const node of piece.children) root.children.push(node);
    const spanOf: MarkdownDocument['spanOf'] = ({ position }) => [
      base + (position?.start.offset ?? 0),
      base + (position?.end.offset ?? 0),
    ];
    const markerOf: MarkdownDocument['markerOf'] = (item) => {
      const behind = this.markers.get(item);
      return behind === undefined ? undefined : spanOf(item)[0] + behind;
    };
    return { text, root, spanOf, markerOf };
  }

  /** Parses a long text in short steps, all but the last of which `parse` has to do no more. */
  *ahead(text: string): Generator<undefined> {
    yield* this.pieces.steps(bodyOf(text));
  }

  /** In place of the extension that only says whether a marker is set. */
  private noteMarkers(part: string): Extension {
    const { markers } = this;
    const note: NonNullable<Extension['exit']>[string] = function (token) {
      const item = this.stack.at(-2);
      const { offset } = token.start;
      // A line end between the brackets cannot be ticked by changing one character.
      const isOneCharacter = token.end.offset - offset === 1 && /[ \txX]/.test(part[offset] ?? '');
      if (item?.type === 'listItem' && isOneCharacter) markers.set(item, offset - (item.position?.start.offset ?? 0));
    };
    return { exit: { taskListCheckValueChecked: note, taskListCheckValueUnchecked: note } };
  }
}

const EXTENSIONS = [gfm()];
/** Without the search for addresses in the finished text: what it finds has no place, and to us a link is its text. */
const MDAST_EXTENSIONS = gfmFromMarkdown().map((extension): Extension => ({ ...extension, transforms: [] }));

export function parseMarkdown(text: string): MarkdownDocument {
  return new MarkdownParser().parse(text);
}

function baseOf(text: string): number {
  return text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
}

function bodyOf(text: string): string {
  return withoutFrontMatter(text.slice(baseOf(text)));
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
