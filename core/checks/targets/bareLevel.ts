import type { ComparisonOperator } from '../check.ts';
import { dimensionOfUnit } from './amount.ts';
import type { Clause } from './clauses.ts';
import { isInOtherScript } from './tokens.ts';
import { readSubject } from './subject.ts';
import type { Surroundings } from './surroundings.ts';
import { lastWord, nearbyWords } from './surroundings.ts';
import {
  CAPABILITY_VERBS,
  FILLERS,
  FIRING_WORDS,
  LEVEL_WORDS,
  LOAD_NOUNS,
  MODIFIERS,
  NEGATIVE_NOUNS,
  NOT_TARGET_LABELS,
  POSITIVE_NOUNS,
} from './wordLists.ts';

const UPPER_WORDS: ReadonlySet<string> = new Set(['max', 'maximum', 'ceiling', 'upper']);
const LOWER_WORDS: ReadonlySet<string> = new Set(['min', 'minimum', 'floor', 'lower']);
const MOST_NOUN_WORDS = 3;

const FLIPPED: Partial<Record<ComparisonOperator, ComparisonOperator>> = { '<=': '>', '>=': '<' };

/**
 * The comparison that is meant by a number without one, if it is a target at all. Most numbers in prose are not.
 */
export function readBareLevel(clause: Clause, surroundings: Surroundings): ComparisonOperator | undefined {
  const { amount, after, before } = clause;
  const dimension = dimensionOfUnit(amount.unit) ?? 'count';
  const isAnnounced = isAnnouncedLevel(clause, surroundings);
  const isHead = clause.isFirst && before.every((token) => token.kind === 'punctuation') && !clause.isName;
  const noun = [...amount.noun, ...after].filter(
    (token) => token.kind === 'word' && !MODIFIERS.has(token.lower) && !FILLERS.has(token.lower),
  );
  const nounWords = noun.map((token) => token.lower);
  const isShort = nounWords.length <= MOST_NOUN_WORDS;
  const carries = CAPABILITY_VERBS.has(lastWord(before)) || lastWord(before) === 'under';

  if (!isAnnounced && isSetting(clause, surroundings)) return undefined;
  // "目標: 3 秒以内" has a unit, and which side is limited is told by words that are not known either.
  if (amount.unit === undefined && after[0] !== undefined && isInOtherScript(after[0])) return undefined;
  const isTarget = {
    time: isAnnounced && knowsMetric(clause, surroundings),
    ratio: isAnnounced || (isHead && POSITIVE_NOUNS.has(nounWords[0] ?? '')),
    count:
      isAnnounced ||
      (isHead && isShort && nounWords.some((word) => LOAD_NOUNS.has(word))) ||
      (carries && nounWords.slice(0, MOST_NOUN_WORDS).some((word) => LOAD_NOUNS.has(word))),
    rate: isAnnounced || carries || (isHead && nounWords.length <= MOST_NOUN_WORDS),
    bytes: isAnnounced,
    'byte-rate': isAnnounced,
    number: false,
  }[dimension];
  if (!isTarget) return undefined;
  return directionOf(clause, surroundings);
}

/** Whether a range limits something: a run takes "45-60 minutes" and does not have to. */
export function isLimitRange(clause: Clause, surroundings: Surroundings): boolean {
  const isAnnounced = isAnnouncedLevel(clause, surroundings);
  if (!isAnnounced && isSetting(clause, surroundings)) return false;
  const dimension = dimensionOfUnit(clause.amount.unit);
  if (dimension === 'time') return knowsMetric(clause, surroundings);
  return isAnnounced || dimension === 'ratio' || dimension === 'rate';
}

/** "target: 1,000", "Threshold: 10%", or a cell of a target column that holds nothing else. */
function isAnnouncedLevel(clause: Clause, surroundings: Surroundings): boolean {
  const words = clause.before.filter((token) => token.kind === 'word' && !FILLERS.has(token.lower));
  if (LEVEL_WORDS.has(lastWord(words))) return true;
  if (words.length > 0) return false;
  if (LEVEL_WORDS.has(lastWord(clause.label))) return true;
  return (
    surroundings.isTargetColumn &&
    clause.isFirst &&
    clause.label.length === 0 &&
    clause.after.length <= MOST_NOUN_WORDS + 1
  );
}

/** "Duration: 300 seconds", a cell in a column "Weight". */
function isSetting(clause: Clause, surroundings: Surroundings): boolean {
  return (
    NOT_TARGET_LABELS.has(lastWord(clause.label)) ||
    surroundings.columnWords.some((word) => NOT_TARGET_LABELS.has(word))
  );
}

function knowsMetric(clause: Clause, surroundings: Surroundings): boolean {
  const groups = [clause.label, clause.before, clause.after, surroundings.label];
  return readSubject(groups, 'time').metric !== undefined;
}

function directionOf(clause: Clause, surroundings: Surroundings): ComparisonOperator {
  if (clause.amount.low === 0) return '==';
  const words = nearbyWords(clause, surroundings);
  const all = [...words, ...surroundings.columnWords];
  const isTime = dimensionOfUnit(clause.amount.unit) === 'time';
  let operator: ComparisonOperator = '>=';
  if (isTime || words.some((word) => NEGATIVE_NOUNS.has(word))) operator = '<=';
  if (all.some((word) => LOWER_WORDS.has(word))) operator = '>=';
  if (all.some((word) => UPPER_WORDS.has(word))) operator = '<=';
  const isFiring =
    surroundings.columnWords.some((word) => FIRING_WORDS.has(word)) || FIRING_WORDS.has(lastWord(clause.label));
  return isFiring ? (FLIPPED[operator] ?? operator) : operator;
}
