import type { Problem } from '../../../problem.ts';
import { yamlProblem } from '../yamlProblems.ts';

/** White space that looks like a blank and is none to YAML. */
const ODD_BLANKS: Record<string, string> = {
  '\u00a0': 'a non-breaking blank (U+00A0)',
  '\u2007': 'a figure blank (U+2007)',
  '\u202f': 'a narrow non-breaking blank (U+202F)',
  '\u3000': 'an ideographic blank (U+3000)',
  '\u200b': 'an invisible blank (U+200B)',
  '\ufeff': 'an invisible blank (U+FEFF)',
};

/** End of a line's indentation, and what is wrong with it. */
export function findIndentFault(text: string, lineStart: number): { end: number; problem?: Problem } {
  let spacesEnd = lineStart;
  while (text[spacesEnd] === ' ') spacesEnd++;
  let end = spacesEnd;
  while (isIndentLike(text[end])) end++;
  const next = text[end];
  const isEmpty = next === undefined || next === '\n' || next === '\r' || next === '#';
  if (end === spacesEnd || isEmpty) return { end };
  const odd = Array.from(text.slice(spacesEnd, end)).find((character) => character in ODD_BLANKS);
  const span = [spacesEnd, spacesEnd + runLength(text.slice(spacesEnd, end), odd)] as const;
  if (odd !== undefined) return { end, problem: yamlProblem('yaml-odd-blank', span, ODD_BLANKS[odd] ?? '') };
  return { end, problem: yamlProblem('yaml-tab', span) };
}

function isIndentLike(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || (character !== undefined && character in ODD_BLANKS);
}

/** Without the blanks behind the characters that are meant. */
function runLength(indentation: string, odd: string | undefined): number {
  return indentation.lastIndexOf(odd ?? '\t') + 1;
}
