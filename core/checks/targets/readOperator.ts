import type { Amount } from './amount.ts';
import { dimensionOfUnit } from './amount.ts';
import {
  COMPARISON_PHRASES,
  NEGATED_OPERATOR,
  NEGATIONS,
  OPERATOR_SIGNS,
  TRAILING_PHRASES,
} from './comparisonWords.ts';
import type { Token } from './tokens.ts';
import { adjacent } from './tokens.ts';
import { inUnit, readUnit } from './units.ts';

/** `98%+`, `15000+ ops/sec`, `95% or higher`, `500ms max`. */
export function addOperatorBehind(tokens: readonly Token[], amount: Amount): void {
  const plus = tokens[amount.to];
  if (plus?.text === '+' && adjacent(tokens[amount.to - 1], plus)) {
    amount.operator = '>=';
    amount.isLooselySaid = true;
    amount.to += 1;
    if (amount.unit === undefined) {
      const late = readUnit(tokens, amount.to);
      if (late.unit !== undefined && !late.broken) {
        amount.unit = late.unit;
        const { value, isRounded } = inUnit(amount.low, late);
        amount.low = value;
        if (isRounded) amount.isRounded = true;
        amount.noun = late.noun;
        amount.to = late.to;
      }
    }
    return;
  }
  for (const { words, operator } of TRAILING_PHRASES) {
    if (!words.every((word, index) => tokens[amount.to + index]?.lower === word)) continue;
    // "500ms max latency" names a statistic, "500ms max" ends there.
    if (words.length === 1 && tokens[amount.to + 1]?.kind === 'word') continue;
    amount.operator = operator;
    amount.to += words.length;
    return;
  }
}

/** A sign or words before the number; `notBefore` is the end of the number before. */
export function addOperatorBefore(tokens: readonly Token[], amount: Amount, notBefore: number): void {
  const sign = tokens[amount.from - 1];
  const operator = sign?.kind === 'operator' ? OPERATOR_SIGNS.get(sign.lower) : undefined;
  if (operator !== undefined && amount.from - 1 >= notBefore) {
    // `THREADS=50` is a setting.
    if (sign?.text === '=' && adjacent(tokens[amount.from - 2], sign)) return;
    amount.operator = operator;
    amount.from -= 1;
    return;
  }
  const dimension = dimensionOfUnit(amount.unit);
  const isTime = dimension === 'time';
  for (const phrase of COMPARISON_PHRASES) {
    const start = amount.from - phrase.words.length;
    if (start < notBefore || !phrase.words.every((word, index) => tokens[start + index]?.lower === word)) continue;
    if ((phrase.only === 'time' && !isTime) || (phrase.only === 'not-time' && isTime)) continue;
    if (phrase.only === 'measured' && (dimension === undefined || dimension === 'count')) continue;
    const isNegated = NEGATIONS.has(tokens[start - 1]?.lower ?? '') && start > notBefore;
    amount.operator = isNegated ? NEGATED_OPERATOR[phrase.operator] : phrase.operator;
    amount.from = isNegated ? start - 1 : start;
    amount.isLooselySaid = true;
    if (phrase.loose) amount.doubts.push(`"${phrase.words.join(' ')}" has other uses`);
    return;
  }
}
