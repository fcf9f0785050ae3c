/** A piece of text. `opaque` is something whose digits are no amounts: a date, a URL, a placeholder, a mark-up tag. */
export interface Token {
  kind: 'word' | 'number' | 'operator' | 'punctuation' | 'arrow' | 'newline' | 'opaque';
  /** As written, except that "95th percentile" and "p(95)" become `p95`. */
  text: string;
  lower: string;
  start: number;
  end: number;
  /** Of a `number`. */
  value: number;
}

/** What the words of a target look like, first match first. Every alternative reads forward only. */
const SHAPES = new RegExp(
  [
    String.raw`(?<newline>\r?\n|<br ?\/?>)`,
    String.raw`(?<opaque>[a-z]{2,12}:\/\/\S+|<\/?[a-z][^<>\n]{0,100}>|[$€£#@][\p{L}\p{N}_{(]+|_{2,}(?![\p{L}_])|\d+(?:[-.]\d+){2,}|\d+(?:[\/:]\d+)+|\d+\.[a-z]\w*)`,
    String.raw`(?<percentile>p\(\d+(?:\.\d+)?\)|p\d+\.\d+|\d+(?:\.\d+)?(?:(?:st|nd|rd|th)[ -]?(?:percentile|pctl?|%ile)|[ -]?percentile|%ile)(?!\p{L}))`,
    String.raw`(?<word>[1-5]xx(?![\p{L}\p{N}])|\.?[\p{L}_][\p{L}\p{N}_]*(?:[-+'’.][\p{L}\p{N}_]+)*)`,
    String.raw`(?<grouped>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?(?!\d))`,
    // "1,5" is a decimal to some and two numbers to others.
    String.raw`(?<ambiguous>\d{1,3}(?:\.\d{3})*(?:,\d+)+|\d+(?:,\d+)+)`,
    String.raw`(?<spaced>[1-9]\d{0,2}(?: \d{3})+(?!\d|%|[.,:\/\-]\d))`,
    String.raw`(?<number>\d+(?:\.\d+)?|\.\d+)`,
    String.raw`(?<arrow>->|=>|→|⇒)`,
    String.raw`(?<operator>&(?:lt|gt);=?|&(?:le|ge);|<=|=<|>=|!=|={1,3}|[<>≤≥≠≦≧⩽⩾＜＞])`,
    String.raw`(?<punctuation>[^\s*\x60\\])`,
    String.raw`(?<blank>[\s*\x60\\]+)`,
  ].join('|'),
  'iuy',
);

const COMMENT_START = '<!--';
const COMMENT_END = '-->';

/** Cuts a text into tokens. Blanks and emphasis marks vanish, as do HTML comments. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (text.startsWith(COMMENT_START, at)) {
      const end = text.indexOf(COMMENT_END, at);
      // A comment that never ends hides the rest, as in HTML.
      if (end < 0) break;
      at = end + COMMENT_END.length;
      continue;
    }
    SHAPES.lastIndex = at;
    const groups = SHAPES.exec(text)?.groups;
    const end = SHAPES.lastIndex;
    // Half of a surrogate pair at the cursor cannot happen in well-formed text, but may in any string.
    if (groups === undefined || end <= at) {
      at += 1;
      continue;
    }
    const token = toToken(groups, text.slice(at, end), at, end);
    if (token !== undefined) tokens.push(token);
    at = end;
  }
  return tokens;
}

function toToken(
  groups: Record<string, string | undefined>,
  text: string,
  start: number,
  end: number,
): Token | undefined {
  const make = (kind: Token['kind'], written = text, value = NaN): Token => ({
    kind,
    text: written,
    lower: written.toLowerCase(),
    start,
    end,
    value,
  });
  if (groups['blank'] !== undefined) return undefined;
  if (groups['newline'] !== undefined) return make('newline');
  if (groups['percentile'] !== undefined) return make('word', `p${/\d+(?:\.\d+)?/.exec(text)?.[0] ?? ''}`);
  if (groups['word'] !== undefined) return make('word');
  if ((groups['grouped'] ?? groups['spaced'] ?? groups['number']) !== undefined) {
    return make('number', text, Number(text.replace(/[,\s]/g, '')));
  }
  if (groups['operator'] !== undefined) return make('operator');
  if (groups['arrow'] !== undefined) return make('arrow');
  if (groups['punctuation'] !== undefined) return make('punctuation');
  return make('opaque');
}

/** A number of which the dots or blanks may group thousands, or may not: `1.200`, `1 200`. */
export function isGroupingUnclear({ kind, text }: Token): boolean {
  return kind === 'number' && /^[1-9]\d{0,2}(?:\.\d{3}$| )/.test(text);
}

/** A word in another script is no noun that was counted: "< 5 неделя" has a unit, whatever it is. */
export function isInOtherScript({ kind, text }: Token): boolean {
  return kind === 'word' && /\p{L}/u.test(text) && !/\p{Script=Latin}/u.test(text);
}

/** Whether nothing stands between two neighbours. */
export function adjacent(left: Token | undefined, right: Token | undefined): boolean {
  return left !== undefined && right !== undefined && left.end === right.start;
}
