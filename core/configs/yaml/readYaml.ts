import { isScalar, type Document } from 'yaml';
import { sortProblems, type Problem } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import { convertNode } from './convertNode.ts';
import { DEEPEST_NESTING, findTooDeepNesting } from './nestingDepth.ts';
import { KnownPieces, type PieceReading } from './readPieces.ts';
import { mendSlips, parseOverSlips, type ParsedText } from './parseOverSlips.ts';
import type { YamlNode } from './yamlNode.ts';
import { yamlProblem } from './yamlProblems.ts';

/** The parser's time grows faster than the text, and no one writes such a file by hand. */
const LARGEST_TEXT = 512 * 1024;
/** Shorter texts are parsed faster than they are cut. */
const SHORTEST_IN_PIECES = 500;

export interface YamlReadingOptions {
  /** What earlier versions of the text were made of. */
  pieces?: KnownPieces | undefined;
  /** Longer texts, in characters, are refused. */
  largest?: number;
  /** Only what the text says is asked for, not where, and `pieces` are to remember nothing of it. */
  isGlance?: boolean | undefined;
  /** A marker at the end begins another document, too, for parsers that take only one. */
  isMarkerDocument?: boolean;
}

export interface YamlReading {
  /** Absent when the text holds nothing to read. */
  root?: YamlNode | undefined;
  problems: Problem[];
  /** Offset from which on the structure cannot be trusted, because the syntax is broken there. */
  brokenFrom: number;
  /**
   * Slips that were reported and read over. What is said about these characters otherwise is their echo, and what seems
   * to be missing may stand there.
   */
  readOver: readonly Span[];
}

/** Reads one YAML document. Never throws. `emptyRemedy` says what to write into an empty file. */
export function readYaml(written: string, emptyRemedy: string, options: YamlReadingOptions = {}): YamlReading {
  const { pieces = new KnownPieces(), isGlance = false, largest = LARGEST_TEXT, isMarkerDocument = false } = options;
  if (written.length > largest) {
    const inMegabytes = (size: number): string => (size / (1024 * 1024)).toFixed(1);
    return unreadable(yamlProblem('yaml-too-large', [0, 0], inMegabytes(written.length), inMegabytes(largest)));
  }
  // A lone carriage return ends a line, too, which the library does not know.
  const text = written.replace(/\r(?!\n)/g, '\n');
  const inPieces: InPieces = (one) => (isGlance ? pieces.glance(one) : pieces.read(one));
  const reading = text.length < SHORTEST_IN_PIECES ? undefined : readInPieces(text, inPieces);
  return reading ?? readWhole(text, emptyRemedy, isMarkerDocument);
}

/** How a text is read in pieces: for good, or only at a glance. */
type InPieces = (text: string) => PieceReading | undefined;

/**
 * Where a piece is broken, the slips are found in the text as a whole, and then the other pieces of the text without
 * them are those that are known. Undefined where pieces do not tell.
 */
function readInPieces(text: string, inPieces: InPieces): YamlReading | undefined {
  const clean = inPieces(text);
  if (clean) return { ...clean, problems: sortProblems(clean.problems), brokenFrom: Infinity };
  // Slips are looked for by parsing, which takes quadratic time where brackets or dashes nest without end.
  if (findTooDeepNesting(text) !== undefined) return undefined;
  const { readable, problems, readOver, reindents, brokenFrom } = mendSlips(text);
  if (problems.length === 0 || reindents.length > 0 || brokenFrom !== Infinity) return undefined;
  const mended = inPieces(readable);
  if (!mended) return undefined;
  return {
    root: mended.root,
    problems: sortProblems([...problems, ...mended.problems]),
    readOver: [...readOver, ...mended.readOver],
    brokenFrom,
  };
}

/** Reads a text, in which no line ends with a lone carriage return, in one go. */
export function readWhole(text: string, emptyRemedy: string, isMarkerDocument = false): YamlReading {
  const tooDeep = findTooDeepNesting(text);
  if (tooDeep !== undefined) return unreadable(yamlProblem('yaml-too-deep', [tooDeep, tooDeep + 1], DEEPEST_NESTING));

  const parsed = parseOverSlips(text);
  const problems = [...parsed.problems];
  const [first] = parsed.documents;
  const isEmpty = !first?.contents || (isScalar(first.contents) && first.contents.source === '');
  if (isEmpty && problems.length === 0) return unreadable(yamlProblem('yaml-empty', [0, 0], emptyRemedy));
  if (parsed.brokenFrom === Infinity) problems.push(...secondDocument(parsed, isMarkerDocument));
  const readOver = [...parsed.readOver];
  const root =
    first?.contents && !isEmpty ? convertNode(first.contents, parsed.readable, problems, readOver) : undefined;
  return { root, problems: sortProblems(problems), brokenFrom: parsed.brokenFrom, readOver };
}

function unreadable(problem: Problem): YamlReading {
  return { problems: [problem], brokenFrom: 0, readOver: [] };
}

/** A second document. For most parsers one that holds nothing is none. */
function secondDocument({ documents, readable }: ParsedText, isMarkerDocument: boolean): Problem[] {
  const hasContent = (document: Document.Parsed): boolean =>
    document.contents !== null && !(isScalar(document.contents) && document.contents.source === '');
  const [first, ...others] = documents;
  if (!first || !(isMarkerDocument ? others.length > 0 : others.some(hasContent))) return [];
  const marker = readable.indexOf('---', first.range[1]);
  const start = marker === -1 ? (others[0]?.range[0] ?? 0) : marker;
  return [yamlProblem('yaml-several-documents', [start, start + 3])];
}
