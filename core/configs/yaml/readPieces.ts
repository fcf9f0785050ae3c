import { isMap, isSeq, type ParsedNode } from 'yaml';
import { moveProblem, type Problem } from '../../problem.ts';
import { shiftSpan, type Span } from '../../text/span.ts';
import { convertNode } from './convertNode.ts';
import { findTooDeepNesting } from './nestingDepth.ts';
import { parseCleanly } from './parseOverSlips.ts';
import { sectionsOf, type Piece, type Section } from './pieces.ts';
import { shiftNode } from './shiftNode.ts';
import type { YamlEntry, YamlNode, YamlSequence } from './yamlNode.ts';

export interface PieceReading {
  /** Absent where the piece holds comments only. */
  root?: YamlNode;
  problems: readonly Problem[];
  readOver: readonly Span[];
}

/** To begin a piece costs about as much as to read so many characters. */
const SHORTEST_PIECE = 400;

/** A piece as it was read, with spans of its own text, and of the whole text where it last stood. */
interface KnownPiece {
  own: PieceReading;
  at: number;
  placed: PieceReading;
}

/**
 * The pieces of one text, so that after a change only what is new has to be read: most of the time goes into parsing,
 * and most changes are in one place. An instance for each open text.
 */
export class KnownPieces {
  private lastWhole = new Map<string, KnownPiece>();
  private known: ReadonlyMap<string, KnownPiece> = this.lastWhole;
  private next = new Map<string, KnownPiece>();

  constructor(private readonly shortest = SHORTEST_PIECE) {}

  /** Undefined where the pieces do not tell what the text as a whole says. */
  read(text: string): PieceReading | undefined {
    const sections = sectionsOf(text, this.shortest);
    this.next = new Map();
    const reading = sections && this.wholeOf(sections);
    if (reading) this.lastWhole = this.next;
    // What was read while a piece is broken is still right once that is mended.
    this.known = reading ? this.next : new Map([...this.lastWhole, ...this.next]);
    return reading;
  }

  private wholeOf(sections: readonly Section[]): PieceReading | undefined {
    const entries: YamlEntry[] = [];
    const keys = new Set<string>();
    const problems: Problem[] = [];
    const readOver: Span[] = [];
    let span: Span | undefined;
    const take = (piece: Piece, isWhole: (root: ParsedNode) => boolean): PieceReading | undefined => {
      const reading = this.pieceAt(piece, isWhole);
      if (reading?.root) span = [span?.[0] ?? reading.root.span[0], reading.root.span[1]];
      for (const problem of reading?.problems ?? []) problems.push(problem);
      for (const span of reading?.readOver ?? []) readOver.push(span);
      return reading;
    };
    for (const { entries: piece, items } of sections) {
      const root = take(piece, isBlockMap)?.root;
      if (root?.kind !== 'map') return undefined;
      const lists: YamlSequence[] = [];
      for (const item of items) {
        const list = take(item, isBlockList)?.root;
        if (list?.kind !== 'sequence') return undefined;
        lists.push(list);
      }
      for (const entry of root.entries) {
        if (keys.has(entry.key)) return undefined;
        keys.add(entry.key);
        // The key of a list stands alone in its piece.
        entries.push(lists.length === 0 ? entry : { ...entry, value: joined(lists) });
      }
    }
    return span && { root: { kind: 'map', span, entries }, problems, readOver };
  }

  private pieceAt({ at, text }: Piece, isWhole: (root: ParsedNode) => boolean): PieceReading | undefined {
    const before = this.next.get(text) ?? this.known.get(text);
    if (before?.at === at) {
      this.next.set(text, before);
      return before.placed;
    }
    const own = before?.own ?? readPiece(text, isWhole);
    if (!own) return undefined;
    const placed = at === 0 ? own : shifted(own, at);
    this.next.set(text, { own, at, placed });
    return placed;
  }
}

function readPiece(text: string, isWhole: (root: ParsedNode) => boolean): PieceReading | undefined {
  if (findTooDeepNesting(text) !== undefined) return undefined;
  const contents = parseCleanly(text)?.contents;
  if (!contents || !isWhole(contents)) return undefined;
  const problems: Problem[] = [];
  const readOver: Span[] = [];
  return { root: convertNode(contents, text, problems, readOver), problems, readOver };
}

const isBlockMap = (root: ParsedNode): boolean => isMap(root) && root.flow !== true;
const isBlockList = (root: ParsedNode): boolean => isSeq(root) && root.flow !== true;

function shifted({ root, problems, readOver }: PieceReading, by: number): PieceReading {
  return {
    ...(root && { root: shiftNode(root, by) }),
    problems: problems.map((problem) => moveProblem(problem, (from, to) => [from + by, to + by])),
    readOver: readOver.map((span) => shiftSpan(span, by)),
  };
}

function joined(lists: readonly YamlSequence[]): YamlSequence {
  return {
    kind: 'sequence',
    span: [lists[0]?.span[0] ?? 0, lists.at(-1)?.span[1] ?? 0],
    items: lists.flatMap(({ items }) => items),
    itemSpans: lists.flatMap(({ itemSpans }) => itemSpans),
  };
}
