import type { Code, Heading, Html, ListItem, Nodes, Paragraph, Table } from 'mdast';
import { inlineText, oneLine, type InlineText } from './inlineText.ts';
import type { MarkdownDocument } from './parseMarkdown.ts';

/** A piece of a document that stands by itself, with what it stands under. */
interface Placed {
  /** The headings above, outermost first. */
  path: readonly string[];
  /** The list items that it is in, outermost first. */
  items: readonly ListItem[];
}

export type Block =
  | (Placed & { kind: 'heading'; node: Heading; inline: InlineText })
  | (Placed & { kind: 'paragraph'; node: Paragraph; inline: InlineText; opens: ListItem | undefined })
  | (Placed & { kind: 'table'; node: Table })
  | (Placed & { kind: 'code'; node: Code })
  | (Placed & { kind: 'html'; node: Html });

/** Nobody nests deeper; a text made to exhaust the stack must not. */
const DEEPEST = 300;

interface OpenHeading {
  depth: number;
  text: string;
}

/** All blocks in the order of the text. A heading inside a quote or an item holds up to its end only. */
export function readBlocks(document: MarkdownDocument): Block[] {
  const blocks: Block[] = [];
  walk(document, document.root, [], [], blocks, 0);
  return blocks;
}

function walk(
  document: MarkdownDocument,
  parent: Nodes,
  outer: readonly OpenHeading[],
  items: readonly ListItem[],
  blocks: Block[],
  depth: number,
): void {
  if (!('children' in parent) || depth > DEEPEST) return;
  let headings = outer;
  let path = headings.map(({ text }) => text);
  for (const node of parent.children) {
    const placed = { path, items };
    switch (node.type) {
      case 'heading': {
        const inline = inlineText(document, node);
        headings = headings.filter((heading) => heading.depth < node.depth);
        path = headings.map(({ text }) => text);
        blocks.push({ kind: 'heading', node, inline, path, items });
        headings = [...headings, { depth: node.depth, text: oneLine(inline.text) }];
        path = headings.map(({ text }) => text);
        break;
      }
      case 'paragraph': {
        const opens = parent.type === 'listItem' && parent.children[0] === node ? parent : undefined;
        blocks.push({ kind: 'paragraph', node, inline: inlineText(document, node), opens, ...placed });
        break;
      }
      case 'table':
        blocks.push({ kind: 'table', node, ...placed });
        break;
      case 'code':
        blocks.push({ kind: 'code', node, ...placed });
        break;
      case 'html':
        blocks.push({ kind: 'html', node, ...placed });
        break;
      default:
        walk(document, node, headings, node.type === 'listItem' ? [...items, node] : items, blocks, depth + 1);
    }
  }
}
