import type { Problem } from '../../../problem.ts';
import { loadFiles } from '../loadFiles.ts';
import { planProblem } from '../problems.ts';
import type { Rule } from './rule.ts';

/** Whatever the plan names as a file must be one on disk. */
export const files: Rule = ({ plan, fileKind }) => {
  if (!fileKind) return [];
  const problems: Problem[] = [];
  for (const file of [plan.envFile, ...plan.tests.flatMap(loadFiles)]) {
    if (!file) continue;
    const kind = fileKind(file.value);
    if (kind === 'missing') problems.push(planProblem('file-not-found', file.span, file.value));
    if (kind === 'folder') problems.push(planProblem('path-is-folder', file.span, file.value));
  }
  return problems;
};
