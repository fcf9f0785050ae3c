import { readResult, type ScaletestResult } from './result.ts';

/** Characters of one document that stands over several lines; longer ones are given up. */
const LONGEST_DOCUMENT = 16 * 1024 * 1024;
/** Documents that are open at the same time: each `{` at the start of a line may be the beginning of the result. */
const MOST_OPEN = 8;
/** ESC [ … letter: colours and cursor movements. */
const ANSI = /\u001b\[[0-9;?]*[A-Za-z]/g;

interface OpenDocument {
  lines: string[];
  length: number;
  depth: number;
}

/** What reads as a result: the first one, and whether another one says something else. */
interface Candidates {
  first: { result: ScaletestResult; text: string } | undefined;
  areSeveral: boolean;
}

/**
 * Finds the result of a scale test among other output, line by line: on one line, or over several. Log lines may hold
 * braces and JSON of their own, so only what reads as a result is one; and what could as well be the progress of
 * something counts only where nothing better is there.
 */
export class ResultFinder {
  private readonly certain: Candidates = { first: undefined, areSeveral: false };
  private readonly vague: Candidates = { first: undefined, areSeveral: false };
  private open: OpenDocument[] = [];

  /** Undefined where there is none, and where there are several: nobody can tell which of them is meant. */
  get found(): ScaletestResult | undefined {
    const { first, areSeveral } = this.candidates;
    return areSeveral ? undefined : first?.result;
  }

  /** Whether there are different ones that are certain. The same one may be told twice. */
  get areSeveral(): boolean {
    return this.certain.areSeveral;
  }

  take(raw: string): void {
    const line = raw.replace(ANSI, '').replaceAll('\r', '');
    const begins = line.trimStart().startsWith('{');
    if (begins && !this.read(line)) this.open = [...this.open, { lines: [], length: 0, depth: 0 }].slice(-MOST_OPEN);
    const change = depthChange(line);
    this.open = this.open.filter((document) => {
      document.lines.push(line);
      document.length += line.length;
      document.depth += change;
      if (document.depth > 0) return document.length <= LONGEST_DOCUMENT;
      // What stands behind the last brace is not part of it.
      const text = document.lines.join('\n');
      this.read(text.slice(0, text.lastIndexOf('}') + 1));
      return false;
    });
  }

  private get candidates(): Candidates {
    return this.certain.first === undefined ? this.vague : this.certain;
  }

  /** True when the text is a document at all, whether a result or not. */
  private read(text: string): boolean {
    let document: unknown;
    try {
      document = JSON.parse(text);
    } catch {
      return false;
    }
    const result = readResult(document);
    if (result !== undefined) this.note(result);
    return true;
  }

  private note(result: ScaletestResult): void {
    const candidates = result.isVague === true ? this.vague : this.certain;
    const text = JSON.stringify(result);
    if (candidates.first === undefined) candidates.first = { result, text };
    else if (candidates.first.text !== text) candidates.areSeveral = true;
  }
}

/** Braces opened less braces closed, outside strings. A string of JSON never goes over the end of a line. */
function depthChange(line: string): number {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < line.length; at++) {
    const character = line[at];
    if (isInString && character === '\\') at += 1;
    else if (character === '"') isInString = !isInString;
    else if (!isInString && character === '{') depth += 1;
    else if (!isInString && character === '}') depth -= 1;
  }
  return depth;
}
