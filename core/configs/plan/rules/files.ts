import type { Problem } from '../../../problem.ts';
import { planProblem } from '../problems.ts';
import type { Rule } from './rule.ts';

/** Scripts and the env file must be files on disk. */
export const files: Rule = ({ plan, fileKind }) => {
  if (!fileKind) return [];
  const problems: Problem[] = [];
  for (const file of [plan.envFile, ...plan.tests.map((test) => test.script)]) {
    if (!file) continue;
    const kind = fileKind(file.value);
    if (kind === 'missing') problems.push(planProblem('file-not-found', file.span, file.value));
    if (kind === 'folder') problems.push(planProblem('path-is-folder', file.span, file.value));
  }
  return problems;
};
