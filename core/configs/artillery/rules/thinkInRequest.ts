import { withFix, type Fix, type Problem } from '../../../problem.ts';
import { entryAt } from '../../yaml/lookup.ts';
import type { YamlEntry } from '../../yaml/yamlNode.ts';
import { artilleryProblem } from '../problems.ts';
import { requestOf } from '../model/requests.ts';
import type { Step } from '../model/script.ts';

/** A pause that is written into a request, where nobody waits for it. `beside`: steps that no other step is behind. */
export function* thinkInRequest(step: Step, beside: ReadonlySet<Step>, text: string): Iterable<Problem> {
  const think = entryAt(requestOf(step), 'think');
  if (!think || !step.action) return;
  const problem = artilleryProblem('artillery-think-in-request', think.keySpan, step.action.key);
  yield withFix(problem, beside.has(step) ? undefined : stepOfItsOwn(think, step, text));
}

/** The line becomes an item behind the step, where both are written so that this is certain. */
function stepOfItsOwn({ keySpan, value }: YamlEntry, { node }: Step, text: string): Fix | undefined {
  const lineStart = text.lastIndexOf('\n', keySpan[0] - 1) + 1;
  const line = /^[^\r\n]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const indent = dashIndent(node.span[0], text);
  const isOneLine = /^ +["']?think["']?: +[^\s#&*|>{[]/.test(line) && value.kind === 'scalar';
  if (indent === undefined || !isOneLine) return undefined;
  const title = 'Make it a step behind the request';
  const stepEnd = text.slice(0, node.span[1]).trimEnd().length;
  if (stepEnd <= lineStart + line.length) {
    return { title, edits: [{ span: [lineStart, keySpan[0]], text: `${indent}- ` }] };
  }
  const lineBreak = text.startsWith('\r\n', lineStart + line.length) ? '\r\n' : '\n';
  const behind = stepEnd + (/^[^\r\n]*/.exec(text.slice(stepEnd))?.[0].length ?? 0);
  const moved = `${lineBreak}${indent}- ${line.trim()}`;
  return {
    title,
    edits: [
      { span: [lineStart, lineStart + line.length + lineBreak.length], text: '' },
      { span: [behind, behind], text: moved },
    ],
  };
}

/** The blanks before the dash of an item; undefined where it has none on its line. */
function dashIndent(start: number, text: string): string | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return /^( *)- $/.exec(text.slice(lineStart, start))?.[1];
}
