import type { Amount } from './amount.ts';
import type { Token } from './tokens.ts';

/** An amount with the words that can belong to it. */
export interface Clause {
  amount: Amount;
  /** Words before the last colon that stands before the amount: `Auth:` */
  label: Token[];
  before: Token[];
  after: Token[];
  /** What stands in brackets behind: `(P95)`. */
  aside: Token[];
  /** Nothing but a label stands before the words of this clause in its line. */
  isFirst: boolean;
  /** The number is followed by a colon or a full stop, as in `1. Warm-up` or `100 users: fine`. */
  isName: boolean;
}

/** Farther words describe something else, and reading them for each amount would take quadratic time. */
const FARTHEST_BEFORE = 12;
const FARTHEST_AFTER = 6;

const JOINING_WORDS: ReadonlySet<string> = new Set(['and', 'or', 'but', 'while']);

/** Cuts a line at commas and the like, and gives each amount the words around it. */
export function cutClauses(tokens: readonly Token[], amounts: readonly Amount[]): Clause[] {
  const clauses: Clause[] = [];
  let lineStart = 0;
  let label: Token[] = [];
  let isFirst = true;
  amounts.forEach((amount, index) => {
    const previousEnd = amounts[index - 1]?.to ?? 0;
    let start = index === 0 ? lineStart : previousEnd;
    for (let at = previousEnd; at < amount.from; at += 1) {
      const token = tokens[at];
      if (token === undefined) break;
      if (isBreak(token) || (index > 0 && JOINING_WORDS.has(token.lower))) {
        start = at + 1;
        isFirst = false;
      } else if (token.text === ':') {
        const from = index === 0 ? lineStart : start;
        label = tokens.slice(Math.max(from, at - FARTHEST_BEFORE), at);
        start = at + 1;
      }
      if (token.text === '.') {
        // A new sentence: what was said of the last one does not hold here.
        label = [];
        lineStart = at + 1;
      }
    }
    start = Math.max(start, amount.wordsFrom ?? 0);
    if (index > 0) isFirst = false;
    const end = endOfAfter(
      tokens,
      amount.to,
      amounts[index + 1]?.from ?? tokens.length,
      claimsWordsBefore(amounts[index + 1]),
    );
    clauses.push({
      amount,
      label,
      before: tokens.slice(Math.max(start, amount.from - FARTHEST_BEFORE), amount.from),
      after: tokens.slice(amount.to, Math.min(end, amount.to + FARTHEST_AFTER)),
      aside: readAside(tokens, end),
      isFirst,
      isName: '.:)'.includes(tokens[end]?.text ?? 'none') && (end > amount.to || tokens[end + 1] !== undefined),
    });
  });
  return clauses;
}

/** A bare number that follows may turn out to be none, and then the words between belong to the one before. */
function claimsWordsBefore(next: Amount | undefined): boolean {
  return next !== undefined && (next.operator !== undefined || next.high !== undefined);
}

function isBreak(token: Token): boolean {
  return ',;|.!?'.includes(token.text) || token.kind === 'arrow';
}

/** Where the words behind an amount end. With another amount in the same clause they belong to that one. */
function endOfAfter(tokens: readonly Token[], from: number, limit: number, hasNext: boolean): number {
  for (let at = from; at < limit; at += 1) {
    const token = tokens[at];
    if (token === undefined || isBreak(token) || ':()'.includes(token.text) || JOINING_WORDS.has(token.lower))
      return at;
    if (!hasNext && at - from > FARTHEST_AFTER) return at;
  }
  return hasNext ? from : limit;
}

function readAside(tokens: readonly Token[], at: number): Token[] {
  if (tokens[at]?.text !== '(') return [];
  const aside: Token[] = [];
  for (let index = at + 1; index <= at + FARTHEST_AFTER; index += 1) {
    const token = tokens[index];
    if (token === undefined || token.text === ')') break;
    // Brackets with a number are a statement of their own.
    if (token.kind === 'number' || token.kind === 'operator') return [];
    aside.push(token);
  }
  return aside;
}
