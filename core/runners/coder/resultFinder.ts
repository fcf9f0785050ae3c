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

/**
 * Finds the result of a scale test among other output, line by line: on one line, or over several. The last one counts.
 * Log lines may hold braces and JSON of their own, so only what reads as a result is one.
 */
export class ResultFinder {
  found: ScaletestResult | undefined;
  private open: OpenDocument[] = [];

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

  /** True when the text is a document at all, whether a result or not. */
  private read(text: string): boolean {
    let document: unknown;
    try {
      document = JSON.parse(text);
    } catch {
      return false;
    }
    this.found = readResult(document) ?? this.found;
    return true;
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
