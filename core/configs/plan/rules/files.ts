import type { Problem } from '../../../problem.ts';
import { loadFiles } from '../loadFiles.ts';
import { planProblem } from '../problems.ts';
import type { Rule } from './rule.ts';

/** Every file that the plan names must be on disk. */
export const files: Rule = ({ plan, fileExists }) => {
  if (!fileExists) return [];
  const problems: Problem[] = [];
  for (const file of [plan.envFile, ...plan.tests.flatMap(loadFiles)]) {
    if (file && !fileExists(file.value)) problems.push(planProblem('file-not-found', file.span, file.value));
  }
  return problems;
};
