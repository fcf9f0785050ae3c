import type { Statistic } from '../check.ts';
import { STATISTIC_WORDS } from './metricPhrases.ts';
import type { Token } from './tokens.ts';
import { FILLERS, LEVEL_WORDS, REMARKS } from './wordLists.ts';

/** One word of a name; a machine name such as `latency_p95_ms` has several in one token. */
export interface Part {
  lower: string;
  token: Token;
}

/** Last parts of machine names that say the unit: `latency_p95_ms`. */
const UNIT_SUFFIXES: ReadonlySet<string> = new Set(['ms', 's', 'sec', 'seconds', 'us', 'percent', 'pct', 'bytes']);

/** Whether a word is a machine name such as `latency_p95_ms`. */
export function isMachineName(token: Token): boolean {
  return token.kind === 'word' && /[^_]_[^_]/.test(token.text);
}

/** The unit that a machine name ends with. */
export function unitSuffixOf(token: Token): string | undefined {
  if (!isMachineName(token)) return undefined;
  const suffix = token.lower.split('_').at(-1);
  return suffix !== undefined && UNIT_SUFFIXES.has(suffix) ? suffix : undefined;
}

/** The statistic that a word stands for. */
export function statisticOf(word: string): Statistic | undefined {
  if (/^p\d/.test(word)) {
    const percent = Number(word.slice(1));
    return percent >= 0.01 && percent <= 100 ? `p${percent}` : undefined;
  }
  return STATISTIC_WORDS.get(word);
}

/** Cuts a token into the words that it is made of; a unit at its end is none of them. */
export function partsOf(token: Token): Part[] {
  if (token.text === '/') return [];
  const isMachine = isMachineName(token);
  const pieces = token.lower.split(isMachine ? '_' : /[-_]/).filter((piece) => piece !== '');
  if (unitSuffixOf(token) !== undefined) pieces.pop();
  // "p99.9" keeps its dot, and a dotted machine name such as `http.response_time` is cut at it.
  return pieces
    .flatMap((piece) => (/^p\d/.test(piece) ? [piece] : piece.split('.')))
    .filter((lower) => lower !== '')
    .map((lower) => ({ lower, token }));
}

/** The tokens without level words, remarks and glue at both ends. */
export function trimGlue(tokens: readonly Token[]): Token[] {
  const isGlue = (token: Token | undefined): boolean =>
    token !== undefined &&
    (token.text === '/' || FILLERS.has(token.lower) || LEVEL_WORDS.has(token.lower) || REMARKS.has(token.lower));
  let from = 0;
  let to = tokens.length;
  while (from < to && isGlue(tokens[from])) from += 1;
  while (to > from && isGlue(tokens[to - 1])) to -= 1;
  return tokens.slice(from, to);
}

/** The text of neighbours, glued where they were. */
export function joinTokens(tokens: readonly Token[]): string {
  return tokens
    .map((token, index) => (index === 0 || tokens[index - 1]?.end === token.start ? token.text : ` ${token.text}`))
    .join('');
}
