import type { Problem } from '../../../problem.ts';
import { yamlProblem } from '../yamlProblems.ts';
import type { Source } from './source.ts';

/** What is wrong with a line that is neither a key with its colon nor an item with its dash. */
export function findStrayFault(source: Source, at: number, isInList: boolean): Problem {
  const end = source.nearEnd(at);
  const written = source.text.slice(at, end);
  const [first = ''] = written;
  const key = /^[A-Za-z_][\w-]*:(?=\S)/.exec(written)?.[0];
  if (first === ']' || first === '}') return yamlProblem('yaml-extra-bracket', [at, at + 1], first);
  if (key !== undefined) return yamlProblem('yaml-missing-blank', [at + key.length - 1, at + key.length], ':');
  if (isInList && /^-[^\s-]/.test(written)) return yamlProblem('yaml-missing-blank', [at, at + 1], '-');
  if (isInList) return yamlProblem('yaml-missing-dash', [at, end]);
  return yamlProblem('yaml-missing-colon', [at, end], /^[^\s:]*/.exec(written)?.[0] ?? '');
}
