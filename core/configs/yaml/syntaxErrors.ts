import type { ErrorCode } from 'yaml';
import type { Problem } from '../../problem.ts';
import { yamlProblem } from './yamlProblems.ts';

/** What the library tells about an error. */
export interface SyntaxFault {
  code: ErrorCode;
  message: string;
  pos: readonly [number, number];
}

/** A slip whose extent is known: what it is, and the text of the same length that lets the rest be read. */
export interface Trap {
  problem: Problem;
  replacement: string;
}

/** Longer lines are no slip of a person, and looking through one again for every error on it takes long. */
const LONGEST_LINE = 2000;

/**
 * Slips that people make with conditions, `${…}`, tabs and special characters: the first error if it is one, and with
 * it every unquoted condition, because that slip leaves the lines around it alone. Empty if the first error is none.
 */
export function findTraps(text: string, errors: readonly SyntaxFault[]): Trap[] {
  const traps: Trap[] = [];
  for (const [index, error] of errors.entries()) {
    const trap = findTrap(text, error);
    if (index === 0 && !trap) return [];
    const isLocal = index === 0 || trap?.problem.code === 'yaml-unquoted-condition';
    if (trap && isLocal && trap.problem.span[0] >= (traps.at(-1)?.problem.span[1] ?? 0)) traps.push(trap);
  }
  return traps;
}

function findTrap(text: string, error: SyntaxFault): Trap | undefined {
  const line = lineAround(text, Math.min(error.pos[0], text.length));
  const problem = line[1] - line[0] > LONGEST_LINE ? undefined : trapOnLine(text, line, error);
  if (!problem) return undefined;
  const filler = problem.code === 'yaml-tab' ? ' ' : 'x';
  return { problem, replacement: filler.repeat(problem.span[1] - problem.span[0]) };
}

/** Any other error, in our words, and the start of its line: what follows cannot be trusted. */
export function describeSyntaxError(text: string, error: SyntaxFault): { problem: Problem; brokenFrom: number } {
  const [lineStart] = lineAround(text, Math.min(error.pos[0], text.length));
  return { problem: plainSyntaxProblem(text, error), brokenFrom: lineStart };
}

function lineAround(text: string, offset: number): readonly [number, number] {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const rest = text.slice(start).search(/[\r\n]/);
  return [start, rest === -1 ? text.length : start + rest];
}

/** `${name}` with the text around it, and a selector such as `latency{stage=peak} < 1s`, as they stand in brackets. */
const UNQUOTED_NAME = /(?<!["'\w])((?:[^\s"',:[\]{}][^"',:[\]{}]*)?\$\{[^{}"']*\}[^"',\]}\r\n]*)/;
const UNQUOTED_TAGS = /(?<!["'\w])([A-Za-z][^"',:[\]{}]*\{[^{}"']*\}[^"',\]}\r\n]*)/;

function trapOnLine(text: string, [start, end]: readonly [number, number], error: SyntaxFault): Problem | undefined {
  const line = text.slice(start, end);
  const condition = /(?:^\s*(?:- )*|[:,[{]\s+|^\s*-\s+)(>=?\s*[^\s#,\]}][^#,\]}]*)/.exec(line);
  if (condition?.[1] !== undefined && /^>=?\s*(\d|baseline|\$)/.test(condition[1])) {
    const written = condition[1].trimEnd();
    const at = start + condition.index + condition[0].length - condition[1].length;
    return yamlProblem('yaml-unquoted-condition', [at, at + written.length], written);
  }
  const values = line.slice(valueStart(line));
  const braces = UNQUOTED_NAME.exec(values) ?? UNQUOTED_TAGS.exec(values);
  if (braces?.[1] !== undefined && (error.code === 'UNEXPECTED_TOKEN' || error.code === 'MISSING_CHAR')) {
    const written = braces[1].trimEnd();
    const at = start + valueStart(line) + braces.index;
    return yamlProblem('yaml-unquoted-braces', [at, at + written.length], written);
  }
  if (error.code === 'BAD_SCALAR_START') {
    const character = text[error.pos[0]] ?? '';
    return yamlProblem('yaml-unquoted-start', [error.pos[0], error.pos[0] + 1], character);
  }
  if (error.code === 'TAB_AS_INDENT') return yamlProblem('yaml-tab', tabsAround(text, error.pos[0]));
  return undefined;
}

/** Where values may begin on this line: behind the first `[` or `{` of a flow collection. */
function valueStart(line: string): number {
  const flow = /(?:^\s*(?:- )*|:\s+)[[{]/.exec(line);
  return flow ? flow.index + flow[0].length : 0;
}

function tabsAround(text: string, offset: number): [number, number] {
  let start = offset;
  let end = offset;
  while (text[start - 1] === '\t') start--;
  while (text[end] === '\t') end++;
  return [start, Math.max(end, start + 1)];
}

function plainSyntaxProblem(text: string, error: SyntaxFault): Problem {
  const start = Math.min(error.pos[0], text.length);
  const end = Math.min(Math.max(error.pos[1], start), text.length);
  const reason = error.message.split('\n')[0] ?? '';
  const remedy = REMEDIES[error.code] ?? 'Check the indentation and the quotes around here.';
  return yamlProblem('yaml-syntax', [start, end], `This is not valid YAML: ${reason}. ${remedy}`);
}

const REMEDIES: Partial<Record<ErrorCode, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'Put quotes around a value that contains `: `.',
  BAD_INDENT: 'Give all entries of one mapping or list the same indentation.',
  MISSING_CHAR: 'Close the quote or bracket.',
  RESOURCE_EXHAUSTION: 'Nest less deeply.',
};
