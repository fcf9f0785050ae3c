import type { TextDocument } from 'vscode-languageserver-textdocument';
import { planLanguage } from '../core/configs/plan/language/planLanguage.ts';
import type { FileAccess } from '../core/language/fileAccess.ts';
import type { LanguageDocument } from '../core/language/languageDocument.ts';
import { PLAN_LANGUAGE_ID, isPlanFile } from '../core/protocol/lsp.ts';

/** A kind of text that the server understands. */
interface Dialect {
  /** Whether a text is one, by its name or what is in it. */
  is: (document: TextDocument) => boolean;
  read: (text: string, files: Partial<FileAccess>) => LanguageDocument;
}

/** The first that fits is the one. */
const DIALECTS: readonly Dialect[] = [
  { is: ({ languageId, uri }) => languageId === PLAN_LANGUAGE_ID || isPlanFile(uri), read: planLanguage },
];

export function dialectOf(document: TextDocument): Dialect | undefined {
  return DIALECTS.find(({ is }) => is(document));
}
