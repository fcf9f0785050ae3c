import type { FileAccess } from '../../language/fileAccess.ts';
import type { LanguageDocument, Occurrence } from '../../language/languageDocument.ts';
import { NOTHING_TO_SAY } from '../../language/nothingToSay.ts';
import { formatYaml } from '../yaml/formatYaml.ts';
import type { KnownPieces } from '../yaml/readPieces.ts';
import { yamlFolds } from '../yaml/yamlFolds.ts';
import { artilleryFacts } from './artilleryFacts.ts';
import { artilleryCompletions } from './language/artilleryCompletion.ts';
import { artilleryHover } from './language/artilleryHover.ts';
import { artilleryLinks } from './language/artilleryLinks.ts';
import { artilleryOccurrences } from './language/artilleryOccurrences.ts';
import { ensureConditions } from './model/ensureConditions.ts';
import { environmentChoices } from './model/environmentChoices.ts';
import { artillerySymbols } from './language/artillerySymbols.ts';
import { loadHints, placedLoads } from './language/phasesLoad.ts';
import { readArtillery } from './readArtillery.ts';

/** What an editor can ask of an Artillery script. `testId` is its id where it is run as a test by itself. */
export function artilleryLanguage(
  text: string,
  {
    files,
    testId,
    isYaml,
    pieces,
  }: { files: Partial<FileAccess>; testId: string; isYaml: boolean; pieces?: KnownPieces },
): LanguageDocument {
  const { script, tests, problems } = readArtillery(text, artilleryFacts(files), pieces);
  let named: readonly Occurrence[] | undefined;
  const occurrences = (): readonly Occurrence[] => (named ??= script ? artilleryOccurrences(script, text, files) : []);
  return {
    ...NOTHING_TO_SAY,
    problems,
    symbols: () => (script ? artillerySymbols(script) : []),
    folds: () => (script ? yamlFolds(script.root, text) : []),
    occurrences,
    links: () => (script ? artilleryLinks(script, text, files) : []),
    tests: () =>
      tests
        .filter(({ kind }) => kind === 'script')
        .map(({ span }) => ({
          id: testId,
          kind: 'test',
          span,
          wholeSpan: [span[0], text.length],
          checks: script ? ensureConditions(script, testId) : [],
        })),
    environments: () => (script ? environmentChoices(script) : NOTHING_TO_SAY.environments()),
    loads: () => (script ? placedLoads(script) : []),
    hints: () => (script ? loadHints(script) : []),
    hover: (offset) => script && artilleryHover({ script, text, files, occurrences: occurrences() }, offset),
    completions: (offset) => artilleryCompletions(text, offset, files, pieces),
    format: () => (isYaml ? formatYaml(text) : Promise.resolve(undefined)),
  };
}
