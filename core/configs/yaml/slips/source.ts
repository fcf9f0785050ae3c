import type { Span } from '../../../text/span.ts';

const LONGEST_SLIP = 2000;

/** Looking around in a text, line by line. Lines end at `\n` here; a `\r` before it is white space. */
export class Source {
  /** A stretch without a line break, and one without a comment, because a long line is asked about many times. */
  private lineSeen: Span = [0, -1];
  private commentSeen: Span = [0, -1];

  constructor(readonly text: string) {}

  lineEnd(at: number): number {
    if (at < this.lineSeen[0] || at > this.lineSeen[1]) {
      const end = this.text.indexOf('\n', at);
      this.lineSeen = [at, end === -1 ? this.text.length : end];
    }
    return this.lineSeen[1];
  }

  nextLine(at: number): number {
    return Math.min(this.lineEnd(at) + 1, this.text.length);
  }

  skipBlanks(at: number): number {
    let position = at;
    while (isBlank(this.text[position])) position++;
    return position;
  }

  skipSpaces(at: number): number {
    let position = at;
    while (this.text[position] === ' ') position++;
    return position;
  }

  /** Whether nothing but a comment is left of the line. */
  isLineDone(at: number): boolean {
    const next = this.skipBlanks(at);
    const character = this.text[next];
    return (
      character === undefined || character === '\n' || (character === '#' && (next > at || this.isAfterBlank(next)))
    );
  }

  /** End of the text of a line: before its comment and the blanks around. */
  contentEnd(at: number): number {
    return this.trimEnd(at, Math.min(this.lineEnd(at), this.nextComment(at)));
  }

  /** The same, but not far away: no slip of a person is longer. */
  nearEnd(at: number): number {
    return Math.min(this.contentEnd(at), at + LONGEST_SLIP);
  }

  private nextComment(at: number): number {
    if (at < this.commentSeen[0] || at > this.commentSeen[1]) {
      let hash = this.text.indexOf('#', at);
      while (hash !== -1 && !this.isAfterBlank(hash)) hash = this.text.indexOf('#', hash + 1);
      this.commentSeen = [at, hash === -1 ? this.text.length : hash];
    }
    return this.commentSeen[1];
  }

  trimEnd(from: number, end: number): number {
    let position = end;
    while (position > from && isWhite(this.text[position - 1])) position--;
    return position;
  }

  isAfterBlank(at: number): boolean {
    return at === 0 || isWhite(this.text[at - 1]);
  }

  /** Whether a character is followed by white space or the end, which makes `-`, `?` and `:` indicators. */
  isIndicator(at: number): boolean {
    const next = this.text[at + 1];
    return next === undefined || isWhite(next);
  }

  isDocumentMarker(at: number): boolean {
    const marker = this.text.slice(at, at + 3);
    return (marker === '---' || marker === '...') && this.isIndicator(at + 2);
  }

  /** Whether a text in quotes has a line that is not deeper than the block around it, so that it must have ended before. */
  leavesBlock(start: number, end: number, blockIndent: number): boolean {
    for (let line = this.nextLine(start); line < end; line = this.nextLine(line)) {
      const indentEnd = this.skipSpaces(line);
      if (!isWhite(this.text[indentEnd]) && indentEnd - line <= blockIndent) return true;
    }
    return false;
  }

  /** Offset of the `:` that ends the plain key which starts here, or -1. */
  keyColon(at: number): number {
    const end = this.contentEnd(at);
    for (
      let colon = this.text.indexOf(':', at);
      colon !== -1 && colon < end;
      colon = this.text.indexOf(':', colon + 1)
    ) {
      if (this.isIndicator(colon)) return colon;
    }
    return -1;
  }
}

export function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\r';
}

export function isWhite(character: string | undefined): boolean {
  return character === '\n' || isBlank(character);
}
