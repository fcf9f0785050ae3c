import type { ListItem } from 'mdast';
import type { LineIndex } from '../text/lineIndex.ts';
import type { ChecklistItem } from './checklist.ts';
import type { Block } from './markdown/blocks.ts';
import { oneLine } from './markdown/inlineText.ts';
import type { MarkdownDocument } from './markdown/parseMarkdown.ts';

export const SEPARATOR = ' / ';

/** The task items of a document in its order, by the list item each of them is. */
export function readItems(
  document: MarkdownDocument,
  blocks: readonly Block[],
  lines: LineIndex,
): Map<ListItem, ChecklistItem> {
  const items = new Map<ListItem, ChecklistItem>();
  const claimId = idClaimer();
  for (const block of blocks) {
    if (block.kind !== 'paragraph' || block.opens === undefined) continue;
    const marker = document.markerOf(block.opens);
    if (marker === undefined) continue;
    const text = oneLine(block.inline.text);
    const parents = block.items.flatMap((item) => (item === block.opens ? [] : (items.get(item)?.id ?? [])));
    items.set(block.opens, {
      id: claimId([...block.path, text].join(SEPARATOR)),
      text,
      checked: /[xX]/.test(document.text[marker] ?? ''),
      line: lines.position(marker).line + 1,
      path: block.path,
      depth: parents.length,
      parents,
      marker,
      span: [marker - 1, document.spanOf(block.node)[1]],
    });
  }
  return items;
}

/** Makes ids unique: the second of equal ones gets `#2`. */
export function idClaimer(): (id: string) => string {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return (id) => {
    let count = counts.get(id) ?? 0;
    let unique: string;
    do {
      count += 1;
      unique = count === 1 ? id : `${id}#${count}`;
    } while (taken.has(unique));
    counts.set(id, count);
    taken.add(unique);
    return unique;
  };
}
