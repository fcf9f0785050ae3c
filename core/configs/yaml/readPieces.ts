import { isMap, isSeq, type ParsedNode } from 'yaml';
import { moveProblem, type Problem } from '../../problem.ts';
import { shiftSpan, type Span } from '../../text/span.ts';
import { convertNode } from './convertNode.ts';
import { findTooDeepNesting } from './nestingDepth.ts';
import { parseCleanly } from './parseOverSlips.ts';
import { sectionsOf, type Piece } from './pieces.ts';
import { shiftNode } from './shiftNode.ts';
import type { YamlEntry, YamlNode, YamlSequence } from './yamlNode.ts';

export interface PieceReading {
  /** Absent where the piece holds comments only. */
  root?: YamlNode;
  problems: readonly Problem[];
  readOver: readonly Span[];
}

type IsWhole = (root: ParsedNode) => boolean;
type ReadPiece = (piece: Piece, isWhole: IsWhole) => PieceReading | undefined;

/** To begin a piece costs about as much as to read so many characters. */
const SHORTEST_PIECE = 400;

/** So many readings ago what a piece said may still be asked for: a text that is broken is read in up to four forms. */
const READINGS_KEPT = 6;

/** A piece as it was read, with spans of its own text, and of the whole text where it last stood. */
interface KnownPiece {
  own: PieceReading;
  at: number;
  placed: PieceReading;
  /** Number of the reading that looked at it last. */
  lastRead: number;
}

/**
 * The pieces of one text, so that after a change only what is new has to be read: most of the time goes into parsing,
 * and most changes are in one place. An instance for each open text.
 */
export class KnownPieces {
  private readonly known = new Map<string, KnownPiece>();
  private reading = 0;
  /** Number of the last reading in which the pieces told everything. */
  private lastWhole = 0;

  constructor(private readonly shortest = SHORTEST_PIECE) {}

  /** Undefined where the pieces do not tell what the text as a whole says. */
  read(text: string): PieceReading | undefined {
    this.reading += 1;
    const reading = this.wholeOf(text, (piece, isWhole) => this.pieceAt(piece, isWhole));
    if (reading) this.lastWhole = this.reading;
    this.forget();
    return reading;
  }

  /**
   * The same with wrong places, and without a trace: for a text that is read only once, such as one with a letter more.
   * So nothing has to be moved that stands behind that letter.
   */
  glance(text: string): PieceReading | undefined {
    return this.wholeOf(text, (piece, isWhole) => this.known.get(piece.text)?.own ?? readPiece(piece.text, isWhole));
  }

  /** While a piece is broken, those behind it are not looked at, but are still right once that is mended. */
  private forget(): void {
    for (const [text, { lastRead }] of this.known) {
      if (lastRead < this.reading - READINGS_KEPT && lastRead !== this.lastWhole) this.known.delete(text);
    }
  }

  private wholeOf(text: string, read: ReadPiece): PieceReading | undefined {
    const sections = sectionsOf(text, this.shortest);
    if (!sections) return undefined;
    const entries: YamlEntry[] = [];
    const keys = new Set<string>();
    const problems: Problem[] = [];
    const readOver: Span[] = [];
    let span: Span | undefined;
    const take: ReadPiece = (piece, isWhole) => {
      const reading = read(piece, isWhole);
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

  private pieceAt({ at, text }: Piece, isWhole: IsWhole): PieceReading | undefined {
    const before = this.known.get(text);
    const own = before?.own ?? readPiece(text, isWhole);
    if (!own) return undefined;
    const placed = before?.at === at ? before.placed : at === 0 ? own : shifted(own, at);
    const piece: KnownPiece = { own, at, placed, lastRead: this.reading };
    this.known.set(text, piece);
    return placed;
  }
}

function readPiece(text: string, isWhole: IsWhole): PieceReading | undefined {
  if (findTooDeepNesting(text) !== undefined) return undefined;
  const contents = parseCleanly(text)?.contents;
  if (!contents || !isWhole(contents)) return undefined;
  const problems: Problem[] = [];
  const readOver: Span[] = [];
  return { root: convertNode(contents, text, problems, readOver), problems, readOver };
}

const isBlockMap: IsWhole = (root) => isMap(root) && root.flow !== true;
const isBlockList: IsWhole = (root) => isSeq(root) && root.flow !== true;

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
