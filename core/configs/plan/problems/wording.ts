import { didYouMean, oneOf } from '../../../text/wording.ts';

export { didYouMean, oneOf, quote, quoteFirst, someOf } from '../../../text/wording.ts';

/** A key in code quotes; a description such as "a check" or "Test `search`" as it is. */
export function named(key: string): string {
  return key.includes(' ') || key.startsWith('`')
    ? key.charAt(0).toUpperCase() + key.slice(1)
    : `\`${key.replaceAll('`', '')}\``;
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
