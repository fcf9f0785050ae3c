import type { LanguageDocument } from './languageDocument.ts';

/** The answers of a dialect to what it has no answer for. */
export const NOTHING_TO_SAY: Omit<LanguageDocument, 'problems' | 'tests'> = {
  contradictions: () => [],
  symbols: () => [],
  folds: () => [],
  occurrences: () => [],
  links: () => [],
  hints: () => [],
  resultsFolder: 'headroom-results',
  environments: () => ({ choices: [], isChoiceNeeded: false, variables: [] }),
  hover: () => undefined,
  completions: () => [],
  signature: () => undefined,
  loads: () => [],
  refactorings: () => [],
  format: () => Promise.resolve(undefined),
};
