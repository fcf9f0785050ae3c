import type { Problem } from '../../../problem.ts';
import { yamlProblem } from '../yamlProblems.ts';
import { BlockStack } from './blockStack.ts';
import { scanFlow } from './flowScanner.ts';
import { findIndentFault } from './indentFault.ts';
import { MeantIndent } from './meantIndent.ts';
import { ConflictFinder } from './mergeConflict.ts';
import { findQuoteEnd } from './quoting.ts';
import { blanked, type Slip } from './slip.ts';
import { isWhite, Source } from './source.ts';
import { findStrayFault } from './strayLine.ts';
import { scanValue } from './valueScanner.ts';

/**
 * Every slip in a text, in one walk over its lines. The walk knows as much of YAML as is needed to tell where texts,
 * brackets and blocks begin and end; in a text that is valid it finds nothing.
 */
export function findSlips(text: string): Slip[] {
  return new BlockScanner(new Source(text)).scan();
}

interface Line {
  isStart: boolean;
  hasDedented: boolean;
  /** Whether its indentation was reported, so that nothing more is to be said about it. */
  isReported: boolean;
}

class BlockScanner {
  private readonly slips: Slip[] = [];
  private readonly stack = new BlockStack();
  private at = 0;
  private mayHaveDirectives = true;
  /** Start and indentation of the first line of the document. */
  private root: { lineStart: number; indent: number } | undefined;

  private readonly conflicts: ConflictFinder;
  private readonly meantIndent: MeantIndent;

  constructor(private readonly source: Source) {
    this.conflicts = new ConflictFinder(source);
    this.meantIndent = new MeantIndent(source, this.stack);
  }

  private get text(): string {
    return this.source.text;
  }

  scan(): Slip[] {
    if (this.text.startsWith('\uFEFF')) this.at = 1;
    while (this.at < this.text.length) this.readLine();
    return this.slips;
  }

  private readLine(): void {
    const lineStart = this.at;
    const { source, text, stack } = this;
    if (this.readMarker(lineStart)) return;
    const { end, problem } = findIndentFault(text, lineStart);
    this.at = end;
    if (end >= text.length || isWhite(text[end]) || text[end] === '#') {
      this.at = source.nextLine(end);
      return;
    }
    this.mayHaveDirectives = false;
    const meant = this.readIndent(lineStart, end, problem);
    const indent = meant ?? end - lineStart;
    const hasDedented = stack.closeDeeperThan(indent);
    if (!this.root || indent < this.root.indent) this.startRoot(lineStart, indent);
    this.readEntry(indent, { isStart: true, hasDedented, isReported: problem !== undefined || meant !== undefined });
  }

  /** Reports an indentation that is wrong; the one that was meant, where it is another than is written. */
  private readIndent(lineStart: number, end: number, problem: Problem | undefined): number | undefined {
    const { text, source, meantIndent } = this;
    const written = end - lineStart;
    const hasTabs = text.slice(lineStart, end).includes('\t');
    if (problem) {
      const edits = [{ at: lineStart, replacement: ' '.repeat(written) }];
      const meant = hasTabs ? meantIndent.withTabs(lineStart, end) : written;
      this.slips.push({ problem, edits, echo: [lineStart, end], reindent: { lineStart, written, meant } });
      return meant;
    }
    const meant = meantIndent.ofOddLine(lineStart, end);
    if (meant === undefined) return undefined;
    const fault = yamlProblem('yaml-indentation', [end, source.keyColon(end)], meant);
    this.slips.push({ problem: fault, edits: [], echo: [lineStart, end], reindent: { lineStart, written, meant } });
    return meant;
  }

  /** The first line decides on the indentation of all; where one is less deep, the first was wrong. */
  private startRoot(lineStart: number, indent: number): void {
    if (this.root) {
      const start = this.root.lineStart;
      const problem = yamlProblem('yaml-indentation', [start, start + this.root.indent], indent);
      const edits = [{ at: start, replacement: blanked(this.text.slice(start, lineStart)) }];
      this.slips.push({ problem, edits, echo: [start, lineStart] });
    }
    this.root = { lineStart, indent };
  }

  /** Lines that are no content: directives, document markers and what a merge left behind. */
  private readMarker(lineStart: number): boolean {
    const { source, text } = this;
    const isDirective = text[lineStart] === '%' && this.mayHaveDirectives;
    const conflict = this.conflicts.find(lineStart);
    if (conflict) {
      if (conflict.slip) this.slips.push(conflict.slip);
      this.at = conflict.end;
      return true;
    }
    if (source.isDocumentMarker(lineStart)) {
      this.stack.clear();
      this.root = undefined;
      this.mayHaveDirectives = text[lineStart] === '.';
      this.at = lineStart + 3;
      if (!source.isLineDone(this.at)) this.readValue(-1, false);
      else this.at = source.nextLine(this.at);
    } else if (isDirective) this.at = source.nextLine(lineStart);
    else return false;
    return true;
  }

  /** A dash, a key or a value alone, at the start of a line or behind a dash. */
  private readEntry(column: number, line: Line): void {
    const { source, text, at, stack } = this;
    const character = text[at] ?? '';
    if ('-?:'.includes(character) && source.isIndicator(at)) {
      if (!this.enter(character === '-' ? 'sequence' : 'map', column, line)) return;
      stack.setOpen(true);
      this.at = source.skipBlanks(at + 1);
      if (source.isLineDone(at + 1)) this.at = source.nextLine(at);
      else this.readEntry(column + this.at - at, { isStart: false, hasDedented: false, isReported: false });
      return;
    }
    const colon = this.findKeyColon();
    if (colon !== -1) {
      if (!this.enter('map', column, line)) return;
      this.at = colon + 1;
      stack.setOpen(true);
      if (source.isLineDone(this.at)) this.at = source.nextLine(colon);
      else this.readValue(column, true);
    } else if (line.isStart && !this.isValueExpected(column)) this.readStray(column, line);
    else this.readValue(stack.indent, false);
  }

  private readValue(blockIndent: number, isBehindKey: boolean): void {
    const { at, isOpen, isCut } = scanValue(this.source, { at: this.at, blockIndent, isBehindKey }, this.slips);
    this.stack.setOpen(isOpen);
    if (this.stack.top && !isOpen) this.stack.top.hasValues = true;
    if (isCut) this.skipLines(this.source.lineEnd(at), blockIndent + 1);
    else this.at = this.source.nextLine(at);
  }

  /** Offset of the `:` behind the plain, quoted or bracketed key that begins here, or -1. */
  private findKeyColon(): number {
    const { source, text, stack } = this;
    const properties = /^(?:[&!]\S*[ \t]+)+/.exec(text.slice(this.at, this.at + 200));
    const at = this.at + (properties?.[0].length ?? 0);
    const character = text[at] ?? '';
    const isQuoted = character === '"' || character === "'";
    if (isQuoted || character === '[' || character === '{') {
      const end = isQuoted ? findQuoteEnd(text, at) : scanFlow(source, at, stack.indent, []);
      if (end === -1 || end > source.lineEnd(at)) return -1;
      const colon = source.skipBlanks(end);
      return text[colon] === ':' && source.isIndicator(colon) ? colon : -1;
    }
    return '|>@`%'.includes(character) ? -1 : source.keyColon(at);
  }

  private enter(kind: 'map' | 'sequence', column: number, line: Line): boolean {
    const { stack, source, at } = this;
    if (!line.isStart) {
      stack.push(kind, column);
      return true;
    }
    const isSameColumn = stack.indent === column;
    if (stack.enter(kind, column)) return true;
    const colon = kind === 'sequence' ? at + 1 : source.keyColon(at);
    const span = [at, colon === -1 ? source.nearEnd(at) : colon] as const;
    const problem = ((): Problem => {
      if (isSameColumn) return yamlProblem(kind === 'map' ? 'yaml-missing-dash' : 'yaml-misplaced-dash', span);
      if (line.hasDedented) return yamlProblem('yaml-indentation', span, stack.indent);
      return yamlProblem('yaml-indented-under-value', span);
    })();
    if (!line.isReported) this.slips.push({ problem, edits: [], echo: [at, at] });
    this.skipLines(at, isSameColumn ? column + 1 : stack.indent + 1);
    return false;
  }

  /** Whether a line of text alone can be the value of the key or dash above, or of the document. */
  private isValueExpected(column: number): boolean {
    const { top } = this.stack;
    if (top && (!top.isOpen || top.indent >= column)) return false;
    return !this.isKeyBelow();
  }

  /** Whether the next line with content, at the same indentation, is a key: then this one should be one, too. */
  private isKeyBelow(): boolean {
    const { text, source, at } = this;
    if ('[{"\'&!*|>'.includes(text[at] ?? '')) return false;
    const lineStart = text.lastIndexOf('\n', at - 1) + 1;
    const lineEnd = source.lineEnd(at);
    const indentEnd = source.skipSpaces(lineEnd + 1);
    if (indentEnd - lineEnd - 1 !== at - lineStart) return false;
    return text[indentEnd] !== '-' && source.keyColon(indentEnd) !== -1;
  }

  /** A line with neither key nor dash where one is needed. */
  private readStray(column: number, line: Line): void {
    if (!line.isReported) {
      const problem = findStrayFault(this.source, this.at, this.stack.top?.kind === 'sequence');
      this.slips.push({ problem, edits: [], echo: [this.at, this.at] });
    }
    this.skipLines(this.at, column + 1);
  }

  /** Leaves out the rest of this line, and the lines below that are deeper: they hang on the slip that was just found. */
  private skipLines(from: number, shallowest: number): void {
    const { source, text } = this;
    let end = source.lineEnd(from);
    let contentEnd = end;
    while (end < text.length) {
      const indentEnd = source.skipSpaces(end + 1);
      const isContent = !isWhite(text[indentEnd]) && indentEnd < text.length;
      if (isContent && indentEnd - end - 1 < shallowest) break;
      if (!isContent && text[source.skipBlanks(indentEnd)] !== '\n' && indentEnd < text.length) break;
      end = source.lineEnd(indentEnd);
      if (isContent) contentEnd = end;
    }
    this.at = Math.min(contentEnd + 1, text.length);
    const slip = this.slips.pop();
    if (!slip) return;
    if (contentEnd === from) this.slips.push(slip);
    else {
      const edits = [...slip.edits, { at: from, replacement: blanked(text.slice(from, contentEnd)) }];
      this.slips.push({ ...slip, edits, echo: [Math.min(slip.echo[0], from), contentEnd] });
    }
  }
}
