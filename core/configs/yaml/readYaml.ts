import { isScalar, parseAllDocuments, type Document } from 'yaml';
import { sortProblems, type Problem } from '../../problem.ts';
import { convertNode } from './convertNode.ts';
import { DEEPEST_NESTING, findTooDeepNesting } from './nestingDepth.ts';
import { describeSyntaxError, findTraps } from './syntaxErrors.ts';
import type { Span } from '../../text/span.ts';
import type { YamlNode } from './yamlNode.ts';
import { yamlProblem } from './yamlProblems.ts';

/** Larger files are refused: the parser's time grows faster than the text, and no one writes such a file by hand. */
const LARGEST_TEXT = 512 * 1024;

/** After this many readings a file is better mended in parts; large files get fewer, so that an answer comes in time. */
const MOST_READINGS = 50;
const MOST_CHARACTERS_READ = 1_500_000;

export interface YamlReading {
  /** Absent when the text holds nothing to read. */
  root?: YamlNode;
  problems: Problem[];
  /** Offset from which on the structure cannot be trusted, because the syntax is broken there. */
  brokenFrom: number;
  /** Slips that were reported and read over. What is said about these characters otherwise is their echo. */
  readOver: Span[];
}

/** Reads one YAML document. Never throws. `emptyRemedy` says what to write into an empty file. */
export function readYaml(text: string, emptyRemedy: string): YamlReading {
  const unreadable = (problem: Problem): YamlReading => ({ problems: [problem], brokenFrom: 0, readOver: [] });
  if (text.length > LARGEST_TEXT) {
    const inMegabytes = (size: number): string => (size / (1024 * 1024)).toFixed(1);
    return unreadable(yamlProblem('yaml-too-large', [0, 0], inMegabytes(text.length), inMegabytes(LARGEST_TEXT)));
  }
  const tooDeep = findTooDeepNesting(text);
  if (tooDeep !== undefined) return unreadable(yamlProblem('yaml-too-deep', [tooDeep, tooDeep + 1], DEEPEST_NESTING));

  const problems: Problem[] = [];
  const { documents, readable, readOver, brokenFrom } = parseOverTraps(text, problems);
  const [first, second] = documents;
  const isEmpty = !first?.contents || (isScalar(first.contents) && first.contents.source === '');
  if (isEmpty && problems.length === 0) return unreadable(yamlProblem('yaml-empty', [0, 0], emptyRemedy));
  if (second && brokenFrom === Infinity) {
    const marker = text.indexOf('---', first?.range[1] ?? 0);
    const start = marker === -1 ? second.range[0] : marker;
    problems.push(yamlProblem('yaml-several-documents', [start, start + 3]));
  }
  const root = first?.contents && !isEmpty ? convertNode(first.contents, readable, problems) : undefined;
  return { root, problems: sortProblems(problems), brokenFrom, readOver };
}

/**
 * Parses; where the first error is a known slip, puts harmless text of the same length in its place and parses again.
 * So one slip costs one problem, every offset stays right, and the rest of the file is checked all the same.
 */
function parseOverTraps(
  text: string,
  problems: Problem[],
): { documents: Document.Parsed[]; readable: string; readOver: Span[]; brokenFrom: number } {
  const readOver: Span[] = [];
  let readable = text;
  const readings = Math.max(2, Math.min(MOST_READINGS, Math.floor(MOST_CHARACTERS_READ / text.length)));
  for (let reading = 1; ; reading++) {
    // The library's own check for duplicate keys compares every key with every other; ours is in `convertNode`.
    // Its pretty messages copy the line around every error, which takes for ever on a long line full of them.
    const parsed = parseAllDocuments(readable, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
    const documents = Array.isArray(parsed) ? (parsed as Document.Parsed[]) : [];
    const errors = documents.flatMap((document) => document.errors).sort((a, b) => a.pos[0] - b.pos[0]);
    const [error] = errors;
    if (!error) return { documents, readable, readOver, brokenFrom: Infinity };
    const traps = reading < readings ? findTraps(readable, errors) : [];
    if (traps.length === 0) {
      const { problem, brokenFrom } = describeSyntaxError(readable, error);
      // An error on top of a slip that was read over is its echo.
      if (!touchesAny(problem.span, readOver)) problems.push(problem);
      return { documents, readable, readOver, brokenFrom };
    }
    const pieces: string[] = [];
    let at = 0;
    for (const { problem, replacement } of traps) {
      problems.push(problem);
      readOver.push(problem.span);
      pieces.push(readable.slice(at, problem.span[0]), replacement);
      at = problem.span[1];
    }
    readable = pieces.join('') + readable.slice(at);
  }
}

/** Whether a span overlaps one of others, or touches its end. */
export function touchesAny(span: Span, others: readonly Span[]): boolean {
  return others.some(([start, end]) => span[0] <= end && span[1] >= start);
}
