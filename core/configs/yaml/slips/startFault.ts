import { yamlProblem } from '../yamlProblems.ts';
import { quoted } from './quoting.ts';
import { filler, type Slip } from './slip.ts';
import { isWhite, type Source } from './source.ts';

/** A limit as people write it behind `>`: a number with its unit, a name, or the baseline. */
const CONDITION =
  /^>=?\s*(?:[\d.,_]*\d\s*(?:us|ms|s|m|h|%|k|M|[kMG]?B)?(?:\/(?:s|min))?|\$\{[^}]*\}\s*(?:[a-zA-Z%]{1,2})?(?:\/(?:s|min))?|baseline\b.*)(?:\s+(?:for|over)\s.*)?$/;

/** A value that YAML cannot read, or reads as something else, because of the character it starts with. */
export function startFault(source: Source, at: number, findEnd: () => number): Slip | undefined {
  const { text } = source;
  const character = text[at] ?? '';
  if (!'@`%>|,]}*&'.includes(character)) return undefined;
  const end = findEnd();
  const written = text.slice(at, end);
  if (!isFaultyStart(source, at, written)) return undefined;
  const slip = { edits: [{ at, replacement: filler(end - at) }], echo: [at, end] as const };
  if (character === '>' && CONDITION.test(written)) {
    return { ...slip, problem: yamlProblem('yaml-unquoted-condition', [at, end], written) };
  }
  return { ...slip, problem: yamlProblem('yaml-unquoted-start', [at, at + 1], character, quoted(written)) };
}

function isFaultyStart({ text }: Source, at: number, written: string): boolean {
  // An alias is one word. It may be a key.
  if (text[at] === '*') return !/^\*[^\s,[\]{}]+(?:\s+:.*)?$/.test(written);
  if (text[at] === '&') return text[at + 1] === undefined || isWhite(text[at + 1]);
  return true;
}
