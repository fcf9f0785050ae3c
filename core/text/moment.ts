/**
 * ms since the Unix epoch of a time as programs write it, whatever fractions of a second it has; NaN for what is none.
 * `Date.parse` alone reads some fractions of more than nine digits wrong.
 */
export function parseMoment(text: string): number {
  return Date.parse(text.replace(/(\.\d{3})\d+/, '$1'));
}
