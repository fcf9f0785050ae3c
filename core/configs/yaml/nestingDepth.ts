import { Lexer } from 'yaml';

/** No config a person writes comes near it, and the parser's recursion stays far from the end of the stack. */
export const DEEPEST_NESTING = 100;

/**
 * Offset at which brackets or dashes on one line nest deeper than `DEEPEST_NESTING`, or undefined. Found by the lexer,
 * because the parser needs quadratic time (and a deep stack) for such a text. Indented nesting needs no look: a text
 * with n levels of it has n² characters.
 */
export function findTooDeepNesting(text: string): number | undefined {
  let flowDepth = 0;
  let compactDepth = 0;
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') flowDepth++;
    else if (token === ']' || token === '}') flowDepth = Math.max(0, flowDepth - 1);
    else if (token.endsWith('\n') || token.endsWith('\r')) compactDepth = 0;
    // Inside of brackets a colon nests nothing: JSON on one line has as many of them as it likes.
    else if (flowDepth === 0 && (token === '-' || token === '?' || token === ':')) compactDepth++;
    if (flowDepth > DEEPEST_NESTING || compactDepth > DEEPEST_NESTING) return offset;
    // The lexer marks the start of a document, of a scalar and of an error with control characters that are no text.
    if (token !== '\u0002' && token !== '\u0018' && token !== '\u001f') offset += token.length;
  }
  return undefined;
}
