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

/** A key in code quotes; a description such as "a check" or "Test `search`" as it is. */
export function named(key: string): string {
  return key.includes(' ') || key.startsWith('`')
    ? key.charAt(0).toUpperCase() + key.slice(1)
    : `\`${key.replaceAll('`', '')}\``;
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

/** What may help with an unknown key, the best first. */
export interface UnknownKeyHint {
  /** The key that it stands for. */
  means?: string;
  /** How that key is written, where its value differs. */
  example?: string;
  /** Where a key of this name belongs. */
  place?: string;
  known?: readonly string[];
}

export function hintText({ means, example, place, known = [] }: UnknownKeyHint): string {
  if (example !== undefined) return ` Write \`${example}\`.`;
  if (means !== undefined) return didYouMean(means);
  if (place !== undefined) return ` It belongs to ${place}.`;
  return known.length === 0 ? '' : ` It can have ${oneOf(known)}.`;
}
