import { isNode, visit, type Document } from 'yaml';

/** A line whose indentation is read as another one than is written. */
export interface Reindent {
  lineStart: number;
  /** In characters. */
  written: number;
  /** In blanks. */
  meant: number;
}

export interface Reindented {
  text: string;
  /** Offset in the text as it was written. */
  writtenOffset: (offset: number) => number;
}

export function reindent(text: string, lines: readonly Reindent[]): Reindented {
  const sorted = lines.filter(({ lineStart }) => lineStart < text.length).sort((a, b) => a.lineStart - b.lineStart);
  const pieces: string[] = [];
  const starts: number[] = [];
  let at = 0;
  let length = 0;
  for (const { lineStart, written, meant } of sorted) {
    pieces.push(text.slice(at, lineStart), ' '.repeat(meant));
    length += lineStart - at;
    starts.push(length);
    length += meant;
    at = lineStart + written;
  }
  pieces.push(text.slice(at));
  const writtenOffset = (offset: number): number => {
    const index = lastAtMost(starts, offset);
    const line = sorted[index];
    if (!line) return offset;
    const into = offset - (starts[index] ?? 0);
    return line.lineStart + (into < line.meant ? Math.min(into, line.written) : into - line.meant + line.written);
  };
  return { text: pieces.join(''), writtenOffset };
}

/** Moves everything that was parsed to where it is written. */
export function moveNodes(document: Document.Parsed, { writtenOffset }: Reindented): void {
  const moved = ([start, value, end]: readonly [number, number, number]): [number, number, number] => [
    writtenOffset(start),
    writtenOffset(value),
    writtenOffset(end),
  ];
  document.range = moved(document.range);
  visit(document, (_, node) => {
    if (isNode(node) && node.range) node.range = moved(node.range);
  });
}

/** Index of the last number that is not larger, or -1. */
function lastAtMost(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
