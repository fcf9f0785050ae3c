import type { Span } from './span.ts';

/** Zero-based line and UTF-16 column, as the language server protocol counts them. */
export interface Position {
  line: number;
  column: number;
}

export interface Range {
  start: Position;
  end: Position;
}

/** The only place that turns offsets into lines and columns. A line ends at `\n`, `\r\n` or a lone `\r`. */
export class LineIndex {
  private readonly lineStarts: number[] = [0];

  constructor(private readonly text: string) {
    for (const { index, 0: lineEnd } of text.matchAll(text.includes('\r') ? /\r\n?|\n/g : /\n/g)) {
      this.lineStarts.push(index + lineEnd.length);
    }
  }

  /** Offsets outside the text are moved to its nearest end. */
  position(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: clamped - (this.lineStarts[low] ?? 0) };
  }

  /** A place outside the text is moved to the nearest one in it. */
  offset({ line, column }: Position): number {
    const start = this.lineStarts[Math.max(0, line)] ?? this.text.length;
    const next = this.lineStarts[line + 1] ?? this.text.length + 1;
    return Math.min(start + Math.max(0, column), Math.max(start, next - 1), this.text.length);
  }

  range(span: Span): Range {
    return { start: this.position(span[0]), end: this.position(span[1]) };
  }
}
