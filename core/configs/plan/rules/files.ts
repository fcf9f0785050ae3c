import type { Problem } from '../../../problem.ts';
import { planProblem } from '../problems.ts';
import type { Rule } from './rule.ts';

/** Scripts and the env file must be on disk. */
export const files: Rule = ({ plan, fileExists }) => {
  if (!fileExists) return [];
  const problems: Problem[] = [];
  for (const file of [plan.envFile, ...plan.tests.map((test) => test.script)]) {
    if (file && !fileExists(file.value)) problems.push(planProblem('file-not-found', file.span, file.value));
  }
  return problems;
};
