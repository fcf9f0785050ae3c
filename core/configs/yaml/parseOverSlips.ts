import { parseAllDocuments, type Document, type ErrorCode } from 'yaml';
import type { Problem } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import { moveNodes, reindent, type Reindent } from './reindent.ts';
import { findSlips } from './slips/blockScanner.ts';
import { applySlips, blanked, type Slip } from './slips/slip.ts';
import { yamlProblem } from './yamlProblems.ts';

/** The parser needs seconds for larger texts full of faults, so those are mended before it sees them. */
const LARGEST_TRIED_AS_IT_IS = 64 * 1024;
/** A file with more faults than this is better mended in parts. */
const MOST_SLIPS = 100;
const MOST_READINGS = 10;
const MOST_CHARACTERS_READ = 800_000;
/** Indentation with characters that look like blanks; the parser takes them for letters and sees no fault. */
const ODD_INDENTATION = /^[ \t]*[\u00a0\u2007\u202f\u3000\u200b]/m;

/**
 * The library's own check for duplicate keys compares every key with every other; ours is in `convertNode`. Its pretty
 * messages copy the line around every error, which takes for ever on a long line full of them.
 */
const PARSER_OPTIONS = { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;

export interface MendedText {
  /** The text as it can be parsed, as long as the one given. */
  readable: string;
  problems: Problem[];
  readOver: Span[];
  reindents: Reindent[];
  brokenFrom: number;
}

export interface ParsedText extends MendedText {
  documents: Document.Parsed[];
  /** How often the whole text was parsed. */
  readings: number;
}

interface SyntaxFault {
  code: ErrorCode;
  message: string;
  pos: readonly [number, number];
}

/**
 * Parses; where that fails, finds all slips in one walk over the text, puts harmless text of the same length in their
 * place and parses again. So one slip costs one problem, every offset stays right, and the rest of the file is checked
 * all the same. An error that is still left costs its line.
 */
export function parseOverSlips(text: string): ParsedText {
  const parsed: ParsedText = {
    documents: [],
    problems: [],
    readable: text,
    readOver: [],
    reindents: [],
    brokenFrom: Infinity,
    readings: 0,
  };
  if (text.length <= LARGEST_TRIED_AS_IT_IS && !ODD_INDENTATION.test(text) && !parseOnce(parsed)) return parsed;
  Object.assign(parsed, mendSlips(text));
  if (parsed.brokenFrom === 0) return parsed;
  leaveOutBrokenLines(parsed);
  return parsed;
}

/** The text without its slips, and what they are. */
export function mendSlips(text: string): MendedText {
  const found = findSlips(text);
  const slips = found.slice(0, MOST_SLIPS);
  const mended: MendedText = {
    readable: applySlips(text, slips),
    problems: slips.map(({ problem }) => problem),
    readOver: slips.flatMap(readOverBy),
    reindents: slips.flatMap((slip) => slip.reindent ?? []),
    brokenFrom: Infinity,
  };
  const unnamed = found[MOST_SLIPS];
  if (!unnamed) return mended;
  mended.problems.push(yamlProblem('yaml-more', unnamed.problem.span, found.length - MOST_SLIPS));
  // What is behind is not read at all: it would take long, and there is enough to mend.
  mended.brokenFrom = text.lastIndexOf('\n', unnamed.echo[0] - 1) + 1;
  mended.readable = mended.readable.slice(0, mended.brokenFrom);
  return mended;
}

function readOverBy({ echo, edits }: Slip): Span[] {
  return [echo, ...edits.map(({ at, replacement }): Span => [at, at + replacement.length])];
}

function leaveOutBrokenLines(parsed: ParsedText): void {
  const most = Math.min(MOST_READINGS, Math.floor(MOST_CHARACTERS_READ / parsed.readable.length));
  for (let reading = 1; ; reading++) {
    const error = parseOnce(parsed);
    if (!error) return;
    const { readable } = parsed;
    const at = Math.min(error.pos[0], readable.length);
    const lineStart = readable.lastIndexOf('\n', at - 1) + 1;
    const nextLine = readable.indexOf('\n', at);
    const lineEnd = nextLine === -1 ? readable.length : nextLine;
    if (parsed.brokenFrom <= at) return;
    const problem = plainSyntaxProblem(readable, error);
    // An error on top of a slip that was read over is its echo.
    if (!touchesAny(problem.span, parsed.readOver)) parsed.problems.push(problem);
    const line = readable.slice(lineStart, lineEnd);
    if (reading >= most || line.trim() === '') {
      parsed.brokenFrom = lineStart;
      return;
    }
    parsed.readable = readable.slice(0, lineStart) + blanked(line) + readable.slice(lineEnd);
    parsed.readOver.push([lineStart, lineEnd]);
  }
}

/** The document that a text without any fault holds; undefined for other texts. */
export function parseCleanly(text: string): Document.Parsed | undefined {
  if (ODD_INDENTATION.test(text)) return undefined;
  const result = parseAllDocuments(text, PARSER_OPTIONS);
  const [document, ...others] = Array.isArray(result) ? (result as Document.Parsed[]) : [];
  return others.length === 0 && document?.errors.length === 0 ? document : undefined;
}

/** Parses the text as it is now; the first error, if there is one. */
function parseOnce(parsed: ParsedText): SyntaxFault | undefined {
  const reindented = reindent(parsed.readable, parsed.reindents);
  const result = parseAllDocuments(reindented.text, PARSER_OPTIONS);
  parsed.documents = Array.isArray(result) ? (result as Document.Parsed[]) : [];
  parsed.readings++;
  let first: SyntaxFault | undefined;
  for (const document of parsed.documents) {
    for (const error of document.errors) if (!first || error.pos[0] < first.pos[0]) first = error;
    if (parsed.reindents.length > 0) moveNodes(document, reindented);
  }
  if (!first) return undefined;
  const { code, message, pos } = first;
  return { code, message, pos: [reindented.writtenOffset(pos[0]), reindented.writtenOffset(pos[1])] };
}

function plainSyntaxProblem(text: string, error: SyntaxFault): Problem {
  const start = Math.min(error.pos[0], text.length);
  const end = Math.min(Math.max(error.pos[1], start), text.length);
  const reason = (error.message.split('\n')[0] ?? '').replaceAll('`', "'");
  const remedy = REMEDIES[error.code] ?? 'Check the indentation and the quotes around here.';
  return yamlProblem('yaml-syntax', [start, end], `This is not valid YAML: ${reason}. ${remedy}`);
}

const REMEDIES: Partial<Record<ErrorCode, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'Put quotes around a value that contains a colon and a blank.',
  BAD_INDENT: 'Give all entries of one mapping or list the same indentation.',
  MISSING_CHAR: 'Close the quote or bracket.',
  RESOURCE_EXHAUSTION: 'Nest less deeply.',
};

/** Whether a span overlaps one of others, or touches its end. */
function touchesAny(span: Span, others: readonly Span[]): boolean {
  return others.some(([start, end]) => span[0] <= end && span[1] >= start);
}
