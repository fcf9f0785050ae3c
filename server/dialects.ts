import type { TextDocument } from 'vscode-languageserver-textdocument';
import { artilleryLanguage } from '../core/configs/artillery/artilleryLanguage.ts';
import { k6ConfigLanguage, k6ScriptLanguage } from '../core/configs/k6/k6Language.ts';
import { testIdOfScript } from '../core/configs/native/nativePlan.ts';
import { planLanguage } from '../core/configs/plan/language/planLanguage.ts';
import { recognise } from '../core/configs/recognise.ts';
import { LONGEST_LOOK } from '../core/configs/worthReading.ts';
import { KnownPieces } from '../core/configs/yaml/readPieces.ts';
import type { FileAccess } from '../core/language/fileAccess.ts';
import type { LanguageDocument } from '../core/language/languageDocument.ts';
import { pathOfDocument, PLAN_LANGUAGE_ID } from '../core/protocol/lsp.ts';
import { nameOfUri } from './uris.ts';

/** What earlier versions of a text were made of. An instance for each open text. */
export class TextMemory {
  readonly text = new KnownPieces();
  readonly outline = new KnownPieces();
}

/**
 * A text as the dialect that it is in, by what it holds: names say little. Undefined for everything else, which is
 * left alone. A document that the editor calls a plan is one, whatever it holds. `memory`: of its earlier versions.
 */
export function readDocument(
  { uri, languageId }: TextDocument,
  text: string,
  files: Partial<FileAccess>,
  memory: TextMemory,
): LanguageDocument | undefined {
  const path = pathOfDocument(nameOfUri(uri), languageId);
  const { dialect } =
    languageId === PLAN_LANGUAGE_ID
      ? ({ dialect: 'plan' } as const)
      : recognise(path, text.slice(0, LONGEST_LOOK), memory.outline);
  const testId = testIdOfScript(/[^/]*$/.exec(path)?.[0] ?? path);
  switch (dialect) {
    case 'plan':
      return planLanguage(text, files);
    case 'artillery':
      return artilleryLanguage(text, { files, testId, isYaml: !path.endsWith('.json'), pieces: memory.text });
    case 'k6-script':
      return k6ScriptLanguage(text, /\.[cm]?ts$/i.test(path) ? 'typescript' : 'javascript', testId);
    case 'k6-config':
      return k6ConfigLanguage(text);
    case undefined:
      return undefined;
  }
}
