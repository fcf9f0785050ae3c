import { readAbsences } from './absence.ts';
import { readAmounts } from './readAmounts.ts';
import { tokenize } from './tokens.ts';

/** limit: a comparison, a range or a number with its unit. number: hardly more than a number. nothing: neither. */
export type StatedKind = 'limit' | 'number' | 'nothing';

/** "5 scripts" is still a number, "10 backup codes are made" a sentence. */
const MOST_WORDS_BESIDE = 2;

/** "200 OK", "409 CONFLICT": an answer of a server. */
const HTTP_ANSWER = /^\W*[1-5]\d\d\s+(?:OK|[A-Z_]{4,})\b/;

/** What a cell states, whatever it is a limit of. */
export function statedKind(text: string): StatedKind {
  const tokens = tokenize(text);
  const amounts = readAmounts(tokens);
  const isLimit = amounts.some(
    ({ operator, unit, high }) => operator !== undefined || unit !== undefined || high !== undefined,
  );
  if (isLimit || tokens.some(({ kind }) => kind === 'operator') || readAbsences(tokens).length > 0) return 'limit';
  const [first] = amounts;
  if (first === undefined || HTTP_ANSWER.test(text)) return 'nothing';
  const beside = tokens.length - (first.to - first.from);
  return amounts.length === 1 && beside <= MOST_WORDS_BESIDE ? 'number' : 'nothing';
}
