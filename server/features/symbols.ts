import { SymbolKind as ProtocolKind, type DocumentSymbol } from 'vscode-languageserver/node';
import type { SymbolKind, SymbolNode } from '../../core/language/languageDocument.ts';
import type { OpenText } from '../documents.ts';
import { toRange } from '../positions.ts';

const KINDS: Record<SymbolKind, ProtocolKind> = {
  section: ProtocolKind.Namespace,
  environment: ProtocolKind.Object,
  variable: ProtocolKind.Variable,
  requirement: ProtocolKind.Constant,
  monitor: ProtocolKind.Field,
  test: ProtocolKind.Function,
  suite: ProtocolKind.Class,
  part: ProtocolKind.Property,
};

/** The outline of a text. */
export function symbolsOf(open: OpenText): DocumentSymbol[] {
  return open.language.symbols().map((node) => toSymbol(open, node));
}

function toSymbol(open: OpenText, { name, detail, kind, span, nameSpan, children }: SymbolNode): DocumentSymbol {
  return {
    name,
    ...(detail === undefined ? {} : { detail }),
    kind: KINDS[kind],
    range: toRange(open.lines, span),
    selectionRange: toRange(open.lines, nameSpan),
    children: children.map((child) => toSymbol(open, child)),
  };
}
