import type { Amount } from './amount.ts';
import { dimensionOfUnit, joinNeighbours, tidy } from './amount.ts';
import { NEGATED_OPERATOR } from './comparisonWords.ts';
import type { Token } from './tokens.ts';

/** Farther apart they are two statements. */
const FARTHEST = 10;

/** Joins each share with the time that it must keep: "95% of requests complete in < 500ms" limits p95. */
export function joinShares(tokens: readonly Token[], amounts: readonly Amount[]): Amount[] {
  return joinNeighbours(amounts, (left, right) => joinShare(tokens, left, right));
}

function joinShare(tokens: readonly Token[], share: Amount, time: Amount): Amount | undefined {
  const isShare = share.unit === '%' && share.high === undefined && tokens[share.to]?.lower === 'of';
  const isNear = time.from - share.to <= FARTHEST && dimensionOfUnit(time.unit) === 'time' && time.high === undefined;
  if (!isShare || !isNear || share.low <= 0 || share.low > 100) return undefined;
  const between = tokens.slice(share.to, time.from);
  if (between.some((token) => ',;.:|'.includes(token.text))) return undefined;
  const isInTime = between.at(-1)?.lower === 'in';
  const operator = time.operator ?? (isInTime ? '<=' : undefined);
  if (operator === undefined) return undefined;
  const isOfSlow = share.operator === '<' || share.operator === '<=';
  // "95% take more than 1s" would limit the fast ones; nobody means p5 by it.
  if (isOfSlow !== operator.startsWith('>')) return undefined;
  const percent = isOfSlow ? tidy(100 - share.low) : share.low;
  if (percent <= 0) return undefined;
  return {
    ...time,
    operator: isOfSlow ? NEGATED_OPERATOR[operator] : operator,
    share: `p${percent}`,
    wordsFrom: share.to,
    ...(isOfSlow && { isShareTurned: true as const }),
  };
}
