import type { LineIndex } from '../text/lineIndex.ts';
import type { ChecklistItem, ChecklistSection } from './checklist.ts';
import type { Block } from './markdown/blocks.ts';
import { oneLine } from './markdown/inlineText.ts';
import type { MarkdownDocument } from './markdown/parseMarkdown.ts';

/** Every heading outside quotes and lists, with the progress of all that stands under it. */
export function readSections(
  document: MarkdownDocument,
  blocks: readonly Block[],
  items: readonly ChecklistItem[],
  lines: LineIndex,
): ChecklistSection[] {
  const ownHeadings = new Set(document.root.children);
  const sections: ChecklistSection[] = [];
  let open: ChecklistSection[] = [];
  let next = 0;
  const countUpTo = (end: number): void => {
    for (; next < items.length; next += 1) {
      const item = items[next];
      if (item === undefined || item.marker >= end) return;
      for (const section of open) {
        section.total += 1;
        if (item.checked) section.checked += 1;
      }
    }
  };
  const closeTo = (level: number, end: number): void => {
    countUpTo(end);
    for (const section of open) if (section.level >= level) section.span = [section.span[0], end];
    open = open.filter((section) => section.level < level);
  };
  for (const block of blocks) {
    if (block.kind !== 'heading' || !ownHeadings.has(block.node)) continue;
    const [start] = document.spanOf(block.node);
    closeTo(block.node.depth, start);
    const section: ChecklistSection = {
      path: [...block.path, oneLine(block.inline.text)],
      level: block.node.depth,
      line: lines.position(start).line + 1,
      span: [start, document.text.length],
      total: 0,
      checked: 0,
    };
    sections.push(section);
    open.push(section);
  }
  closeTo(1, document.text.length);
  return sections;
}
