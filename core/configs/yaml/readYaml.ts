import { isScalar, parseAllDocuments, type Document } from 'yaml';
import { sortProblems, type Problem } from '../../problem.ts';
import { convertNode } from './convertNode.ts';
import { DEEPEST_NESTING, findTooDeepNesting } from './nestingDepth.ts';
import { describeSyntaxError, findTrap } from './syntaxErrors.ts';
import type { Span } from '../../text/span.ts';
import type { YamlNode } from './yamlNode.ts';
import { yamlProblem } from './yamlProblems.ts';

/** Larger files are refused: the parser's time grows faster than the text, and no one writes such a file by hand. */
const LARGEST_TEXT = 1024 * 1024;

/** After this many slips a file is better mended in parts. */
const MOST_TRAPS = 50;

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
  for (let attempt = 0; ; attempt++) {
    // The library's own check for duplicate keys compares every key with every other; ours is in `convertNode`.
    const parsed = parseAllDocuments(readable, { uniqueKeys: false, logLevel: 'silent' });
    const documents = Array.isArray(parsed) ? (parsed as Document.Parsed[]) : [];
    const error = documents.flatMap((document) => document.errors).sort((a, b) => a.pos[0] - b.pos[0])[0];
    if (!error) return { documents, readable, readOver, brokenFrom: Infinity };
    const trap = attempt < MOST_TRAPS ? findTrap(readable, error) : undefined;
    if (!trap) {
      const { problem, brokenFrom } = describeSyntaxError(readable, error);
      // An error on top of a slip that was read over is its echo.
      if (!touchesAny(problem.span, readOver)) problems.push(problem);
      return { documents, readable, readOver, brokenFrom };
    }
    const { span } = trap.problem;
    problems.push(trap.problem);
    readOver.push(span);
    readable = readable.slice(0, span[0]) + trap.replacement + readable.slice(span[1]);
  }
}

/** Whether a span overlaps one of others, or touches its end. */
export function touchesAny(span: Span, others: readonly Span[]): boolean {
  return others.some(([start, end]) => span[0] <= end && span[1] >= start);
}
