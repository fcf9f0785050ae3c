import type { Unit } from '../../units.ts';
import { isUnit } from '../../units.ts';
import { roundedRate, tidy } from './amount.ts';
import { FILLERS } from './wordLists.ts';
import type { Token } from './tokens.ts';
import { adjacent } from './tokens.ts';
import { MAGNITUDES, PER_WORDS, RATE_SPELLINGS, UNIT_SPELLINGS } from './unitSpellings.ts';

/** The unit behind a number, and the words inside it that say what is counted ("ops" in `10 ops/sec`). */
export interface ReadUnit {
  /** Index of the first token behind the unit. */
  to: number;
  unit?: Unit;
  factor: number;
  noun: Token[];
  /** The number is glued to letters that are no unit, as in `2x` or `30-minute`: it is no amount. */
  broken?: true;
}

/** Words between a number and its `/s`: "concurrent requests per second". */
const LONGEST_RATE_NOUN = 3;

/** Reads what follows the number at `at - 1`. */
export function readUnit(tokens: readonly Token[], at: number): ReadUnit {
  const number = tokens[at - 1];
  const next = tokens[at];
  const isGlued = adjacent(number, next);
  let to = at;
  let magnitude: 'k' | 'M' | undefined;
  if (next?.kind === 'word' && (isGlued || next.text.length > 1)) {
    magnitude = MAGNITUDES.get(next.text);
    if (magnitude !== undefined) to += 1;
  }
  const rate = readRate(tokens, to);
  if (rate !== undefined) return withMagnitude(rate, magnitude);
  if (magnitude !== undefined) return withMagnitude({ to, factor: 1, noun: [] }, magnitude);

  const spelling = next === undefined ? undefined : UNIT_SPELLINGS.get(next.lower);
  // `50/session`: per something that is no time.
  const thing = tokens[at + 1];
  if (isGlued && next?.text === '/' && thing?.kind === 'word' && adjacent(next, thing)) {
    return { to: at + 2, factor: 1, noun: [thing] };
  }
  if (next === undefined || spelling === undefined)
    return { to, factor: 1, noun: [], ...brokenIf(isGlued, next, tokens[at + 1]) };
  const perSecond = spelling.unit.endsWith('B') ? readPer(tokens, at + 1) : undefined;
  if (perSecond?.unit === '/s') {
    const unit = `${spelling.unit}/s`;
    if (isUnit(unit)) return { to: perSecond.to, unit, factor: spelling.factor, noun: [] };
  }
  // In "rps" the unit itself says what is counted.
  return { to: at + 1, ...spelling, noun: spelling.unit === '/s' ? [next] : [] };
}

/** A number in the unit that was read. A rate of an hour or a day is rounded to a short one of a minute. */
export function inUnit(value: number, { unit, factor }: ReadUnit): { value: number; isRounded?: true } {
  const exact = tidy(value * factor);
  const short = unit === '/min' && !Number.isInteger(factor) ? roundedRate(exact) : exact;
  return short === exact ? { value: exact } : { value: short, isRounded: true };
}

/** `/s`, `req/s`, `queries/min`, `requests per second`. */
function readRate(tokens: readonly Token[], at: number): ReadUnit | undefined {
  const noun: Token[] = [];
  for (let index = at; index <= at + LONGEST_RATE_NOUN; index += 1) {
    const per = readPer(tokens, index);
    if (per !== undefined) return { to: per.to, unit: per.unit, factor: per.factor, noun };
    const token = tokens[index];
    if (token?.kind !== 'word' || UNIT_SPELLINGS.has(token.lower) || FILLERS.has(token.lower)) return undefined;
    noun.push(token);
  }
  return undefined;
}

function readPer(tokens: readonly Token[], at: number): { to: number; unit: Unit; factor: number } | undefined {
  const sign = tokens[at];
  if (sign === undefined || !PER_WORDS.has(sign.lower)) return undefined;
  const spelling = RATE_SPELLINGS.get(tokens[at + 1]?.lower ?? '');
  return spelling && { to: at + 2, ...spelling };
}

function withMagnitude(read: ReadUnit, magnitude: 'k' | 'M' | undefined): ReadUnit {
  if (magnitude === undefined) return read;
  // The fraction of a longer time would make one of a thousand: 5K an hour are 83.33 a minute.
  if (read.factor < 1) return { ...read, factor: read.factor * (magnitude === 'k' ? 1e3 : 1e6) };
  const unit = `${magnitude}${read.unit ?? ''}`;
  return isUnit(unit) ? { ...read, unit } : { ...read, broken: true };
}

function brokenIf(isGlued: boolean, next: Token | undefined, afterNext: Token | undefined): { broken?: true } {
  if (!isGlued || next === undefined) return {};
  if (next.kind === 'word' || next.kind === 'opaque' || next.kind === 'number') return { broken: true };
  // `30-minute`, `5+3` and `50/session`.
  const continues = '-+/:_'.includes(next.text) && adjacent(next, afterNext) && afterNext?.kind !== 'punctuation';
  return continues ? { broken: true } : {};
}
