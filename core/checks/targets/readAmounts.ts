import type { Amount } from './amount.ts';
import { isWritable } from './amount.ts';
import { addOperatorBefore, addOperatorBehind } from './readOperator.ts';
import { readWindow } from './readWindow.ts';
import type { Token } from './tokens.ts';
import { adjacent, isGroupingUnclear } from './tokens.ts';
import type { ReadUnit } from './units.ts';
import { inUnit, readUnit } from './units.ts';
import { HEDGES, NUMBERED_THINGS } from './wordLists.ts';

const DASHES = '-–—';

/** All numbers of one line that can be limits, in order and without overlaps. */
export function readAmounts(tokens: readonly Token[]): Amount[] {
  const amounts: Amount[] = [];
  let behindLast = 0;
  tokens.forEach((token, index) => {
    if (token.kind !== 'number' || index < behindLast) return;
    const amount = readAmount(tokens, index, behindLast);
    if (amount === undefined) return;
    amounts.push(amount);
    behindLast = amount.to;
  });
  return amounts;
}

function readAmount(tokens: readonly Token[], at: number, notBefore: number): Amount | undefined {
  const first = tokens[at];
  if (first === undefined || isPartOfName(tokens, at)) return undefined;
  const doubts: string[] = [];
  let from = at;
  if (isHedge(tokens[from - 1])) {
    from -= 1;
    doubts.push('the number is only approximate');
  }

  const range = readRange(tokens, at);
  const unit = range?.unit ?? readUnit(tokens, at + 1);
  if (unit.broken) return undefined;
  const written = [first, ...(range === undefined ? [] : [range.high])];
  const unclear = unit.unit === '%' ? undefined : written.find(isGroupingUnclear);
  if (unclear !== undefined) {
    const grouped = unclear.text.replace(/[. ]/g, '');
    doubts.push(`"${unclear.text}" is ${grouped} where thousands are grouped so, and something else elsewhere`);
  }
  const low = inUnit(first.value, unit);
  const high = range && inUnit(range.high.value, unit);
  const amount: Amount = {
    from,
    to: unit.to,
    low: low.value,
    noun: unit.noun,
    doubts,
    ...(unit.unit !== undefined && { unit: unit.unit }),
    ...(high && { high: high.value }),
    ...((low.isRounded ?? high?.isRounded) && { isRounded: true as const }),
  };
  if (
    !isWritable(amount.low) ||
    (amount.high !== undefined && !(isWritable(amount.high) && amount.low < amount.high))
  ) {
    return undefined;
  }
  addOperatorBehind(tokens, amount);
  if (amount.high === undefined) addOperatorBefore(tokens, amount, notBefore);
  else if (tokens[from - 1]?.lower === 'between') amount.from -= 1;
  addWindow(tokens, amount);
  return amount;
}

/** `localhost:3000`, `step 3`, `-5`, `16/18`. */
function isPartOfName(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  if (before === undefined) return false;
  if (before.kind === 'word' && NUMBERED_THINGS.has(before.lower)) return true;
  if (adjacent(before, tokens[at]) && (before.kind === 'word' || before.kind === 'opaque')) return true;
  const clings = adjacent(before, tokens[at]) && adjacent(tokens[at - 2], before);
  return (
    adjacent(before, tokens[at]) &&
    (before.text === '/' ||
      before.text === '.' ||
      before.text === '+' ||
      DASHES.includes(before.text) ||
      (before.text === ':' && clings))
  );
}

function isHedge(token: Token | undefined): boolean {
  return token !== undefined && (token.text === '~' || token.text === '≈' || HEDGES.has(token.lower));
}

/** `50-60%`, `50% – 60%`, `50 to 60%`, `between 50% and 60%`. */
function readRange(tokens: readonly Token[], at: number): { high: Token; unit: ReadUnit } | undefined {
  const lowUnit = readUnit(tokens, at + 1);
  // `50-60%`: the low end has no unit of its own, and its dash looks like part of a name.
  const joint = DASHES.includes(tokens[at + 1]?.text ?? 'none') ? at + 1 : lowUnit.to;
  const word = tokens[joint];
  const isBetween = tokens[at - 1]?.lower === 'between' && word?.lower === 'and';
  const isDash = word !== undefined && DASHES.includes(word.text);
  const high = tokens[joint + 1];
  if (high?.kind !== 'number' || !(isBetween || isDash || word?.lower === 'to')) return undefined;
  const unit = readUnit(tokens, joint + 2);
  if (unit.broken || (joint !== at + 1 && lowUnit.unit !== unit.unit)) return undefined;
  return { high, unit };
}

function addWindow(tokens: readonly Token[], amount: Amount): void {
  if (amount.operator === undefined || amount.high !== undefined) return;
  const window = readWindow(tokens, amount.to);
  if (window === undefined) return;
  amount.window = window.window;
  amount.to = window.to;
}
