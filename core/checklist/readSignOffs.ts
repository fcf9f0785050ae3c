import type { ListItem } from 'mdast';
import type { LineIndex } from '../text/lineIndex.ts';
import type { Span } from '../text/span.ts';
import type { ChecklistItem, SignOffLine } from './checklist.ts';
import type { Block } from './markdown/blocks.ts';
import { oneLine, type InlineText } from './markdown/inlineText.ts';
import type { MarkdownDocument } from './markdown/parseMarkdown.ts';
import { lineToSign, type Piece } from './signOff/lineToSign.ts';
import { NamesAbove } from './signOff/namesAbove.ts';
import { namesNoRole } from './signOff/words.ts';

const NOT_A_ROLE = /\d|[<>=≤≥%]/u;

/** Lines with a role, a place for a name and one for a date or a signature, to be signed or signed already. */
export function readSignOffs(
  { text }: MarkdownDocument,
  blocks: readonly Block[],
  items: ReadonlyMap<ListItem, ChecklistItem>,
  lines: LineIndex,
): { signOffs: SignOffLine[]; filledElsewhere: SignOffLine[] } {
  const above = new NamesAbove();
  const signOffs: SignOffLine[] = [];
  const filledElsewhere: SignOffLine[] = [];
  for (const block of blocks) {
    above.startBlock(block);
    if (block.kind !== 'paragraph' && block.kind !== 'heading') continue;
    const { inline } = block;
    const item = block.kind === 'paragraph' && block.opens ? items.get(block.opens)?.id : undefined;
    const all = inline.text.split('\n');
    let lineStart = 0;
    for (const line of all) {
      const start = lineStart;
      lineStart += line.length + 1;
      const isSignOff = above.isSignOff(block);
      const read = lineToSign(line, isSignOff);
      if (read === undefined) {
        above.passLine(
          { text: line, isAlone: all.length === 1, isBold: () => isBold(text, inline, start, line) },
          block,
        );
        continue;
      }
      const spanOf = (piece: Piece): Span | undefined => placeOf(text, inline, [start + piece[0], start + piece[1]]);
      const name = spanOf(read.name);
      // Nothing at all is a place for a date behind its word, and none for a name.
      if (name === undefined || name[0] === name[1] || inline.isCode(start + line.search(/\S/u))) continue;
      // Elsewhere what has such blanks may ask for values.
      if (read.isOpen && !isSignOff && NOT_A_ROLE.test(read.label)) continue;
      const date = read.date && spanOf(read.date);
      const signature = read.signature && spanOf(read.signature);
      const label = oneLine(read.label);
      (read.isOpen || isSignOff ? signOffs : filledElsewhere).push({
        role: (namesNoRole(label) ? above.nameFor(block) : undefined) ?? label,
        ...{ line: lines.position(name[0]).line + 1, path: block.path, name },
        ...(date && { date }),
        ...(signature && { signature }),
        ...(item !== undefined && { item }),
      });
    }
  }
  return { signOffs, filledElsewhere };
}

function isBold(source: string, inline: InlineText, start: number, line: string): boolean {
  const [from, to] = inline.spanOf(start + line.search(/\S|$/u), start + line.trimEnd().length);
  const mark = source.slice(from - 2, from);
  return (mark === '**' || mark === '__') && source.startsWith(mark, to);
}

/** The place of what is written there; where nothing is, of what the text shows nothing of, such as `<name>`. */
function placeOf(source: string, inline: InlineText, [from, to]: Piece): Span | undefined {
  if (to > from) return inline.spanOf(from, to);
  if (from === 0) return undefined;
  const end = inline.spanOf(from - 1, from)[1];
  const [behind = ''] = /^[*_]{0,3}/.exec(source.slice(end, end + 3)) ?? [];
  const at = end + behind.length;
  const tag = /^[^\S\n]*(<[\p{L}_][^<>\n]*>)/u.exec(source.slice(at, at + 200));
  if (tag?.[1] === undefined) return [at, at];
  return [at + tag[0].length - tag[1].length, at + tag[0].length];
}
