import type { Position as ProtocolPosition, Range, TextEdit as ProtocolEdit } from 'vscode-languageserver/node';
import type { TextEdit } from '../core/problem.ts';
import type { LineIndex, Position } from '../core/text/lineIndex.ts';
import type { Span } from '../core/text/span.ts';

/** Spans become the protocol's lines and characters here and nowhere else. */
export function toRange(lines: LineIndex, span: Span): Range {
  const { start, end } = lines.range(span);
  return { start: toPosition(start), end: toPosition(end) };
}

export function toEdit(lines: LineIndex, { span, text }: TextEdit): ProtocolEdit {
  return { range: toRange(lines, span), newText: text };
}

export function positionAt(lines: LineIndex, offset: number): ProtocolPosition {
  return toPosition(lines.position(offset));
}

/** The offset of a place that the editor names. */
export function offsetAt(lines: LineIndex, { line, character }: ProtocolPosition): number {
  return lines.offset({ line, column: character });
}

export function toSpan(lines: LineIndex, { start, end }: Range): Span {
  return [offsetAt(lines, start), offsetAt(lines, end)];
}

function toPosition({ line, column }: Position): ProtocolPosition {
  return { line, character: column };
}
