import { yamlProblem } from '../yamlProblems.ts';
import { findBadEscapes, quoted } from './quoting.ts';
import type { Slip } from './slip.ts';

/** The first escape that YAML does not know in a text in double quotes; all of them are read over. */
export function escapeSlip(text: string, start: number, end: number): Slip | undefined {
  const escapes = findBadEscapes(text, start, end);
  const [first] = escapes;
  if (first === undefined) return undefined;
  const remedy = quoted(text.slice(start + 1, end - 1));
  return {
    problem: yamlProblem('yaml-bad-escape', [first, first + 2], text.slice(first, first + 2), remedy),
    edits: escapes.map((at) => ({ at, replacement: 'x' })),
    echo: [start, end],
  };
}
