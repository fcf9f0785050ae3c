import { keptWith } from '../../lookup.ts';

/** Farther up there is hardly a line that belongs to an item. */
const FARTHEST_LINES = 200;

/** A longer line is prose, and the names in it are no label. */
const LONGEST_LABEL = 80;

const LIST_ITEM = /^([ \t>]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ \txX]\][ \t]+)?(.*)$/;
const ENDS_BLOCK = /^[ \t>]*(?:#{1,6}[ \t]|\||```|~~~|={3,}\s*$|-{3,}\s*$)/;

interface LineShape {
  text: string;
  isBlank: boolean;
  endsBlock: boolean;
  hasBar: boolean;
  /** Of a list item, what stands behind its marker. */
  item?: string;
  indent: number;
}

/** Each line is looked at once, although it stands above many. */
const shapesOf = keptWith((lines: readonly string[]) => lines.map(shapeOf));

function shapeOf(text: string): LineShape {
  const item = LIST_ITEM.exec(text);
  return {
    text,
    isBlank: text.replace(/[>\s]/g, '') === '',
    endsBlock: ENDS_BLOCK.test(text),
    hasBar: text.includes('|'),
    ...(item !== null && { item: item[2] ?? '' }),
    indent: item?.[1]?.length ?? /^[ \t>]*/.exec(text)?.[0].length ?? 0,
  };
}

/**
 * The lines that a line stands under without being headings: the list items that it is part of, ticked or not, and the
 * line of text above the list or table. The nearest comes first.
 */
export function labelsAbove(lines: readonly string[], line: number): string[] {
  const shapes = shapesOf(lines);
  const labels: string[] = [];
  const own = shapes[line - 1];
  let depth = own?.item === undefined ? 0 : own.indent;
  let isBehindBlank = false;
  const isTable = own?.hasBar === true && own.item === undefined;
  for (let at = line - 2; at >= Math.max(0, line - 2 - FARTHEST_LINES); at -= 1) {
    const above = shapes[at];
    if (above === undefined) continue;
    if (above.isBlank) {
      isBehindBlank = true;
      continue;
    }
    if (isTable && !isBehindBlank && above.hasBar) continue;
    if (above.endsBlock) break;
    if (above.item !== undefined && above.indent < depth) {
      labels.push(above.item);
      depth = above.indent;
    } else if (above.item === undefined && above.indent <= depth) {
      if (above.text.trim().length <= LONGEST_LABEL) labels.push(above.text);
      break;
    }
  }
  return labels;
}
