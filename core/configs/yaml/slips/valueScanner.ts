import type { Problem } from '../../../problem.ts';
import { yamlProblem } from '../yamlProblems.ts';
import { escapeSlip } from './escapeSlip.ts';
import { scanFlow } from './flowScanner.ts';
import { findQuoteEnd, quoted, requoted } from './quoting.ts';
import { emptied, filler, type Slip } from './slip.ts';
import { isWhite, type Source } from './source.ts';
import { startFault } from './startFault.ts';

const BLOCK_HEADER = /^[|>](?:[+-]?[1-9]?|[1-9][+-])$/;

export interface ValuePlace {
  at: number;
  /** Of the block that the value stands in; lines that are not deeper do not belong to the value. */
  blockIndent: number;
  /** Whether the value stands on the line of its key. */
  isBehindKey: boolean;
}

export interface ValueEnd {
  /** On the last line of the value. */
  at: number;
  /** Whether there was no value but a tag or an anchor, so that it is on the lines below. */
  isOpen: boolean;
  /** Whether lines below that are deeper hang on something that cannot be read. */
  isCut: boolean;
}

/** Walks over a value outside of brackets and adds the slips in it. */
export function scanValue(source: Source, place: ValuePlace, slips: Slip[]): ValueEnd {
  return new ValueScanner(source, place, slips).scan();
}

class ValueScanner {
  constructor(
    private readonly source: Source,
    private readonly place: ValuePlace,
    private readonly slips: Slip[],
  ) {}

  scan(): ValueEnd {
    const { source, place } = this;
    const { text } = source;
    let at = source.skipBlanks(place.at);
    while ((text[at] === '&' || text[at] === '!') && !isWhite(text[at + 1]) && at < text.length) {
      while (at < text.length && !isWhite(text[at])) at++;
      if (source.isLineDone(at)) return { at, isOpen: true, isCut: false };
      at = source.skipBlanks(at);
    }
    const character = text[at] ?? '';
    if (character === '"' || character === "'") return this.readQuoted(at);
    if (character === '[' || character === '{') return this.readFlow(at);
    if (character === '-' && source.isIndicator(at) && place.isBehindKey) {
      return this.report(yamlProblem('yaml-misplaced-dash', [at, at + 1]), at, source.contentEnd(at));
    }
    if (BLOCK_HEADER.test(text.slice(at, Math.min(source.contentEnd(at), at + 4)))) return this.readBlockScalar(at);
    const fault = startFault(source, at, () => source.nearEnd(at));
    if (fault) {
      this.slips.push(fault);
      return { at: fault.echo[1], isOpen: false, isCut: true };
    }
    return this.readPlain(at);
  }

  private readQuoted(at: number): ValueEnd {
    const { source, slips } = this;
    const { text } = source;
    const end = findQuoteEnd(text, at);
    const firstEnd = source.contentEnd(at);
    if (
      end === -1 ||
      source.leavesBlock(at, end, this.place.blockIndent) ||
      (end > source.lineEnd(at) && !source.isLineDone(end))
    ) {
      const problem = yamlProblem('yaml-unclosed-quote', [at, at + 1], text[at] ?? '"');
      slips.push({ problem, edits: [edit(source, at, firstEnd)], echo: [at, firstEnd] });
      return { at: firstEnd, isOpen: false, isCut: true };
    }
    if (!source.isLineDone(end)) return this.readBehind(at, end, 'quote');
    const slip = text[at] === '"' ? escapeSlip(text, at, end) : undefined;
    if (slip) slips.push(slip);
    return { at: end, isOpen: false, isCut: false };
  }

  private readFlow(at: number): ValueEnd {
    const { source, slips } = this;
    const before = slips.length;
    let end = scanFlow(source, at, this.place.blockIndent, slips);
    const extra: number[] = [];
    while (!source.isLineDone(end)) {
      const next = source.skipBlanks(end);
      if (!']}'.includes(source.text[next] ?? '')) {
        // What seemed wrong inside the brackets is part of a text.
        slips.length = before;
        return this.readBehind(at, end, 'bracket');
      }
      extra.push(next);
      end = next + 1;
    }
    for (const bracket of extra) {
      const problem = yamlProblem('yaml-extra-bracket', [bracket, bracket + 1], source.text[bracket] ?? ']');
      const edits = [{ at: bracket, replacement: ' ' }];
      slips.push({ problem, edits, echo: problem.span });
    }
    return { at: end, isOpen: false, isCut: false };
  }

  /** More text behind the quote or bracket that ends a value. */
  private readBehind(start: number, valueEnd: number, what: 'quote' | 'bracket'): ValueEnd {
    const { source } = this;
    const { text } = source;
    const end = source.contentEnd(valueEnd);
    const next = source.skipBlanks(valueEnd);
    if (text.slice(next, end) === ',') {
      const problem = yamlProblem('yaml-comma-at-end', [next, next + 1]);
      this.slips.push({ problem, edits: [{ at: next, replacement: ' ' }], echo: problem.span });
      return { at: end, isOpen: false, isCut: false };
    }
    const written = text.slice(start, end);
    if (text[next] === ':' && source.isIndicator(next)) return this.reportColon(start, next, end);
    const code = what === 'quote' ? 'yaml-text-after-quote' : 'yaml-text-after-bracket';
    return this.report(yamlProblem(code, [start, end], requoted(written)), start, end);
  }

  private reportColon(start: number, colon: number, end: number): ValueEnd {
    const { text } = this.source;
    const key = text.slice(start, colon + 1);
    const isNested = colon + 1 === end && this.hasDeeperLine(end);
    if (isNested) return this.report(yamlProblem('yaml-nested-key', [start, end], key), start, end);
    const remedy = quoted(text.slice(start, end));
    const mayBeMeant = /^[a-z_][\w-]*:$/.test(key);
    return this.report(yamlProblem('yaml-colon-in-text', [start, end], key, remedy, mayBeMeant), start, end);
  }

  private hasDeeperLine(at: number): boolean {
    const line = this.source.nextLine(at);
    const indentEnd = this.source.skipSpaces(line);
    return indentEnd - line > this.place.blockIndent && !isWhite(this.source.text[indentEnd] ?? '\n');
  }

  private readPlain(at: number): ValueEnd {
    const { source, place } = this;
    const colon = source.keyColon(at);
    if (place.isBehindKey && colon !== -1) return this.reportColon(at, colon, source.contentEnd(at));
    for (let end = source.lineEnd(at); ; end = source.lineEnd(end + 1)) {
      const hasComment = source.contentEnd(at) < source.trimEnd(at, source.lineEnd(at));
      const next = this.continuationAfter(end);
      if (next === undefined || hasComment) return { at: end, isOpen: false, isCut: false };
      const key = source.keyColon(next);
      if (key !== -1) {
        const problem = yamlProblem('yaml-indented-under-value', [next, key]);
        this.slips.push({ problem, edits: [], echo: [at, key] });
        return { at: end, isOpen: false, isCut: true };
      }
      end = next;
      at = next;
    }
  }

  /** Where the text goes on below the line that ends at `lineEnd`. */
  private continuationAfter(lineEnd: number): number | undefined {
    const { source } = this;
    const { text } = source;
    for (let line = lineEnd + 1; line < text.length; line = source.nextLine(line)) {
      const indentEnd = source.skipSpaces(line);
      const content = source.skipBlanks(indentEnd);
      if (text[content] === '\n' || text[content] === undefined) continue;
      if (indentEnd - line <= this.place.blockIndent || text[content] === '#') return undefined;
      return source.isDocumentMarker(line) ? undefined : content;
    }
    return undefined;
  }

  private readBlockScalar(at: number): ValueEnd {
    const { source, place } = this;
    const { text } = source;
    const digit = /[1-9]/.exec(text.slice(at, at + 3))?.[0];
    let indent = digit === undefined ? undefined : Math.max(place.blockIndent, 0) + Number(digit);
    let end = source.lineEnd(at);
    while (end < text.length) {
      const indentEnd = source.skipSpaces(end + 1);
      const isEmpty = text[indentEnd] === '\n' || text[indentEnd] === '\r' || indentEnd >= text.length;
      const depth = indentEnd - end - 1;
      if (!isEmpty) {
        indent ??= Math.max(depth, place.blockIndent + 1);
        if (depth < indent || (depth === 0 && source.isDocumentMarker(indentEnd))) break;
      }
      end = source.lineEnd(indentEnd);
    }
    return { at: end, isOpen: false, isCut: false };
  }

  private report(problem: Problem, start: number, end: number): ValueEnd {
    const edits = [{ at: start, replacement: filler(end - start) }];
    this.slips.push({ problem, edits, echo: [start, end] });
    return { at: end, isOpen: false, isCut: true };
  }
}

function edit(source: Source, from: number, to: number): { at: number; replacement: string } {
  return { at: from, replacement: emptied(source.text.slice(from, to)) };
}
