export function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`;
}

/** What a person wrote, in code quotes: never empty ones, and none inside them. */
export function quote(written: string): string {
  return written === '' ? 'an empty text' : `\`${written.replaceAll('`', "'")}\``;
}

/** The same at the start of a sentence. */
export function quoteFirst(written: string): string {
  return written === '' ? 'An empty text' : quote(written);
}

export function oneOf(values: readonly string[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}

const MOST_NAMED = 5;

/** The first few of a list that can be long. */
export function someOf(values: readonly string[]): string {
  const others = values.length - MOST_NAMED;
  return oneOf(values.slice(0, MOST_NAMED)) + (others > 0 ? ` and ${others} more` : '');
}

/** The words of a document, as a person would quote them. */
export function quoted(words: string): string {
  return `"${words}"`;
}
