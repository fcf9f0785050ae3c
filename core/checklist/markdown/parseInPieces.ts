import type { Nodes, Root } from 'mdast';

/** Shorter texts are parsed as a whole. */
const LONG = 20_000;
/** The time that the parser takes grows with the square of the length of what it parses at once. */
const SHORTEST_PIECE = 2_000;
const LONGEST_PIECE = 8_000;

/** A reference can be defined anywhere, so a text with definitions cannot be cut. */
const DEFINITION = /^[ >\t]{0,20}\[[^\]\n]{1,999}\]:/m;

/**
 * A heading behind an empty line, or a task item that is nested in nothing, ends everything that can be open, but for code
 * and HTML outside of lists, and a paragraph where the item has a number.
 */
const SAFE_CUT = /\n(?:[ \t]*\r?\n(?=#{1,6}[ \t])|(?=(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}\[[ \txX]\][ \t]))/g;
const NUMBER = /\d/y;
const EMPTY_LINE = /\n[ \t]*\r?\n$/;

interface Piece {
  root: Root;
  /** What the offsets of its nodes count from. */
  start: number;
}

/**
 * Parses long texts piece by piece, with the blocks that parsing them at once would give; only a list can become several.
 * Keeps the pieces of the last text, so that of a text that was edited only the piece with the edit is parsed. Their nodes
 * are moved to where they are in the newer text: what was made of the older one must not be used any more.
 */
export class PieceParser {
  private known = new Map<string, Piece[]>();

  constructor(private readonly parsePart: (part: string) => Root) {}

  /** All offsets count from the start of the text. */
  parse(text: string): Root[] {
    const steps = this.steps(text);
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
    }
  }

  /** The same, with a step for each piece. */
  *steps(text: string): Generator<undefined, Root[]> {
    const before = this.known;
    const now = new Map<string, Piece[]>();
    const roots: Root[] = [];
    let start = 0;
    for (const cut of isCuttable(text) ? [...cutsOf(text), text.length] : [text.length]) {
      let part = text.slice(start, cut);
      let piece = this.pieceOf(part, start, before);
      if (cut < text.length && endsOpen(text, part, cut, piece)) {
        part = text.slice(start);
        piece = this.pieceOf(part, start, before);
      }
      // A short text is parsed as fast as its piece is found.
      if (text.length >= LONG) now.set(part, [...(now.get(part) ?? []), piece]);
      roots.push(piece.root);
      start += part.length;
      if (start === text.length) break;
      yield;
    }
    this.known = now;
    return roots;
  }

  /** Each piece is given away once: two equal ones of a text are two. */
  private pieceOf(part: string, start: number, before: Map<string, Piece[]>): Piece {
    const piece = before.get(part)?.pop() ?? { root: this.parsePart(part), start: 0 };
    shift(piece.root, start - piece.start);
    piece.start = start;
    return piece;
  }
}

function isCuttable(text: string): boolean {
  return text.length >= LONG && !DEFINITION.test(text);
}

function cutsOf(text: string): number[] {
  const cuts: number[] = [];
  const fences = text.matchAll(/^ {0,3}(`{3,}|~{3,})[^`\n]*$/gm);
  let fence = fences.next();
  let isInFence = false;
  for (const match of text.matchAll(SAFE_CUT)) {
    const at = match.index + match[0].length;
    for (; fence.done !== true && fence.value.index < at; fence = fences.next()) isInFence = !isInFence;
    const length = at - (cuts.at(-1) ?? 0);
    // A guess that saves work: what is really open is seen when the piece is parsed.
    if (!isInFence && (length >= LONGEST_PIECE || (length >= SHORTEST_PIECE && isLandmark(text, at)))) cuts.push(at);
  }
  return cuts;
}

const LANDMARK_CHARACTERS = 32;

/** Chosen by its own words, one in eight: when lines come or go, the cuts behind them stay where they are. */
function isLandmark(text: string, at: number): boolean {
  let hash = 0;
  for (let next = at; next < at + LANDMARK_CHARACTERS; next += 1)
    hash = Math.imul(hash ^ text.charCodeAt(next), 0x01000193);
  return hash >>> 29 === 0;
}

const CLOSED_HTML = /^<!--[\s\S]*-->$|<\/(?:pre|script|style|textarea)>$/i;

/** Whether the last block of a piece would go on behind it. */
function endsOpen(text: string, part: string, cut: number, { root, start }: Piece): boolean {
  const last = root.children.at(-1);
  const isBehindEmptyLine = EMPTY_LINE.test(part);
  NUMBER.lastIndex = cut;
  if (NUMBER.test(text) && !isBehindEmptyLine && last?.type !== 'list') return true;
  if (last?.type !== 'code' && last?.type !== 'html') return false;
  const written = part.slice((last.position?.start.offset ?? start) - start).trimEnd();
  // When in doubt it is open, which costs time and nothing else. Only these go on over empty lines.
  if (last.type === 'html')
    return !isBehindEmptyLine || (/^<(?:!|\?|pre|script|style|textarea)/i.test(written) && !CLOSED_HTML.test(written));
  const [opening] = /^(?:`{3,}|~{3,})/.exec(written) ?? [];
  if (opening === undefined) return false;
  const closing = /(?:^|\n) {0,3}(`{3,}|~{3,})$/.exec(written.slice(opening.length))?.[1];
  return closing === undefined || closing[0] !== opening[0] || closing.length < opening.length;
}

function shift(root: Root, by: number): void {
  if (by === 0) return;
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    // A position can be shared by two nodes, so each gets its own.
    if (node.position) {
      const { start, end } = node.position;
      node.position = {
        start: { ...start, offset: (start.offset ?? 0) + by },
        end: { ...end, offset: (end.offset ?? 0) + by },
      };
    }
    if ('children' in node) waiting.push(...node.children);
  }
}
