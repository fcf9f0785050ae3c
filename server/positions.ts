import type { Range } from 'vscode-languageserver/node';
import type { LineIndex, Position } from '../core/text/lineIndex.ts';
import type { Span } from '../core/text/span.ts';

/** Spans become the protocol's lines and characters here and nowhere else. */
export function toRange(lines: LineIndex, span: Span): Range {
  const { start, end } = lines.range(span);
  return { start: toPosition(start), end: toPosition(end) };
}

function toPosition({ line, column }: Position): Range['start'] {
  return { line, character: column };
}
