import type { TargetContext } from '../../../../core/checks/targets/readTargets.ts';

/** A piece of a Markdown document as the target reader gets it. */
export interface DocumentPiece {
  /** Counted from 1. */
  line: number;
  text: string;
  context: TargetContext;
}

interface Level {
  depth: number;
  text: string;
}

/** Cuts Markdown far enough for tests: prose, list items and table cells with what stands around them; no code. */
export function piecesOf(markdown: string): DocumentPiece[] {
  const pieces: DocumentPiece[] = [];
  let headings: Level[] = [];
  let items: Level[] = [];
  let columns: string[] | undefined;
  let inCode = false;
  markdown.split('\n').forEach((raw, index) => {
    const add = (text: string, context: TargetContext = {}): void => {
      const above = [...headings, ...items].map((level) => level.text);
      pieces.push({ line: index + 1, text, context: { headings: above, ...context } });
    };
    if (/^\s*```/.test(raw)) inCode = !inCode;
    else if (!inCode && raw.trim() !== '') {
      if (!raw.startsWith('|')) columns = undefined;
      const [, marks, title] = /^(#+) +(.*)$/.exec(raw) ?? [];
      const [, indent, item] = /^(\s*)(?:[-*]|\d+\.|✅) +(?:\[[ x]\] +)?(.*)$/.exec(raw) ?? [];
      if (marks !== undefined && title !== undefined) {
        headings = headings.filter((heading) => heading.depth < marks.length);
        items = [];
        add(title);
        headings.push({ depth: marks.length, text: title });
      } else if (indent !== undefined && item !== undefined) {
        items = items.filter((parent) => parent.depth < indent.length);
        add(item);
        items.push({ depth: indent.length, text: item });
      } else if (raw.startsWith('|')) {
        const cells = raw
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim());
        if (columns === undefined) columns = cells;
        else if (!/^\|[-| ]+\|$/.test(raw)) addCells(cells, columns, add);
      } else {
        items = [];
        add(raw);
      }
    }
  });
  return pieces;
}

function addCells(cells: string[], columns: string[], add: (text: string, context: TargetContext) => void): void {
  const named = columns[0] === 'Requirement' ? 1 : 0;
  const label = cells[named] ?? '';
  cells.forEach((text, at) => {
    if (at !== named) add(text, { label, column: columns[at] ?? '' });
  });
}
