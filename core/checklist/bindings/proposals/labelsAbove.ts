/** Farther up there is hardly a line that belongs to an item. */
const FARTHEST_LINES = 200;

/** A longer line is prose, and the names in it are no label. */
const LONGEST_LABEL = 80;

const LIST_ITEM = /^([ \t>]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ \txX]\][ \t]+)?(.*)$/;
const ENDS_BLOCK = /^[ \t>]*(?:#{1,6}[ \t]|\||```|~~~|={3,}\s*$|-{3,}\s*$)/;

/**
 * The lines that a line stands under without being headings: the list items that it is part of, ticked or not, and the
 * line of text above the list or table. The nearest comes first.
 */
export function labelsAbove(lines: readonly string[], line: number): string[] {
  const labels: string[] = [];
  const own = lines[line - 1] ?? '';
  let depth = LIST_ITEM.exec(own)?.[1]?.length ?? 0;
  let isBehindBlank = false;
  const isTable = own.includes('|') && !LIST_ITEM.test(own);
  for (let at = line - 2; at >= Math.max(0, line - 2 - FARTHEST_LINES); at -= 1) {
    const above = lines[at] ?? '';
    if (above.replace(/[>\s]/g, '') === '') {
      isBehindBlank = true;
      continue;
    }
    if (isTable && !isBehindBlank && above.includes('|')) continue;
    if (ENDS_BLOCK.test(above)) break;
    const item = LIST_ITEM.exec(above);
    const indent = item?.[1]?.length ?? /^[ \t>]*/.exec(above)?.[0].length ?? 0;
    if (item !== null && indent < depth) {
      labels.push(item[2] ?? '');
      depth = indent;
    } else if (item === null && indent <= depth) {
      if (above.trim().length <= LONGEST_LABEL) labels.push(above);
      break;
    }
  }
  return labels;
}
