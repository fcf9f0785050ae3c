import path from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { folderFiles } from '../core/node/folderFiles.ts';
import type { FileAccess } from '../core/language/fileAccess.ts';
import type { LanguageDocument } from '../core/language/languageDocument.ts';
import type { Span } from '../core/text/span.ts';
import { LineIndex } from '../core/text/lineIndex.ts';
import { readDocument, TextMemory } from './dialects.ts';
import { pathOfUri } from './uris.ts';

/** One version of an open text, understood. */
export interface OpenText {
  uri: string;
  version: number;
  text: string;
  language: LanguageDocument;
  lines: LineIndex;
}

/** Reads each version of a document once, whichever feature asks first. An instance, so that tests need no reset. */
export class OpenTexts {
  /** Without `open` it is of no dialect. */
  private readonly known = new Map<string, { version: number; open: OpenText | undefined }>();
  private readonly memories = new Map<string, TextMemory>();

  /** Undefined for a document of no dialect. */
  get(document: TextDocument): OpenText | undefined {
    const known = this.known.get(document.uri);
    if (known?.version === document.version) return known.open;
    const { uri, version } = document;
    const text = document.getText();
    const memory = this.memories.get(uri) ?? new TextMemory();
    this.memories.set(uri, memory);
    const language = readDocument(document, text, filesAround(uri), memory);
    const open = language && { uri, version, text, language, lines: new LineIndex(text) };
    this.known.set(uri, { version, open });
    return open;
  }

  /** What is around the texts has changed, so what was said about them may not hold any more. */
  lookAgain(): void {
    this.known.clear();
  }

  forget(uri: string): void {
    this.known.delete(uri);
    this.memories.delete(uri);
  }
}

/** Of a text that is on no disk nothing around it is known, and nothing is said about it. */
function filesAround(uri: string): Partial<FileAccess> {
  const file = pathOfUri(uri);
  return file === undefined ? {} : folderFiles(path.dirname(file));
}

export function overlaps(first: Span, second: Span): boolean {
  return first[0] <= second[1] && second[0] <= first[1];
}
