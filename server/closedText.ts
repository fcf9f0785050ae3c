import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { OpenTexts, type OpenText } from './documents.ts';
import { pathOfUri } from './uris.ts';

/** Larger files are no configs that somebody writes. */
const LARGEST_FILE = 4 * 1024 * 1024;

const LANGUAGES: Readonly<Record<string, string>> = {
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.json': 'json',
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
  '.ts': 'typescript',
  '.mts': 'typescript',
  '.cts': 'typescript',
};

/** A file on disk that no editor has open, read once for one question. Undefined where it cannot be read or is of no dialect. */
export function readClosedText(uri: string): OpenText | undefined {
  const file = pathOfUri(uri);
  const language = file === undefined ? undefined : LANGUAGES[extname(file).toLowerCase()];
  if (file === undefined || language === undefined) return undefined;
  let text: string;
  try {
    if (statSync(file).size > LARGEST_FILE) return undefined;
    text = readFileSync(file, 'utf8');
  } catch {
    // Gone since it was found, or not to be read: there are no tests in it.
    return undefined;
  }
  return new OpenTexts().get(TextDocument.create(uri, language, 0, text));
}
