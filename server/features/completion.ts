import {
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type CompletionItem,
  type Position,
} from 'vscode-languageserver/node';
import type { CompletionKind } from '../../core/language/languageDocument.ts';
import type { OpenText } from '../documents.ts';
import { offsetAt, toEdit } from '../positions.ts';

const KINDS: Record<CompletionKind, CompletionItemKind> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  name: CompletionItemKind.Variable,
  metric: CompletionItemKind.Field,
  statistic: CompletionItemKind.Function,
  operator: CompletionItemKind.Operator,
  unit: CompletionItemKind.Unit,
  file: CompletionItemKind.File,
  snippet: CompletionItemKind.Snippet,
};

/** What may be written at a place, in the order that makes sense there. */
export function completionsAt({ language, lines, text }: OpenText, position: Position): CompletionItem[] {
  const offset = offsetAt(lines, position);
  return language.completions(offset).map((offer, index) => ({
    label: offer.label,
    kind: KINDS[offer.kind],
    ...(offer.detail === undefined ? {} : { detail: offer.detail }),
    ...(offer.documentation === undefined
      ? {}
      : { documentation: { kind: MarkupKind.Markdown, value: offer.documentation } }),
    // The editor compares what is typed with this, from the beginning of what is replaced.
    filterText: offer.text.startsWith(text.slice(offer.span[0], offset)) ? offer.text : offer.label,
    sortText: String(index).padStart(4, '0'),
    insertTextFormat: offer.isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    // The text has its indentation already.
    insertTextMode: InsertTextMode.asIs,
    textEdit: toEdit(lines, offer),
    ...(offer.besides ? { additionalTextEdits: offer.besides.map((edit) => toEdit(lines, edit)) } : {}),
  }));
}
