import type { Clause } from './clauses.ts';
import type { TargetContext } from './readTarget.ts';
import type { Token } from './tokens.ts';
import { tokenize } from './tokens.ts';
import { LEVEL_WORDS } from './wordLists.ts';

/** The context of a text, cut into words once for all its targets. */
export interface Surroundings {
  label: Token[];
  /** Innermost first. */
  headings: Token[][];
  columnWords: string[];
  /** The column says that its cells are limits. */
  isTargetColumn: boolean;
}

/** Longer context is prose, not a name. */
const LONGEST_CONTEXT = 200;
const MOST_HEADINGS = 6;

export function readSurroundings(context: TargetContext): Surroundings {
  const words = (text: string | undefined): Token[] => tokenize((text ?? '').slice(0, LONGEST_CONTEXT));
  const columnWords = words(context.column).map((token) => token.lower);
  return {
    label: words(context.label),
    headings: (context.headings ?? []).slice(-MOST_HEADINGS).reverse().map(words),
    columnWords,
    isTargetColumn: columnWords.some((word) => LEVEL_WORDS.has(word)),
  };
}

/** The last word, where names carry their meaning: "Average response **time**". */
export function lastWord(tokens: readonly Token[]): string {
  return tokens.findLast((token) => token.kind === 'word')?.lower ?? '';
}

/** Everything near an amount that may say what it limits. */
export function nearbyWords(clause: Clause, surroundings: Surroundings): string[] {
  return [clause.label, clause.before, clause.amount.noun, clause.after, surroundings.label]
    .flat()
    .filter((token) => token.kind === 'word')
    .flatMap((token) => token.lower.split(/[_-]/));
}
