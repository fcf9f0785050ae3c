import type { BlockStack } from './blockStack.ts';
import { scanFlow } from './flowScanner.ts';
import { findQuoteEnd } from './quoting.ts';
import type { Source } from './source.ts';

interface Content {
  at: number;
  indent: number;
  kind: 'map' | 'sequence' | 'text';
  /** A key or dash whose value is on the lines below. */
  isOpen: boolean;
}

/** The indentation that a line was meant to have, judged by the lines around it. */
export class MeantIndent {
  /** What the same tabs stood for before. */
  private readonly ofTabs = new Map<string, number>();

  constructor(
    private readonly source: Source,
    private readonly stack: BlockStack,
  ) {}

  /** Of a line that is indented by tabs: as deep as its siblings, or as a first child. */
  withTabs(lineStart: number, at: number): number {
    const tabs = this.source.text.slice(lineStart, at);
    const meant = this.guessWithTabs(this.contentAt(lineStart, at), this.ofTabs.get(tabs));
    this.ofTabs.set(tabs, meant);
    return meant;
  }

  private guessWithTabs(line: Content, before: number | undefined): number {
    const { stack } = this;
    const { top } = stack;
    const next = this.nextContent(line.at);
    if (!top) return next && !line.isOpen ? next.indent : 0;
    const fits = stack.indentsOf(line.kind).filter((indent) => !line.isOpen || !next || next.indent > indent);
    if (before !== undefined && fits.includes(before)) return before;
    if (!top.isOpen) return fits[0] ?? top.indent;
    const sibling = next?.kind === line.kind && !line.isOpen && next.indent > top.indent;
    return sibling ? next.indent : top.indent + 2;
  }

  /** Of a line that is the odd one out among those around it; undefined where it is not. */
  ofOddLine(lineStart: number, at: number): number | undefined {
    const { stack } = this;
    const indent = at - lineStart;
    const line = this.contentAt(lineStart, at);
    if (line.kind !== 'map') return undefined;
    const left = stack.indentsOf('map').filter((other) => other > indent);
    const isKnown = stack.has(indent);
    const next = this.nextContent(at);
    if (left.length > 0 && !isKnown && (stack.shallowerThan(indent) ?? -1) >= 0) return this.nearest(line, left, next);
    if (line.isOpen || !next || next.kind !== 'map') return undefined;
    if (left.length === 0) return this.ofFirstLine(line, next);
    if (next.indent <= indent || !left.includes(next.indent) || !this.endsOnItsLine(at)) return undefined;
    const isAmongMappings = isKnown && !stack.hasValuesAt(indent);
    return !isKnown || isAmongMappings || left.some((other) => other < next.indent) ? next.indent : undefined;
  }

  /** A line between two levels: the one that was just left, unless the one outside is nearer or the lines below need it. */
  private nearest(line: Content, left: number[], next: Content | undefined): number | undefined {
    const inner = left.at(-1) ?? line.indent;
    const outer = this.stack.shallowerThan(line.indent) ?? 0;
    if (line.isOpen && next && next.indent <= inner && next.indent > outer) return outer;
    return inner - line.indent <= line.indent - outer ? inner : outer;
  }

  /** The first line of a mapping, where all others of it agree on another indentation. */
  private ofFirstLine(line: Content, next: Content): number | undefined {
    const { top } = this.stack;
    if (!top?.isOpen || top.indent >= line.indent || next.indent <= top.indent || next.indent === line.indent) return;
    if (!this.endsOnItsLine(line.at)) return undefined;
    let count = 0;
    for (
      let other: Content | undefined = next;
      other && other.indent > top.indent && count < 20;
      other = this.nextContent(other.at)
    ) {
      if (other.indent < next.indent || other.indent === line.indent) return undefined;
      count++;
    }
    return count > 1 || next.indent - top.indent === 2 ? next.indent : undefined;
  }

  private endsOnItsLine(at: number): boolean {
    const { source } = this;
    const value = source.skipBlanks(source.keyColon(at) + 1);
    const character = source.text[value] ?? '';
    if ('|>&!*'.includes(character)) return false;
    const isQuoted = character === '"' || character === "'";
    // A key behind the key: the lines below are its children.
    if (!isQuoted && character !== '[' && character !== '{') return source.keyColon(value) === -1;
    const end = isQuoted ? findQuoteEnd(source.text, value) : scanFlow(source, value, this.stack.indent, []);
    return end !== -1 && end <= source.lineEnd(at);
  }

  private contentAt(lineStart: number, at: number): Content {
    const { source } = this;
    const isDash = source.text[at] === '-' && source.isIndicator(at);
    const colon = isDash ? at : source.keyColon(at);
    const kind = isDash ? 'sequence' : colon === -1 ? 'text' : 'map';
    return { at, indent: at - lineStart, kind, isOpen: colon !== -1 && source.isLineDone(colon + 1) };
  }

  /** The next line that holds something and is indented by blanks. */
  private nextContent(from: number): Content | undefined {
    const { source } = this;
    const { text } = source;
    for (let line = source.nextLine(from); line < text.length; line = source.nextLine(line)) {
      const at = source.skipSpaces(line);
      if (text[at] !== '\t' && !source.isLineDone(at)) return this.contentAt(line, at);
      if (text[at] === '\t' && !source.isLineDone(at)) return undefined;
    }
    return undefined;
  }
}
