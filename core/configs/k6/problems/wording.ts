export { didYouMean, oneOf, quote, quoteFirst, someOf } from '../../plan/problems/wording.ts';

/** `a`, `b` or `c`. */
export function eitherOf(values: readonly string[]): string {
  const quoted = values.map((value) => `\`${value}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1) ?? ''}`;
}
