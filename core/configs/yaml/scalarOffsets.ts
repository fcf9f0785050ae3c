import type { Span } from '../../text/span.ts';
import type { YamlScalar } from './yamlNode.ts';

/**
 * Source offsets of the characters of a scalar's text, with one more for its end. Quotes, escapes, folded lines and
 * the indentation of blocks stand between the two; this walks both texts side by side.
 */
export function scalarOffsets(scalar: YamlScalar, source: string): number[] {
  let offsets = offsetsOf.get(scalar);
  if (!offsets) {
    offsets = walkScalar(scalar, source);
    offsetsOf.set(scalar, offsets);
  }
  return offsets;
}

/** A text may hold many names, and each asks for its place. A scalar belongs to one source for good. */
const offsetsOf = new WeakMap<YamlScalar, number[]>();

function walkScalar(scalar: YamlScalar, source: string): number[] {
  const [start, end] = scalar.span;
  const quoted = scalar.style === 'single-quoted' || scalar.style === 'double-quoted';
  let at = quoted ? start + 1 : start;
  if (scalar.style === 'block') at = skipBlockHeader(scalar, source);
  const offsets: number[] = [];
  for (let index = 0; index < scalar.text.length; index++) {
    const wanted = scalar.text[index] ?? '';
    if (scalar.style === 'single-quoted' && wanted === "'") {
      offsets.push(at);
      at += 2;
    } else if (scalar.style === 'double-quoted' && source[at] === '\\' && !isLineBreak(source[at + 1])) {
      offsets.push(at);
      at += escapeLength(source, at);
    } else if (wanted === source[at] && !isLineBreak(wanted)) {
      offsets.push(at);
      at += 1;
    } else {
      // A folded or indented line: one blank or line break of the text stands for a run of white space in the source.
      offsets.push(at);
      if (isBlank(wanted) || isLineBreak(wanted)) at = skipWhiteSpace(source, at, end, scalar.text[index + 1]);
      else {
        const found = source.indexOf(wanted, at);
        at = found === -1 || found >= end ? at : found;
        offsets[index] = at;
        at += 1;
      }
    }
    at = Math.min(at, end);
  }
  offsets.push(quoted ? Math.min(at, Math.max(start, end - 1)) : at);
  return offsets;
}

/** The span in the source of `text.slice(from, to)` of a scalar. */
export function spanInScalar(scalar: YamlScalar, source: string, from: number, to: number): Span {
  const offsets = scalarOffsets(scalar, source);
  const last = offsets.length - 1;
  const start = offsets[Math.min(from, last)] ?? scalar.span[0];
  if (to <= from) return [start, start];
  // The end is taken from the last character, so that white space folded behind it stays outside.
  const lastCharacter = offsets[Math.min(to, last) - 1] ?? start;
  const next = offsets[Math.min(to, last)] ?? lastCharacter + 1;
  return [start, isBlank(source[next - 1]) && next - lastCharacter > 1 ? lastCharacter + 1 : Math.max(next, start)];
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

function isLineBreak(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

function skipBlockHeader({ text, span: [start, end] }: YamlScalar, source: string): number {
  let at = start;
  while (at < end && !isLineBreak(source[at])) at++;
  while (at < end && (isLineBreak(source[at]) || isBlank(source[at]))) at++;
  // Where the header tells the indentation, the text may begin with blanks, and with any header with empty lines.
  return Math.max(start, at - (/^\s*/.exec(text)?.[0].length ?? 0));
}

function skipWhiteSpace(source: string, at: number, end: number, next: string | undefined): number {
  let position = at;
  if (next !== undefined && (isBlank(next) || isLineBreak(next))) return position + 1;
  while (position < end && (isBlank(source[position]) || isLineBreak(source[position]))) position++;
  return position === at ? at + 1 : position;
}

function escapeLength(source: string, at: number): number {
  const kind = source[at + 1];
  if (kind === 'x') return 4;
  if (kind === 'u') return 6;
  if (kind === 'U') return 10;
  return 2;
}
