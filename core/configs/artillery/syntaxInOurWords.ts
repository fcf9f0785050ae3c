import { withFix, type Fix, type Problem } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import { quoted } from '../yaml/slips/quoting.ts';
import { replaceSpan } from './edits.ts';
import { LOOP_OPTIONS, SCENARIO_KEYS } from './model/vocabulary.ts';
import { artilleryProblem } from './problems.ts';

/** A fault of the YAML, with the remedy that is right in a script of Artillery where that is another one. */
export function inOurWords(problem: Problem, text: string): Problem {
  switch (problem.code) {
    case 'yaml-template-braces':
      return unquotedTemplate(problem.span, text.slice(...problem.span));
    case 'yaml-complex-key':
      return templateWithBlanks(problem.span, text) ?? problem;
    case 'yaml-missing-dash':
      return keyAmongSteps(problem.span, text) ?? problem;
    default:
      return problem;
  }
}

function unquotedTemplate(span: Span, template: string): Problem {
  const fix = replaceSpan(span, quoted(template), 'Put quotes around it');
  return withFix(artilleryProblem('artillery-unquoted-template', span, template), fix);
}

/** `{ { name } }`, of which YAML sees the inner mapping as a key. */
function templateWithBlanks([start, end]: Span, text: string): Problem | undefined {
  const before = /\{[ \t]*$/.exec(text.slice(Math.max(0, start - 20), start))?.[0];
  const after = /^[ \t]*\}/.exec(text.slice(end, end + 20))?.[0];
  const inner = /^\{[ \t]*(\$?[\w.]+(?:\([^\n(){}]*\))?)[ \t]*\}$/.exec(text.slice(start, end))?.[1];
  if (before === undefined || after === undefined || inner === undefined) return undefined;
  return unquotedTemplate([start - before.length, end + after.length], `{{ ${inner} }}`);
}

/** `count: 5` at the column of the dashes below `loop`: as a step of its own it would leave the loop without an end. */
function keyAmongSteps(span: Span, text: string): Problem | undefined {
  const key = text.slice(...span);
  const lineStart = text.lastIndexOf('\n', span[0]) + 1;
  const above = listAbove(text.slice(0, lineStart), span[0] - lineStart);
  if (above === undefined || !KEYS_BESIDE[above.key]?.includes(key)) return undefined;
  const problem = artilleryProblem('artillery-key-among-steps', span, key, above.key);
  return withFix(problem, outdent(span, above.column, text));
}

const KEYS_BESIDE: Readonly<Record<string, readonly string[]>> = {
  loop: [...LOOP_OPTIONS, 'name'],
  flow: SCENARIO_KEYS,
};

/** The key whose list a line at a column stands in, and its own column. */
function listAbove(text: string, column: number): { key: string; column: number } | undefined {
  for (let end = text.length; end > 0; end = text.lastIndexOf('\n', end - 2) + 1) {
    const line = text.slice(text.lastIndexOf('\n', end - 2) + 1, end).trimEnd();
    const indent = /^[ ]*/.exec(line)?.[0].length ?? 0;
    if (line === '' || /^\s*#/.test(line) || indent >= column) continue;
    const { dash = '', key } = /^ *(?<dash>(?:- +)*)(?<key>[\w-]+):/.exec(line)?.groups ?? {};
    return key === undefined ? undefined : { key, column: indent + dash.length };
  }
  return undefined;
}

/** Where the key is one line, and nothing behind it belongs to the list any more. */
function outdent([start, end]: Span, column: number, text: string): Fix | undefined {
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const [line = '', ...below] = text.slice(end).split('\n', 20);
  const next = below.find((one) => one.trim() !== '' && !/^\s*#/.test(one)) ?? '';
  const isLast = !new RegExp(`^ {${start - lineStart}}(?:- | )`).test(next);
  if (!/^\s*:[ \t]*[^\s#|>&]/.test(line) || !isLast) return undefined;
  return replaceSpan([lineStart, start], ' '.repeat(column), `Outdent ${text.slice(start, end)}`);
}
