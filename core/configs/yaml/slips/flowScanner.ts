import type { Problem } from '../../../problem.ts';
import { yamlProblem } from '../yamlProblems.ts';
import { escapeSlip } from './escapeSlip.ts';
import { CLOSERS, flowTextEnd } from './flowText.ts';
import { findQuoteEnd, quoted, requoted } from './quoting.ts';
import { blanked, emptied, filler, type Slip } from './slip.ts';
import { isWhite, type Source } from './source.ts';
import { startFault } from './startFault.ts';

interface Frame {
  open: number;
  closer: string;
  /** Whether the entry at hand has its `:` already. */
  hasColon: boolean;
}

type LastItem = 'none' | 'plain' | 'quoted' | 'collection';

/**
 * Walks through `[…]` or `{…}` that starts at `start` in a block of the given indentation, and adds the slips in it.
 * Answers the offset behind it; for one that is never closed, the end of its last line.
 */
export function scanFlow(source: Source, start: number, blockIndent: number, slips: Slip[]): number {
  return new FlowScanner(source, start, blockIndent, slips).scan();
}

class FlowScanner {
  private readonly frames: Frame[] = [];
  private at: number;
  private last: LastItem = 'none';
  private lastStart = 0;
  private lastEnd = 0;

  constructor(
    private readonly source: Source,
    private readonly start: number,
    private readonly blockIndent: number,
    private readonly slips: Slip[],
  ) {
    this.at = start;
  }

  private get text(): string {
    return this.source.text;
  }

  private get frame(): Frame {
    return this.frames.at(-1) ?? { open: this.start, closer: ']', hasColon: false };
  }

  scan(): number {
    do {
      if (!this.skipToToken()) return this.endUnclosed();
      this.readToken();
    } while (this.frames.length > 0);
    return this.at;
  }

  /** Moves over white space and comments; false where the lines of the collection end without its closing bracket. */
  private skipToToken(): boolean {
    if (this.frames.length === 0) return true;
    for (;;) {
      this.at = this.source.skipBlanks(this.at);
      const character = this.text[this.at];
      if (character === '#' && this.source.isAfterBlank(this.at)) this.at = this.source.lineEnd(this.at);
      else if (character === '\n') {
        const indentEnd = this.source.skipSpaces(this.at + 1);
        const indent = indentEnd - this.at - 1;
        const first = this.text[this.source.skipBlanks(indentEnd)];
        const isContent = first !== undefined && first !== '\n' && first !== '#';
        const isClosing = this.frames.length === 1 && indent === this.blockIndent && first === this.frame.closer;
        if (isContent && indent <= this.blockIndent && !isClosing) return false;
        if (isContent && indent === 0 && this.source.isDocumentMarker(this.at + 1)) return false;
        this.at = indentEnd;
      } else return character !== undefined;
    }
  }

  private readToken(): void {
    const character = this.text[this.at] ?? '';
    if (character === ',') this.readComma();
    else if (character === ']' || character === '}') this.close(character);
    else if (character === ':' && this.isColon()) this.readColon();
    else if (this.last !== 'none') this.readSecondItem(character);
    else if (character === '[' || character === '{') this.open(character);
    else this.readItem(character);
  }

  private readItem(character: string): void {
    if (character === '"' || character === "'") this.readQuoted();
    else if ((character === '&' || character === '!') && !isWhite(this.text[this.at + 1])) this.skipProperty();
    else if (character === '?' && this.source.isIndicator(this.at)) this.at++;
    else if (character === '-' && this.source.isIndicator(this.at)) {
      this.add(yamlProblem('yaml-misplaced-dash', [this.at, this.at + 1]), this.at, ' ');
      this.at++;
    } else this.readPlain();
  }

  private open(character: string): void {
    this.frames.push({ open: this.at, closer: CLOSERS[character] ?? ']', hasColon: false });
    this.at++;
    this.last = 'none';
  }

  private close(character: string): void {
    const { closer } = this.frame;
    if (character !== closer) {
      const partner = this.frames.findLastIndex((frame) => frame.closer === character);
      if (partner !== -1) return this.endInner(partner);
      const rest = this.text.slice(this.at + 1, this.source.nearEnd(this.at));
      const isExtra = rest.includes(closer);
      const span = [this.at, this.at + 1] as const;
      if (isExtra) this.add(yamlProblem('yaml-extra-bracket', span, character), this.at, ' ');
      else this.add(yamlProblem('yaml-wrong-bracket', span, character, closer), this.at, closer);
      this.at++;
      if (isExtra) return;
    } else this.at++;
    this.finishItem('collection', this.frame.open, this.at);
    this.frames.pop();
  }

  /** A bracket closes an outer collection while inner ones are open: those are not read. */
  private endInner(partner: number): void {
    const [inner] = this.frames.slice(partner + 1);
    for (const { open, closer } of this.frames.slice(partner + 1)) this.addUnclosed(open, closer, this.at);
    if (inner) this.finishItem('collection', inner.open, this.at);
    this.frames.length = partner + 1;
  }

  private endUnclosed(): number {
    const lineEnd = this.text[this.at] === '\n' ? this.source.trimEnd(this.start, this.at) : this.at;
    for (const { open, closer } of this.frames) this.addUnclosed(open, closer, lineEnd);
    return lineEnd;
  }

  private addUnclosed(open: number, closer: string, end: number): void {
    const problem = yamlProblem('yaml-unclosed-bracket', [open, open + 1], this.text[open] ?? '[', closer);
    this.slips.push({
      problem,
      edits: [{ at: open, replacement: emptied(this.text.slice(open, end)) }],
      echo: [open, end],
    });
  }

  private readComma(): void {
    if (this.last === 'none' && !this.frame.hasColon) {
      this.add(yamlProblem('yaml-extra-comma', [this.at, this.at + 1]), this.at, ' ');
    }
    this.at++;
    this.last = 'none';
    this.frame.hasColon = false;
  }

  private isColon(): boolean {
    return this.last === 'quoted' || this.last === 'collection' || this.isColonEnd(this.at);
  }

  private isColonEnd(colon: number): boolean {
    const next = this.text[colon + 1];
    return this.source.isIndicator(colon) || (next !== undefined && ',[]{}'.includes(next));
  }

  private readColon(): void {
    const isSecond = this.frame.hasColon && this.last !== 'none';
    if (isSecond) {
      const gap = this.last === 'plain' ? this.gapBeforeNextKey() : undefined;
      if (gap) this.addMissingComma(gap[0], gap[1]);
      else return this.quoteFrom(this.lastStart, 'colon');
    }
    this.frame.hasColon = true;
    this.at++;
    this.last = 'none';
  }

  /** In `{ users: 1 duration: 10s }` the gap before `duration`; undefined where the value looks like text. */
  private gapBeforeNextKey(): readonly [number, number] | undefined {
    const match = /^(\S(?:[^]*\S)?)(\s+)([a-z_][\w-]*)\s*$/.exec(this.text.slice(this.lastStart, this.at));
    const [, value = '', gap = ''] = match ?? [];
    if (!match || (!gap.includes('\n') && /\s/.test(value))) return undefined;
    const from = this.lastStart + value.length;
    return [from, from + gap.length];
  }

  private readSecondItem(character: string): void {
    if (this.last === 'plain' && (character === '[' || character === '{'))
      return this.quoteFrom(this.lastStart, 'braces');
    if (this.last === 'quoted' && !this.isNextEntry(character)) return this.quoteFrom(this.lastStart, 'quotes');
    if (this.last === 'plain') return this.continuePlain();
    this.addMissingComma(this.lastEnd, this.at);
    this.last = 'none';
    this.frame.hasColon = false;
  }

  /** Whether what follows a text in quotes is an entry, so that only the comma is missing. */
  private isNextEntry(character: string): boolean {
    if (this.at === this.lastEnd) return false;
    if (character === '{' || character === '[' || this.text.slice(this.lastEnd, this.at).includes('\n')) return true;
    const rest = this.text.slice(this.at, this.source.nearEnd(this.at));
    if (character === '"' || character === "'") return /^(?:"[^"]*"|'[^']*')\s*(?:[,:\]}]|$)/.test(rest);
    return /^[A-Za-z_][\w-]*\s*:\s/.test(rest);
  }

  /** Where the next entry begins behind a gap without its comma. */
  private addMissingComma(from: number, to: number): void {
    const gap = this.text.slice(from, to);
    const lineBreak = gap.search(/\s*\n/);
    const span = gap === '' || lineBreak === 0 ? ([from - 1, from] as const) : ([from, to] as const);
    const blank = gap.lastIndexOf(' ');
    if (blank !== -1) return this.add(yamlProblem('yaml-missing-comma', span), from + blank, ',');
    const end = this.source.nearEnd(to);
    const closing = this.text.slice(to, end).search(/[\]}]\s*,|[\]}]\s*$/);
    const next = closing === -1 ? end : to + closing;
    this.add(yamlProblem('yaml-missing-comma', span), to, blanked(this.text.slice(to, next)), [from, next]);
    this.at = next;
  }

  private skipProperty(): void {
    while (this.at < this.text.length && !isWhite(this.text[this.at]) && !',[]{}'.includes(this.text[this.at] ?? ''))
      this.at++;
  }

  private readQuoted(): void {
    const end = findQuoteEnd(this.text, this.at);
    const lineEnd = this.source.nearEnd(this.at);
    if (end === -1 || (end > lineEnd && this.isBrokenOff(this.at, end))) return this.endUnclosedQuote(lineEnd);
    const slip = this.text[this.at] === '"' ? escapeSlip(this.text, this.at, end) : undefined;
    if (slip) this.slips.push(slip);
    this.finishItem('quoted', this.at, end);
    this.at = end;
  }

  /** Whether a text over several lines cannot be meant: it leaves the block, or something else follows its end. */
  private isBrokenOff(start: number, end: number): boolean {
    if (this.source.leavesBlock(start, end, this.blockIndent)) return true;
    const next = this.text[this.source.skipBlanks(end)];
    return next !== undefined && !',:]}\n'.includes(next);
  }

  private endUnclosedQuote(lineEnd: number): void {
    const { at, text } = this;
    const closing = /\s*[\]}]*,?$/.exec(text.slice(at, lineEnd));
    const nextKey = /,\s+[A-Za-z_]\w*:\s/.exec(text.slice(at, lineEnd));
    const end = at + Math.max(1, nextKey?.index ?? closing?.index ?? lineEnd - at);
    const problem = yamlProblem('yaml-unclosed-quote', [at, at + 1], text[at] ?? '"');
    this.add(problem, at, emptied(text.slice(at, end)), [at, end]);
    this.finishItem('quoted', at, end);
    this.at = end;
  }

  private readPlain(): void {
    const { at } = this;
    const fault = startFault(this.source, at, () => flowTextEnd(this.source, at));
    if (fault) {
      this.slips.push(fault);
      this.at = fault.echo[1];
      return this.finishItem('plain', at, this.at);
    }
    this.lastStart = at;
    this.continuePlain();
  }

  private continuePlain(): void {
    const { text } = this;
    while (this.at < text.length) {
      const character = text[this.at] ?? '';
      if (',[]{}\n'.includes(character) || (character === ':' && this.isColonEnd(this.at))) break;
      if (character === '#' && this.source.isAfterBlank(this.at)) break;
      this.at++;
    }
    this.finishItem('plain', this.lastStart, this.source.trimEnd(this.lastStart, this.at));
  }

  /** A value that is text, but has characters in it that mean something to YAML. */
  private quoteFrom(start: number, what: 'colon' | 'braces' | 'quotes'): void {
    // Always onward: the text may have begun on an earlier line, or far away.
    const end = Math.max(this.at + 1, flowTextEnd(this.source, start, this.at));
    const written = this.text.slice(start, end);
    const problem = ((): Problem => {
      if (what === 'braces') return yamlProblem('yaml-unquoted-braces', [start, end], quoted(written));
      if (what === 'quotes') return yamlProblem('yaml-text-after-quote', [start, end], requoted(written));
      const key = this.text.slice(start, this.at).trim().concat(':');
      return yamlProblem('yaml-colon-in-text', [start, end], key, quoted(written));
    })();
    this.add(problem, start, filler(end - start), [start, end]);
    this.finishItem('plain', start, end);
    this.at = end;
  }

  private finishItem(kind: LastItem, start: number, end: number): void {
    this.last = kind;
    this.lastStart = start;
    this.lastEnd = end;
  }

  private add(problem: Problem, at: number, replacement: string, echo = problem.span): void {
    this.slips.push({ problem, edits: [{ at, replacement }], echo });
  }
}
