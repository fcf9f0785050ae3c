import { isCollection, isPair, type Node } from 'yaml';
import type { Span } from '../../text/span.ts';

/** The characters of a node, without the line breaks and comments behind a collection. */
export function spanOf(node: Node, text: string): Span {
  if (!node.range) return [0, 0];
  const end = node.range[1];
  if (!isCollection(node) || node.flow === true) return [node.range[0], end];
  return [node.range[0], Math.max(lastEnd(node, text), node.range[0])];
}

function lastEnd(node: Node, text: string): number {
  let current: unknown = node;
  while (isCollection(current) && current.flow !== true) {
    const last: unknown = current.items.at(-1);
    if (!isPair(last)) current = last;
    else if (isWritten(last.value)) current = last.value;
    else {
      const keyEnd = (last.key as Node | null)?.range?.[1] ?? node.range?.[0] ?? 0;
      return text[keyEnd] === ':' ? keyEnd + 1 : keyEnd;
    }
  }
  const [start, end] = (current as Node | null | undefined)?.range ?? [0, 0];
  // A block of text ends behind its line break.
  let trimmed = end;
  while (trimmed > start && /\s/.test(text[trimmed - 1] ?? '')) trimmed--;
  return trimmed;
}

function isWritten(value: unknown): boolean {
  const range = (value as Node | null)?.range;
  return range !== undefined && range !== null && range[1] > range[0];
}
