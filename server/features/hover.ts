import { MarkupKind, type Hover, type Position } from 'vscode-languageserver/node';
import type { OpenText } from '../documents.ts';
import { offsetAt, toRange } from '../positions.ts';

export function hoverAt({ language, lines }: OpenText, position: Position): Hover | undefined {
  const hover = language.hover(offsetAt(lines, position));
  return hover && { contents: { kind: MarkupKind.Markdown, value: hover.markdown }, range: toRange(lines, hover.span) };
}
