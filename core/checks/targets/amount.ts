import type { Condition, ComparisonOperator, Statistic, Window } from '../check.ts';
import type { Unit } from '../../units.ts';
import { UNITS } from '../../units.ts';
import type { Dimension } from '../../units.ts';
import type { Token } from './tokens.ts';

/** A number of a text with everything that belongs to it. Indices count the tokens of its line. */
export interface Amount {
  from: number;
  to: number;
  /** Missing for a bare number, which is a target only where the words around it say so. */
  operator?: ComparisonOperator;
  low: number;
  /** The upper end of a range. */
  high?: number;
  unit?: Unit;
  /** Words inside the unit that say what is counted. */
  noun: Token[];
  /** What makes the reading less sure. */
  doubts: string[];
  /** The operator is words or a plus, which prose also uses where nothing is limited. */
  isLooselySaid?: true;
  window?: Window;
  /** The percentile that "95% of requests …" in front of the amount asks for. */
  share?: Statistic;
  /** The text names the share of the slow ones instead. */
  isShareTurned?: true;
  /** The rate is of an hour or a day, and no short one of a minute. */
  isRounded?: true;
  /** Words before this token belong to a number that was joined with this one. */
  wordsFrom?: number;
}

export function dimensionOfUnit(unit: Unit | undefined): Dimension | undefined {
  return unit === undefined ? undefined : UNITS[unit].dimension;
}

/** Removes the noise of a binary multiplication. */
export function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** As many digits as a person would write of a rate with endless ones: 5,000 an hour are 83.33 a minute. */
export function roundedRate(value: number): number {
  const tidied = tidy(value);
  const whole = String(Math.trunc(tidied)).length;
  return String(tidied).length > 8 ? Number(tidied.toPrecision(Math.max(4, whole))) : tidied;
}

/** Numbers outside are never limits, and would be printed with an exponent. */
export function isWritable(value: number): boolean {
  return value === 0 || (value >= 1e-6 && value < 1e15);
}

/** The condition of an amount; a bare one must have got its operator before. */
export function conditionOf(amount: Amount, operator: ComparisonOperator): Condition {
  const unit = amount.unit === undefined ? {} : { unit: amount.unit };
  if (amount.high !== undefined) return { kind: 'range', low: amount.low, high: amount.high, ...unit };
  const limit = { kind: 'quantity' as const, amount: amount.low, ...unit };
  return { kind: 'comparison', operator, limit, ...(amount.window && { window: amount.window }) };
}

/** Replaces two neighbours by one wherever `join` finds that they say one thing together. */
export function joinNeighbours(
  amounts: readonly Amount[],
  join: (left: Amount, right: Amount) => Amount | undefined,
): Amount[] {
  const joined: Amount[] = [];
  let skipped: Amount | undefined;
  amounts.forEach((amount, index) => {
    if (amount === skipped) return;
    const next = amounts[index + 1];
    const both = next && join(amount, next);
    if (both !== undefined) skipped = next;
    joined.push(both ?? amount);
  });
  return joined;
}
