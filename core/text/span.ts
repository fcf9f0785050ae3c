/** Half-open range of UTF-16 offsets into the text that was parsed. Lines and columns exist only at the edges. */
export type Span = readonly [start: number, end: number];

/** The same span, seen from a text that begins `offset` characters earlier. */
export function shiftSpan(span: Span, offset: number): Span {
  return [span[0] + offset, span[1] + offset];
}
