import type { Amount } from './amount.ts';
import { dimensionOfUnit, joinNeighbours } from './amount.ts';
import { perTime } from './settleUnit.ts';
import type { Token } from './tokens.ts';

const PER_WORDS: ReadonlySet<string> = new Set(['in', 'per', 'every']);
const LONGEST_NOUN = 4;

/** Joins a count with the time it is reached in: "500 registrations in 10 min". */
export function joinLengths(tokens: readonly Token[], amounts: readonly Amount[]): Amount[] {
  return joinNeighbours(amounts, (left, right) => joinLength(tokens, left, right));
}

function joinLength(tokens: readonly Token[], count: Amount, time: Amount): Amount | undefined {
  const noun = tokens.slice(count.to, time.from - 1);
  const isCount =
    count.unit === undefined && count.high === undefined && noun.length > 0 && noun.length <= LONGEST_NOUN;
  const isTime = time.operator === undefined && time.high === undefined && dimensionOfUnit(time.unit) === 'time';
  if (!isCount || !isTime || !PER_WORDS.has(tokens[time.from - 1]?.lower ?? '')) return undefined;
  if (!noun.every((token) => token.kind === 'word')) return undefined;
  const rate = perTime(count, time.low, time.unit);
  return rate && { ...rate, to: time.to, noun, doubts: [...count.doubts, 'a total in some time is read as a rate'] };
}
