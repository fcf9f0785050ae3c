/** The longest piece of a person's text that a message repeats; more would hide the remedy. */
const LONGEST_QUOTE = 40;

/** Empty backticks would read as a gap in the message. */
const EMPTY = 'an empty text';

export function quote(text: string): string {
  if (text.trim() === '') return EMPTY;
  const shown = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text;
  return `\`${shown}\``;
}

/** A text that is to be copied, so nothing of it may be left out. */
export function whole(text: string): string {
  if (text.trim() === '') return EMPTY;
  return `\`${text}\``;
}

/** The sentence that offers `suggestion`, or `otherwise` when there is none worth naming. */
export function offer(suggestion: string | undefined, otherwise: string): string {
  return suggestion === undefined ? otherwise : `did you mean ${whole(suggestion)}?`;
}
